import { Worker } from "node:worker_threads";

/** What the data worker says. */
export type DataWorkerMessage =
  | { readonly kind: "progress"; readonly progress: unknown }
  | { readonly kind: "done"; readonly result: unknown }
  | { readonly kind: "failed"; readonly message: string };

/** The one thing that is said to it after its task. */
export const CANCEL = "cancel";

/** How long a cancelled worker may take to leave by itself. */
const LEAVE_WITHIN_MS = 250;

export interface DataWorkerCall<Task> {
  readonly workerUrl: URL;
  readonly task: Task;
  readonly signal: AbortSignal;
  readonly onProgress?: (progress: unknown) => void;
}

/** Runs one task in a data worker of its own. Rejects with the signal's reason when aborted, once the worker has left. */
export async function callDataWorker<Task>({
  workerUrl,
  task,
  signal,
  onProgress,
}: DataWorkerCall<Task>): Promise<unknown> {
  signal.throwIfAborted();
  const worker = new Worker(workerUrl, { workerData: task });
  let timer: NodeJS.Timeout | undefined;
  const cancel = () => {
    worker.postMessage(CANCEL);
    timer = setTimeout(() => void worker.terminate(), LEAVE_WITHIN_MS);
  };
  signal.addEventListener("abort", cancel, { once: true });
  try {
    const outcome = await lastWord(worker, onProgress);
    signal.throwIfAborted();
    if (outcome.kind === "failed") throw new Error(outcome.message);
    return outcome.result;
  } finally {
    signal.removeEventListener("abort", cancel);
    clearTimeout(timer);
  }
}

type LastWord = Exclude<DataWorkerMessage, { kind: "progress" }>;

/** Waits for the worker to end: only then are its files closed. */
function lastWord(worker: Worker, onProgress: ((progress: unknown) => void) | undefined): Promise<LastWord> {
  return new Promise((resolve, reject) => {
    let last: LastWord = { kind: "failed", message: "The data worker ended without an answer." };
    worker.on("message", (message: DataWorkerMessage) => {
      if (message.kind === "progress") onProgress?.(message.progress);
      else last = message;
    });
    worker.once("error", reject);
    worker.once("exit", () => resolve(last));
  });
}
