import { Worker } from "node:worker_threads";
import { RowsLost } from "./rowsLost";

/** What the data worker says. Once it is done or failed, its files are closed. */
export type DataWorkerMessage =
  | { readonly kind: "progress"; readonly progress: unknown }
  | { readonly kind: "done"; readonly result: unknown }
  | { readonly kind: "failed"; readonly message: string; readonly rowsLost?: boolean };

/** What is said to it: a task when it has none, or to stop the one it has. */
export type DataWorkerOrder = { readonly kind: "task"; readonly task: unknown } | { readonly kind: "cancel" };

/** How long a cancelled worker may take to close its files. */
const LEAVE_WITHIN_MS = 250;
/** How long an idle worker waits for the next task: starting one takes longer than most tasks. */
const IDLE_MS = 10_000;

export interface DataWorkerCall<Task> {
  readonly workerUrl: URL;
  readonly task: Task;
  readonly signal: AbortSignal;
  readonly onProgress?: (progress: unknown) => void;
  /** Memory of the task that the worker gets instead of a copy. */
  readonly handedOver?: ArrayBuffer[];
  /** How long the worker waits for a next task. */
  readonly idleMs?: number;
}

interface IdleWorker {
  readonly worker: Worker;
  readonly url: string;
  readonly timer: NodeJS.Timeout;
}

/** Idle workers hold no files and do not keep the process alive. */
const idle = new Set<IdleWorker>();

/** Runs one task in a data worker. Rejects with the signal's reason when aborted, once the worker is out of its files. */
export async function callDataWorker<Task>({
  workerUrl,
  task,
  signal,
  onProgress,
  handedOver,
  idleMs = IDLE_MS,
}: DataWorkerCall<Task>): Promise<unknown> {
  signal.throwIfAborted();
  const worker = takeWorker(workerUrl);
  let timer: NodeJS.Timeout | undefined;
  const cancel = () => {
    order(worker, { kind: "cancel" });
    timer = setTimeout(() => void worker.terminate(), LEAVE_WITHIN_MS);
  };
  signal.addEventListener("abort", cancel, { once: true });
  try {
    const answer = lastWord(worker, onProgress);
    order(worker, { kind: "task", task }, handedOver);
    const outcome = await answer;
    signal.throwIfAborted();
    if (outcome.kind === "failed") throw new (outcome.rowsLost ? RowsLost : Error)(outcome.message);
    return outcome.result;
  } finally {
    signal.removeEventListener("abort", cancel);
    clearTimeout(timer);
    if (signal.aborted) await worker.terminate();
    else keepIdle(worker, workerUrl, idleMs);
  }
}

const order = (worker: Worker, message: DataWorkerOrder, handedOver: ArrayBuffer[] = []) =>
  worker.postMessage(message, handedOver);

function takeWorker(url: URL): Worker {
  const waiting = [...idle].find((each) => each.url === url.href);
  if (waiting === undefined) return new Worker(url);
  idle.delete(waiting);
  clearTimeout(waiting.timer);
  stopListening(waiting.worker);
  waiting.worker.ref();
  return waiting.worker;
}

function keepIdle(worker: Worker, url: URL, idleMs: number): void {
  if (worker.threadId < 0) return;
  const timer = setTimeout(() => {
    // At once: ending takes a while, and a task that took the worker meanwhile would end with it.
    idle.delete(kept);
    void worker.terminate();
  }, idleMs).unref();
  const kept: IdleWorker = { worker, url: url.href, timer };
  worker.unref();
  worker.once("error", () => idle.delete(kept));
  worker.once("exit", () => {
    clearTimeout(timer);
    idle.delete(kept);
  });
  idle.add(kept);
}

type LastWord = Exclude<DataWorkerMessage, { kind: "progress" }>;

function lastWord(worker: Worker, onProgress: ((progress: unknown) => void) | undefined): Promise<LastWord> {
  return new Promise<LastWord>((resolve, reject) => {
    worker.on("message", (message: DataWorkerMessage) => {
      if (message.kind === "progress") onProgress?.(message.progress);
      else resolve(message);
    });
    worker.once("error", reject);
    worker.once("exit", () => resolve({ kind: "failed", message: "The data worker ended without an answer." }));
  }).finally(() => stopListening(worker));
}

/** By name: Node listens on the worker itself for whether anybody listens. */
function stopListening(worker: Worker): void {
  for (const event of ["message", "error", "exit"]) worker.removeAllListeners(event);
}
