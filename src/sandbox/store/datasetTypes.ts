import { type CombinationSpan } from "../../dataFiles/batch";
import { type TypeName } from "../../dataFiles/fileTypes";

export type { CombinationSpan };

/** One upload of a dataset: its type and the database of its rows. */
export interface UploadSource {
  readonly type: TypeName;
  readonly file: string;
}

/** What a model is about; "all" takes in everything below it. */
export interface Combination {
  readonly country_code: string;
  readonly region_code: string;
  readonly grouping: string;
}

/** Where the data worker is, and how to stop waiting for it. */
export interface DataWorkerHost {
  /** URL of dist/ingestWorker.js. */
  readonly workerUrl: URL;
  readonly signal: AbortSignal;
}

/** The combinations of the merged Sales rows, in code order. */
export type CombinationsOf = (
  sources: readonly UploadSource[],
  host: DataWorkerHost,
) => Promise<readonly CombinationSpan[]>;

/** The dates of each combination in the rows of one type: ascending ISO, one list over all the combinations asked for. */
export type DatesOf = (
  sources: readonly UploadSource[],
  type: TypeName,
  combinations: readonly Combination[],
  host: DataWorkerHost,
) => Promise<readonly string[]>;
