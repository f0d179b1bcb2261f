import { type FileSummary } from "../../dataFiles/batch";
import { type Periodicity, type TypeName } from "../../dataFiles/fileTypes";
import { type Finding } from "../../dataFiles/findings";
import { type SeverityProfile } from "../../dataFiles/rule";

/** What reading one uploaded file came to. */
export interface IngestReport {
  readonly type: TypeName | null;
  readonly rows: number;
  /** The first 100. */
  readonly findings: readonly Finding[];
  readonly findingCount: number;
  readonly errorCount: number;
  /** Of the uploaded bytes, lower-case hex. */
  readonly sha256: string;
  readonly summary: FileSummary;
  readonly periodicity: Periodicity | null;
  /** The database of its rows; null when the file was refused. Two uploads of the same bytes share one. */
  readonly file: string | null;
}

export interface IngestProgress {
  readonly phase: "reading" | "writing";
  /** 0..1, never falling. */
  readonly fraction: number;
  readonly rows: number;
}

export interface IngestOptions {
  /** The uploaded file on disk. */
  readonly file: string;
  readonly type: TypeName;
  readonly format: "csv" | "xlsx";
  /** The project's, once it has one: what period starts are checked against. */
  readonly periodicity?: Periodicity;
  /** How strictly the file is checked; `documented` unless said otherwise. */
  readonly severity?: SeverityProfile;
  /** Folder of the row databases; made when absent. */
  readonly directory: string;
  /** URL of dist/ingestWorker.js. */
  readonly workerUrl: URL;
  readonly signal: AbortSignal;
  /** At most every 100 ms. */
  readonly onProgress?: (progress: IngestProgress) => void;
}

/** Rejects with DataFileRefused when the file has error findings, with the signal's reason when it is aborted. */
export type IngestUpload = (options: IngestOptions) => Promise<IngestReport>;

/** The file was read, and it has errors: the report says which. */
export class DataFileRefused extends Error {
  override readonly name = "DataFileRefused";

  constructor(
    message: string,
    readonly report: IngestReport,
  ) {
    super(message);
  }
}
