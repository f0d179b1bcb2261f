import { type AttributeSales, type ExpandGraph, type FitModel, type SuggestGraph } from "../engine/contract";
import { type Database } from "../store/database";
import { type IngestOptions } from "../store/ingestTypes";
import { type DataFolder } from "../store/dataFolder";
import { type CombinationsOf, type DatesOf } from "../store/datasetTypes";
import { type IngestUpload } from "../store/ingestTypes";
import { type RecordKey } from "../store/jobRecords";
import { type CompareResults } from "../engine/tasks/compareResults";
import { type ExplainAttributions } from "../engine/tasks/explainAttributions";
import { type LoadFrame } from "./frameTypes";

/** The heavy work, as functions of other rooms; tests hand in quick ones. */
export interface Machinery {
  readonly ingestUpload: IngestUpload;
  readonly combinationsOf: CombinationsOf;
  readonly datesOf: DatesOf;
  readonly loadFrame: LoadFrame;
  readonly expandGraph: ExpandGraph;
  readonly suggestGraph: SuggestGraph;
  readonly fitModel: FitModel;
  readonly attributeSales: AttributeSales;
  readonly explainAttributions: ExplainAttributions;
  readonly compareResults: CompareResults;
}

/** What every job works with. */
export interface Workplace {
  readonly db: Database;
  readonly folder: DataFolder;
  readonly machinery: Machinery;
  readonly ingestWorker: URL;
  readonly engineWorker: URL;
  /** Upper limit of engine threads. */
  readonly workers: number;
  /** How strictly the content of uploads is taken. */
  readonly severity: NonNullable<IngestOptions["severity"]>;
}

export interface JobRun {
  readonly key: RecordKey;
  readonly signal: AbortSignal;
  /** Tells how far the job is; `save` writes what else belongs to the record, and may be skipped when calls come fast. */
  readonly report: (fraction: number, phase: string, save?: () => void) => void;
}

/** What a finished job leaves: written in one transaction with the state "done". */
export interface JobResult {
  /** Sentences for the record: assumptions, warnings. */
  readonly message: string | null;
  readonly save: () => void;
}

export type Job = (place: Workplace, run: JobRun) => Promise<JobResult>;

/** A job that cannot end well, with the sentence for its record; `save` keeps what was learnt. */
export class JobFailed extends Error {
  override readonly name = "JobFailed";

  constructor(
    message: string,
    readonly save?: () => void,
  ) {
    super(message);
  }
}

/** Joins sentences, each with a full stop where it has no end; null without any. */
export const sentences = (parts: readonly (string | null | undefined)[]): string | null =>
  parts.flatMap((part) => (part ? [/[.!?]$/.test(part) ? part : `${part}.`] : [])).join(" ") || null;
