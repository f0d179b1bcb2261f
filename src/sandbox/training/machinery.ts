import { attributeSales } from "../engine/attribution/attributeSales";
import { fitModel } from "../engine/fitModel";
import { expandGraph } from "../engine/graph/expandGraph";
import { suggestGraph } from "../engine/graph/suggestGraph";
import { compareResults } from "../engine/tasks/compareResults";
import { explainAttributions } from "../engine/tasks/explainAttributions";
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
  expandGraph,
  suggestGraph,
  fitModel,
  attributeSales,
  explainAttributions,
  compareResults,
};
