import { attributeSales } from "../engine/attribution/attributeSales";
import { fitModel } from "../engine/fitModel";
import { checkGraph } from "../engine/graph/checkGraph";
import { expandGraph } from "../engine/graph/expandGraph";
import { suggestGraph } from "../engine/graph/suggestGraph";
import { summariseContributions } from "../engine/tasks/summariseContributions";
import { combinationsOf, datesOf } from "../store/datasetQueries";
import { ingestUpload } from "../store/ingestUpload";
import { type Machinery } from "./jobTypes";
import { loadFrame } from "./loadFrame";

/** The real thing: files are read in the ingest worker, models fitted in engine workers. */
export const machinery: Machinery = {
  ingestUpload,
  combinationsOf,
  datesOf,
  loadFrame,
  checkGraph,
  expandGraph,
  suggestGraph,
  fitModel,
  attributeSales,
  summariseContributions,
};
