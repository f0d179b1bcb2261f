import { createHash, type Hash } from "node:crypto";
import { closeSync, createReadStream, fsyncSync, mkdirSync, openSync, renameSync, statSync } from "node:fs";
import { join } from "node:path";
import { type FileSummary } from "../../dataFiles/batch";
import { fileTypeNamed, type Periodicity, type TypeName } from "../../dataFiles/fileTypes";
import { type Finding } from "../../dataFiles/findings";
import { readDataFile, type ReadOptions } from "../../dataFiles/readDataFile";
import { type SeverityProfile } from "../../dataFiles/rule";
import { type IngestProgress, type IngestReport } from "./ingestTypes";
import { removeDatabase, UploadRows } from "./uploadRows";
import { UploadWriter } from "./uploadWriter";

const LISTED_FINDINGS = 100;
const PROGRESS_EVERY_MS = 100;
/** Share of the progress that reading and writing rows takes; the rest is putting the file in its place. */
const ROWS_SHARE = 0.95;

export interface IngestTask {
  readonly file: string;
  readonly type: TypeName;
  readonly format: "csv" | "xlsx";
  readonly periodicity?: Periodicity;
  readonly severity?: SeverityProfile;
  readonly directory: string;
  /** Where to write until all is there; the starter of the task removes it if the task is killed. */
  readonly temporary: string;
}

/** Reads an uploaded file into a database of its rows. A file with errors leaves none: its report says why. */
export async function ingestFile(
  task: IngestTask,
  onProgress: (progress: IngestProgress) => void,
  signal: AbortSignal,
): Promise<IngestReport> {
  mkdirSync(task.directory, { recursive: true });
  const report = atIntervals(onProgress);
  const writer = new UploadWriter(task.temporary);
  try {
    const { summary, findings, sha256 } = await readInto(writer, task, report, signal);
    const found = { type: summary.type, rows: summary.rows, findings, findingCount: summary.findingCount };
    const whole = { ...found, errorCount: summary.errorCount, sha256, summary, periodicity: summary.periodicity };
    if (summary.errorCount > 0 || summary.type === null) return { ...whole, file: null };
    report({ phase: "writing", fraction: ROWS_SHARE, rows: summary.rows });
    writer.finish({ type: summary.type, periodicity: summary.periodicity });
    return { ...whole, file: putInPlace(task, summary.type, sha256) };
  } finally {
    writer.abandon();
    removeDatabase(task.temporary);
  }
}

function atIntervals(report: (progress: IngestProgress) => void): (progress: IngestProgress) => void {
  let last = -Infinity;
  return (progress) => {
    if (performance.now() - last < PROGRESS_EVERY_MS) return;
    last = performance.now();
    report(progress);
  };
}

interface ReadOutcome {
  readonly summary: FileSummary;
  readonly findings: readonly Finding[];
  readonly sha256: string;
}

async function readInto(
  writer: UploadWriter,
  task: IngestTask,
  report: (progress: IngestProgress) => void,
  signal: AbortSignal,
): Promise<ReadOutcome> {
  const size = Math.max(1, statSync(task.file).size);
  const hash = createHash("sha256");
  const findings = new ShortList();
  const { type, format, periodicity, severity } = task;
  const options: ReadOptions = {
    ...{ type, format, signal },
    ...(periodicity === undefined ? {} : { periodicity }),
    ...(severity === undefined ? {} : { severity }),
  };
  let summary: FileSummary | undefined;
  let rows = 0;
  for await (const batch of readDataFile(hashed(task.file, hash, signal), options)) {
    findings.add(batch.findings);
    rows += batch.rowNumbers.length;
    if (!findings.hasErrors) writer.add(batch);
    summary = batch.summary;
    report({ phase: "reading", fraction: ROWS_SHARE * Math.min(1, batch.bytesRead / size), rows });
  }
  if (summary === undefined) throw new Error("The file was not read to its end.");
  return { summary, findings: findings.first(), sha256: hash.digest("hex") };
}

/** The bytes of the file, all of them also into the hash, even where reading the rows stops early. */
async function* hashed(file: string, hash: Hash, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  const chunks = createReadStream(file, { highWaterMark: 1 << 18, signal });
  const rest = chunks[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  try {
    for (let next = await rest.next(); next.done !== true; next = await rest.next()) {
      hash.update(next.value);
      yield next.value;
    }
  } finally {
    for (let next = await rest.next(); next.done !== true; next = await rest.next()) hash.update(next.value);
    chunks.destroy();
  }
}

/** Errors before warnings, each in the order of the file. */
class ShortList {
  private readonly errors: Finding[] = [];
  private readonly warnings: Finding[] = [];

  add(findings: readonly Finding[]): void {
    for (const finding of findings) {
      const list = finding.severity === "error" ? this.errors : this.warnings;
      if (list.length < LISTED_FINDINGS) list.push(finding);
    }
  }

  get hasErrors(): boolean {
    return this.errors.length > 0;
  }

  first(): Finding[] {
    return [...this.errors, ...this.warnings].slice(0, LISTED_FINDINGS);
  }
}

/**
 * Gives the finished file its name, the hash of the upload. The same bytes uploaded before already have it; where that
 * file cannot be read any more, this one takes its place, so that the earlier upload is whole again, too.
 */
function putInPlace(task: IngestTask, type: TypeName, sha256: string): string {
  const candidates = [`${sha256}.sqlite`, `${sha256}-${typeInPath(type)}.sqlite`].map((name) =>
    join(task.directory, name),
  );
  const types = candidates.map(typeIn);
  const same = candidates[types.indexOf(type)];
  if (same !== undefined) return same;
  const target = candidates[types.indexOf(undefined)] ?? task.temporary;
  flush(task.temporary);
  renameSync(task.temporary, target);
  return target;
}

/** A type may have any name that a server accepts: one of no table is never part of a path as it stands. */
function typeInPath(type: TypeName): string {
  if (fileTypeNamed(type) === type) return type.replaceAll(" ", "-");
  return createHash("sha256").update(type).digest("hex").slice(0, 16);
}

/** The same bytes may have been read as another type; undefined where there is no file that can be read. */
function typeIn(file: string): TypeName | undefined {
  try {
    return UploadRows.use(file, (rows) => (rows.isSound() ? rows.contents.type : undefined));
  } catch {
    return undefined;
  }
}

function flush(file: string): void {
  const handle = openSync(file, "r+");
  fsyncSync(handle);
  closeSync(handle);
}
