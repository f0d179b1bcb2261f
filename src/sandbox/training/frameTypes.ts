import { type Frame } from "../engine/frame";
import { type Combination, type DataWorkerHost, type UploadSource } from "../store/datasetTypes";

/** "sum": one unit "all", products added up; "pooled": one unit a product. */
export type ProductsMode = "sum" | "pooled";

export interface BuiltFrame {
  readonly frame: Frame;
  /** What had to be assumed or left out, as sentences for the record. */
  readonly notes: readonly string[];
}

/** The metric that a graph reads of a vehicle; `media` null: of every vehicle that no other choice names. */
export interface MetricChoice {
  readonly media: string | null;
  readonly metric: string;
}

export interface FrameRequest {
  /** The uploads of the dataset in merge order: the later one wins on identical keys. */
  readonly sources: readonly UploadSource[];
  readonly combination: Combination;
  readonly products: ProductsMode;
  /** Absent: the metric of every vehicle is chosen from the data. */
  readonly metrics?: readonly MetricChoice[];
}

/** Reads, merges and lays out the rows of one combination in the data worker. Rejects with a sentence where that cannot be. */
export type LoadFrame = (request: FrameRequest, host: DataWorkerHost) => Promise<BuiltFrame>;
