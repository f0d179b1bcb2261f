import { type DatasetId } from "../../../platform/ids";
import { type Combination } from "../../../platform/records";
import { type GraphDataset } from "../../graphEditor/graphSource";
import { type Place } from "../../explorer/nodes";
import { refOf } from "../ask/place";

/** The data that a graph is checked against. */
export const graphDataset = (place: Place, dataset: DatasetId, combination: Combination): GraphDataset => ({
  connectionId: place.connection.id,
  project: refOf(place),
  dataset,
  combination,
});
