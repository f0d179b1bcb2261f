import { rmSync } from "node:fs";
import { open } from "node:fs/promises";
import { basename, join } from "node:path";
import { DataFileRefused, type IngestReport } from "../store/ingestTypes";
import { choosePeriodicity, readProject } from "../store/projectRecords";
import {
  isAwaited,
  isKnownType,
  isOfSpecifiedType,
  readUpload,
  saveUploadContent,
  typeOf,
  type UploadRecord,
} from "../store/uploadRecords";
import { type Job, JobFailed, type JobResult, type JobRun, sentences, type Workplace } from "./jobTypes";

/** Reads a received file into a database of its rows. */
export const uploadJob: Job = async (place, run) => {
  const upload = readUpload(place.db, run.key);
  if (!upload) throw new JobFailed("The upload's record is gone.");
  const file = join(place.folder.incoming, upload.incoming);
  const periodicity = readProject(place.db, run.key.projectId)?.periodicity;
  try {
    const report = await place.machinery.ingestUpload({
      file,
      type: typeOf(upload),
      format: await formatOf(file),
      ...(periodicity ? { periodicity } : {}),
      severity: place.severity,
      directory: place.folder.uploads,
      workerUrl: place.ingestWorker,
      signal: run.signal,
      onProgress: ({ fraction, phase }) => run.report(fraction, phase),
    });
    return accepted(place, run, upload, report);
  } catch (error) {
    if (error instanceof DataFileRefused) {
      throw new JobFailed(`${upload.fileName}: ${error.message}`, () => keep(place, run, error.report));
    }
    throw error;
  } finally {
    // A stopped sandbox reads the file again at its next start.
    const over = !run.signal.aborted || readUpload(place.db, run.key)?.state === "cancelled";
    // In one turn, so that no upload of the same bytes comes in between.
    if (over && !isAwaited(place.db, upload)) rmSync(file, { force: true });
  }
};

function accepted(place: Workplace, run: JobRun, upload: UploadRecord, report: IngestReport): JobResult {
  const chooses = report.type === "Sales" && report.periodicity !== null;
  const open = chooses && readProject(place.db, run.key.projectId)?.periodicity === null;
  return {
    message: sentences([
      typeNote(upload),
      open ? `The project had no periodicity: it takes ${report.periodicity ?? ""} from this file.` : null,
      report.findingCount > 0
        ? `The file was read with ${report.findingCount} ${report.findingCount === 1 ? "warning" : "warnings"}.`
        : null,
    ]),
    save: () => {
      keep(place, run, report);
      if (chooses && report.periodicity) choosePeriodicity(place.db, run.key.projectId, report.periodicity);
    },
  };
}

function typeNote(upload: UploadRecord): string | null {
  const type = typeOf(upload);
  if (isOfSpecifiedType(upload)) return null;
  if (!isKnownType(upload)) {
    return `"${type}" is none of the file types we know: its rows are kept, and no model uses them.`;
  }
  return `${type} is an unspecified type: only the common columns were checked, and no model uses its rows.`;
}

const keep = (place: Workplace, run: JobRun, report: IngestReport): void =>
  saveUploadContent(place.db, run.key, {
    rowsFile: report.file === null ? null : basename(report.file),
    rows: report.rows,
    findings: report.findings,
    findingCount: report.findingCount,
  });

/** A workbook is a zip archive, whatever its name. */
async function formatOf(path: string): Promise<"csv" | "xlsx"> {
  const file = await open(path, "r");
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0);
    return bytesRead === 4 && buffer.toString("latin1") === "PK\u0003\u0004" ? "xlsx" : "csv";
  } finally {
    await file.close();
  }
}
