import { type WantedCombination } from "../../../dataFiles/preview/filePreview";
import { PreviewReader } from "../../../dataFiles/preview/previewReader";
import { checkedFile } from "./checkedFile";
import { type OpenFile } from "./openFile";
import { type PreviewReport, type PreviewTask } from "./workerMessages";

/** A page shows no more, and Problems shows all. */
const MOST_SHOWN = 200;

/** Reads a whole file: what was found in it, and what it holds. */
export async function previewedFile(
  file: OpenFile,
  task: PreviewTask,
  onProgress: (fraction: number) => void,
): Promise<PreviewReport> {
  const { combination } = task;
  const { hasCombination, report } = await readOnce(file, task, onProgress, combination);
  // A file that has changed may not have the one that was looked at any more.
  if (hasCombination || combination === undefined) return report;
  return (await readOnce(file, task, onProgress, undefined)).report;
}

async function readOnce(
  file: OpenFile,
  task: PreviewTask,
  onProgress: (fraction: number) => void,
  wanted: WantedCombination | undefined,
): Promise<{ readonly hasCombination: boolean; readonly report: PreviewReport }> {
  const reader = new PreviewReader(wanted, task.dates);
  const { summary, recognition, findings } = await checkedFile(file, task, onProgress, (batch) => reader.add(batch));
  const preview = reader.finish(summary);
  const report = { summary, recognition, findings: findings.slice(0, MOST_SHOWN), preview, size: file.size };
  return { hasCombination: reader.found, report };
}
