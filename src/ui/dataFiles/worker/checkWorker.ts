// A thread that reads data files for the extension host, so that the host never waits for one.
import * as l10n from "@vscode/l10n";
import { parentPort, workerData } from "node:worker_threads";
import { rewritten } from "./rewritten";
import { mendFile } from "../../../dataFiles/mending/mendFile";
import { csvOfWorkbook } from "../../../dataFiles/workbook/csvOfWorkbook";
import { type Recognition, recognise } from "../../../dataFiles/recognise";
import { checkedFile } from "./checkedFile";
import { previewedFile } from "./previewedFile";
import { headOf, openFile, type OpenFile, Stopped } from "./openFile";
import {
  type GuessTask,
  type MendTask,
  type Task,
  type TaskMessage,
  type TaskResults,
  type WorkerLanguage,
  type WorkerMessage,
} from "./workerMessages";

const PROGRESS_EVERY_MS = 100;
/** More would need more memory than a window should take for it. */
const MOST_MENDED = 100_000_000;

l10n.config({ contents: (workerData as WorkerLanguage).translations });

const tell = (message: WorkerMessage) => parentPort?.postMessage(message);

parentPort?.on("message", ({ id, task, stop }: TaskMessage) => {
  const stopped = () => Atomics.load(stop, 0) !== 0;
  run(
    task,
    stopped,
    atIntervals((fraction) => tell({ id, kind: "progress", fraction })),
  ).then(
    (result) => tell({ id, kind: "done", result }),
    (error: NodeJS.ErrnoException) => {
      if (error instanceof Stopped) return;
      tell({ id, kind: "failed", message: error.message, ...(error.code !== undefined && { code: error.code }) });
    },
  );
});

async function run(
  task: Task,
  stopped: () => boolean,
  onProgress: (fraction: number) => void,
): Promise<TaskResults[keyof TaskResults]> {
  if (stopped()) throw new Stopped();
  const file = await openFile(task.source, stopped);
  try {
    if (task.kind === "check") return await checkedFile(file, task, onProgress);
    if (task.kind === "preview") return await previewedFile(file, task, onProgress);
    if (task.kind === "mend") return await mended(file, task);
    return task.kind === "rewrite" ? await rewritten(file, task) : await recognised(file, task);
  } finally {
    await file.close();
  }
}

/** The names of a workbook are read as its rows are: its bytes are packed. */
async function recognised(file: OpenFile, { fileName }: GuessTask): Promise<Recognition> {
  const head = await headOf(file);
  if (head[0] !== 0x50 || head[1] !== 0x4b) return recognise(head, fileName);
  const task = {
    kind: "check",
    source: { kind: "bytes", bytes: head },
    fileName,
    type: "guess",
    severity: {},
  } as const;
  const { type, sureness, layout, ruleCounts } = (await checkedFile(file, task, () => undefined)).summary;
  return { type, sureness, layout, recognised: type !== null && ruleCounts.missingColumn === undefined };
}

async function mended(file: OpenFile, task: MendTask): Promise<TaskResults["mend"]> {
  if (file.size > MOST_MENDED) throw new Error(l10n.t("Only files of up to 100 MB can be fixed here."));
  const sheet = await csvOfWorkbook(file.chunks());
  const { bytes, counts, open } = mendFile(sheet ?? (await file.read(0, file.size)), task);
  return { bytes, counts: sheet === undefined ? counts : { workbook: 1, ...counts }, open };
}

function atIntervals(report: (fraction: number) => void): (fraction: number) => void {
  let last = performance.now();
  return (fraction) => {
    if (performance.now() - last < PROGRESS_EVERY_MS) return;
    last = performance.now();
    report(fraction);
  };
}
