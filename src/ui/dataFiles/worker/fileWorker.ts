import * as l10n from "@vscode/l10n";
import { Worker } from "node:worker_threads";
import {
  type Task,
  type TaskMessage,
  type TaskResults,
  type WorkerLanguage,
  type WorkerMessage,
} from "./workerMessages";

/** Megabytes. A task that needs more ends with an error instead of taking the window with it. */
const MOST_MEMORY = 1500;

interface Call {
  readonly resolve: (result: never) => void;
  readonly reject: (error: Error) => void;
  readonly onProgress: ((fraction: number) => void) | undefined;
}

export interface CallOptions {
  readonly signal?: AbortSignal | undefined;
  /** From 0 to 1. */
  readonly onProgress?: (fraction: number) => void;
}

/** A file cannot be read, or what was to be done with it cannot be done. */
export class FileTaskFailed extends Error {
  override readonly name = "FileTaskFailed";

  constructor(
    message: string,
    readonly code: string | undefined,
  ) {
    super(message);
  }
}

/** The thread that reads data files: started with the first task, ended when it has had none for a while. */
export class FileWorker {
  private worker: Worker | undefined;
  private readonly calls = new Map<number, Call>();
  private lastId = 0;
  private idle: NodeJS.Timeout | undefined;

  constructor(
    private readonly url: URL,
    private readonly translations: WorkerLanguage["translations"] = {},
    private readonly idleMs = 30_000,
  ) {}

  get isRunning(): boolean {
    return this.worker !== undefined;
  }

  /** Rejects with the signal's reason as soon as it is aborted; the worker stops a little later. */
  async call<T extends Task>(task: T, { signal, onProgress }: CallOptions = {}): Promise<TaskResults[T["kind"]]> {
    signal?.throwIfAborted();
    const id = ++this.lastId;
    const stop = new Int32Array(new SharedArrayBuffer(4));
    const abort = () => {
      Atomics.store(stop, 0, 1);
      this.calls.get(id)?.reject(signal?.reason as Error);
    };
    signal?.addEventListener("abort", abort, { once: true });
    clearTimeout(this.idle);
    try {
      return await new Promise<TaskResults[T["kind"]]>((resolve, reject) => {
        this.calls.set(id, { resolve, reject, onProgress });
        const message: TaskMessage = { id, task, stop };
        this.running().postMessage(message);
      });
    } finally {
      signal?.removeEventListener("abort", abort);
      this.calls.delete(id);
      if (this.calls.size === 0) this.idle = setTimeout(() => this.end(), this.idleMs).unref();
    }
  }

  dispose(): void {
    clearTimeout(this.idle);
    if (this.worker !== undefined) this.failAll(this.worker, l10n.t("The window closes."), undefined);
  }

  private end(): void {
    clearTimeout(this.idle);
    void this.worker?.terminate();
    this.worker = undefined;
  }

  private running(): Worker {
    if (this.worker !== undefined) return this.worker;
    const workerData: WorkerLanguage = { translations: this.translations };
    const worker = new Worker(this.url, { workerData, resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY } });
    worker.unref();
    worker.on("message", (message: WorkerMessage) => this.hear(message));
    worker.on("error", (error: NodeJS.ErrnoException) => this.failAll(worker, error.message, error.code));
    worker.on("exit", () => this.failAll(worker, l10n.t("The thread that reads files has ended."), undefined));
    return (this.worker = worker);
  }

  private hear(message: WorkerMessage): void {
    const call = this.calls.get(message.id);
    if (message.kind === "progress") call?.onProgress?.(message.fraction);
    else if (message.kind === "done") call?.resolve(message.result as never);
    else call?.reject(new FileTaskFailed(message.message, message.code));
  }

  private failAll(worker: Worker, message: string, code: string | undefined): void {
    if (this.worker !== worker) return;
    void worker.terminate();
    this.worker = undefined;
    for (const call of this.calls.values()) call.reject(new FileTaskFailed(message, code));
  }
}
