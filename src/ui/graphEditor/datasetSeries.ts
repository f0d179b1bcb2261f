import { type DataSeries, seriesOf } from "../../graphs/dataSeries";
import { readGraphView } from "../../graphs/graphView";
import { type AlvissClient } from "../../platform/client";
import { showId } from "../../platform/ids";
import { type GraphDataset } from "./graphSource";
import { type GraphAddress } from "./graphUri";

interface Clients {
  of(connectionId: string): Promise<AlvissClient>;
}

/** What a dataset holds, or that of a graph's model; undefined where the server does not tell. */
export async function datasetSeries(
  clients: Clients,
  origin: GraphAddress | GraphDataset,
  signal?: AbortSignal,
): Promise<DataSeries | undefined> {
  const client = await clients.of(origin.connectionId);
  const options = signal === undefined ? {} : { signal };
  const { datasetId, combination } =
    "level" in origin
      ? await client.readModel(origin.project, origin.model, options)
      : { datasetId: origin.dataset, combination: origin.combination };
  if (datasetId === undefined || combination === undefined) return undefined;
  const suggested = await client.suggestGraph(origin.project, datasetId, combination, options);
  const view = suggested === undefined ? undefined : readGraphView(suggested);
  return view?.level === "high" ? seriesOf(view, showId(datasetId)) : undefined;
}
