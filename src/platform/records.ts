import {
  type AttributionId,
  type DatasetId,
  type GraphId,
  type GraphInstanceId,
  type Id,
  type Kind,
  type ModelId,
  type ProjectId,
  type TeamId,
  type UploadId,
} from "./ids";
import { type Phase } from "./status";

/** What every object of a project has, as far as the server tells. */
export interface RecordOf<K extends Kind> {
  readonly kind: K;
  readonly id: Id<K>;
  /** The server's own word. */
  readonly status: string | undefined;
  readonly phase: Phase;
  /** All fields as the server sent them. Integers beyond 2^53 are bigint. */
  readonly raw: Readonly<Record<string, unknown>>;
  /** ISO date and time. */
  readonly createdAt: string | undefined;
  readonly name: string | undefined;
  /** Warnings, or why it failed. */
  readonly message: string | undefined;
  /** 0..1. */
  readonly progress: number | undefined;
  /** What the job is doing now, one word. */
  readonly stage: string | undefined;
}

/** What one model covers. */
export interface Combination {
  readonly country: string;
  readonly region: string;
  readonly grouping: string;
}

export interface CombinationSpan extends Combination {
  readonly first: string | undefined;
  readonly last: string | undefined;
  readonly periods: number | undefined;
}

export interface UploadRecord extends RecordOf<"upload"> {
  /** The type of the file: Sales, Media... */
  readonly datasetName: string | undefined;
  readonly fileName: string | undefined;
  /** Bytes. */
  readonly size: number | undefined;
  readonly rows: number | undefined;
  readonly findingCount: number | undefined;
}

export interface DatasetRecord extends RecordOf<"dataset"> {
  readonly active: boolean | undefined;
  readonly uploadIds: readonly UploadId[] | undefined;
  readonly parentIds: readonly DatasetId[] | undefined;
  readonly periodicity: string | undefined;
  /** Undefined when the server does not tell. */
  readonly combinations: readonly CombinationSpan[] | undefined;
}

export interface Accuracy {
  readonly r2: number | undefined;
  /** Mean absolute percentage error as a fraction. */
  readonly mape: number | undefined;
  readonly wmape: number | undefined;
  readonly n: number | undefined;
}

export interface ModelRecord extends RecordOf<"model"> {
  readonly combination: Combination | undefined;
  readonly datasetId: DatasetId | undefined;
  readonly graphId: GraphId | undefined;
  readonly graphInstanceId: GraphInstanceId | undefined;
  readonly sourceModelId: ModelId | undefined;
  readonly metrics:
    | { readonly train: Accuracy | undefined; readonly eval: Accuracy | undefined; readonly all: Accuracy | undefined }
    | undefined;
  readonly loss: readonly number[] | undefined;
}

export interface AttributionRecord extends RecordOf<"attribution"> {
  readonly modelId: ModelId | undefined;
  readonly datasetId: DatasetId | undefined;
  readonly startDate: string | undefined;
  readonly endDate: string | undefined;
  readonly samples: number | undefined;
}

export interface AttributionSetRecord extends RecordOf<"attributionSet"> {
  readonly active: boolean | undefined;
  readonly attributionIds: readonly AttributionId[];
  readonly startDate: string | undefined;
  readonly endDate: string | undefined;
}

export interface RecordByKind {
  readonly upload: UploadRecord;
  readonly dataset: DatasetRecord;
  readonly model: ModelRecord;
  readonly attribution: AttributionRecord;
  readonly attributionSet: AttributionSetRecord;
}

export type AnyRecord = RecordByKind[Kind];

export interface Team {
  readonly id: TeamId;
  readonly name: string | undefined;
}

export interface Project {
  readonly id: ProjectId;
  readonly name: string | undefined;
  readonly team: TeamId;
  readonly periodicity: string | undefined;
}
