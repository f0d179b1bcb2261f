import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { findingText } from "../../dataFiles/findings";
import { callDataWorker } from "./dataWorker";
import { type IngestTask } from "./ingestFile";
import { DataFileRefused, type IngestProgress, type IngestReport, type IngestUpload } from "./ingestTypes";
import { removeDatabase } from "./uploadRows";

export type IngestRequest = IngestTask & { readonly kind: "ingest" };

export const ingestUpload: IngestUpload = async (options) => {
  const { file, type, format, periodicity, severity, directory, workerUrl, signal, onProgress } = options;
  const temporary = join(directory, `writing-${randomUUID()}.tmp`);
  const task: IngestRequest = {
    kind: "ingest",
    ...{ file, type, format, directory, temporary },
    ...(periodicity === undefined ? {} : { periodicity }),
    ...(severity === undefined ? {} : { severity }),
  };
  try {
    const call = { workerUrl, task, signal };
    const listen = onProgress && ((progress: unknown) => onProgress(progress as IngestProgress));
    const report = (await callDataWorker(
      listen === undefined ? call : { ...call, onProgress: listen },
    )) as IngestReport;
    if (report.file === null) throw new DataFileRefused(refusal(report), report);
    return report;
  } finally {
    // Gone already, unless the worker was killed in the middle.
    removeDatabase(temporary);
  }
};

function refusal({ errorCount, findings }: IngestReport): string {
  const [first] = findings;
  const count = errorCount === 1 ? "1 error" : `${String(errorCount)} errors`;
  return first === undefined
    ? `The file has ${count}.`
    : `The file has ${count}. ${errorCount > 1 ? "The first: " : ""}${findingText(first)}`;
}
