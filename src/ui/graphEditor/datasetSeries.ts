import { type Uri } from "vscode";
import { type DataSeries, seriesOf } from "../../graphs/dataSeries";
import { readGraphView } from "../../graphs/graphView";
import { type AlvissClient } from "../../platform/client";
import { type SuggestedFor } from "./graphSource";
import { type GraphAddress } from "./graphUri";

interface DatasetSeriesParts {
  readonly clients: { of(connectionId: string): Promise<AlvissClient> };
  /** The model's graph that a document is or was copied from. */
  readonly sourceOf: (uri: Uri) => Promise<GraphAddress | undefined>;
  /** What it was suggested for. */
  readonly datasetOf: (uri: Uri) => Promise<SuggestedFor | undefined>;
}

/** What the dataset of a graph holds; undefined for a graph of no dataset, or where the server does not tell. */
export async function datasetSeries(
  uri: Uri,
  { clients, sourceOf, datasetOf }: DatasetSeriesParts,
): Promise<DataSeries | undefined> {
  const address = await sourceOf(uri);
  const origin = address ?? (await datasetOf(uri));
  if (origin === undefined) return undefined;
  const client = await clients.of(origin.connectionId);
  const { datasetId, combination } =
    "level" in origin
      ? await client.readModel(origin.project, origin.model)
      : { datasetId: origin.dataset, combination: origin.combination };
  if (datasetId === undefined || combination === undefined) return undefined;
  const suggested = await client.suggestGraph(origin.project, datasetId, combination);
  const view = suggested === undefined ? undefined : readGraphView(suggested);
  return view?.level === "high" ? seriesOf(view) : undefined;
}
