import { type Uri } from "vscode";
import { type DataSeries, seriesOf } from "../../graphs/dataSeries";
import { readGraphView } from "../../graphs/graphView";
import { type AlvissClient } from "../../platform/client";
import { type GraphAddress } from "./graphUri";

interface DatasetSeriesParts {
  readonly clients: { of(connectionId: string): Promise<AlvissClient> };
  /** The model's graph that a document is or was copied from. */
  readonly sourceOf: (uri: Uri) => Promise<GraphAddress | undefined>;
}

/** What the dataset of a graph's model holds; undefined for a graph of no model, or where the server does not tell. */
export async function datasetSeries(
  uri: Uri,
  { clients, sourceOf }: DatasetSeriesParts,
): Promise<DataSeries | undefined> {
  const address = await sourceOf(uri);
  if (address === undefined) return undefined;
  const client = await clients.of(address.connectionId);
  const { datasetId, combination } = await client.readModel(address.project, address.model);
  if (datasetId === undefined || combination === undefined) return undefined;
  const suggested = await client.suggestGraph(address.project, datasetId, combination);
  const view = suggested === undefined ? undefined : readGraphView(suggested);
  return view?.level === "high" ? seriesOf(view) : undefined;
}
