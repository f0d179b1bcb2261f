import { Worker } from "node:worker_threads";
import { type EngineHost } from "./contract";
import {
  CANCEL_GRACE,
  type EngineTask,
  type FromWorker,
  type AnswerTo,
  type TaskAnswer,
  type TaskKind,
  type WorkerSetup,
} from "./engineMessages";
import { ModelError } from "./modelError";

/** What a worker reports while it is busy. */
export type WorkerNews = Extract<FromWorker, { kind: "progress" | "iterations" }>;

interface Pending {
  resolve(answer: TaskAnswer): void;
  reject(error: Error): void;
}

/** A worker thread of the engine that does one task at a time. */
export class EngineThread {
  onNews: (news: WorkerNews) => void = () => undefined;
  private readonly worker: Worker;
  private pending: Pending | undefined;

  constructor(url: URL, setup: WorkerSetup) {
    this.worker = new Worker(url, { workerData: setup });
    this.worker.on("message", (message: FromWorker) => this.receive(message));
    this.worker.on("error", (error) => this.fail(error instanceof Error ? error : new Error(String(error))));
    this.worker.on("exit", (code) => this.fail(new Error(`The engine worker ended unexpectedly (code ${code}).`)));
  }

  get busy(): boolean {
    return this.pending !== undefined;
  }

  /**
   * `handedOver`: memory that the worker gets instead of a copy.
   * @throws ModelError when the data or the graph cannot be modelled; Error when the worker failed
   */
  async ask<K extends TaskKind>(
    task: EngineTask<K> & { readonly kind: K },
    handedOver: readonly ArrayBuffer[] = [],
  ): Promise<AnswerTo<K>> {
    if (this.pending) throw new Error("the engine worker is busy");
    const message = await new Promise<TaskAnswer>((resolve, reject) => {
      this.pending = { resolve, reject };
      this.worker.postMessage(task, handedOver);
    });
    if (message.task !== task.kind) throw new Error(`the engine worker answered ${message.task} to ${task.kind}`);
    return message.answer as AnswerTo<K>;
  }

  /** Ends the thread; resolves when it is gone. */
  async end(): Promise<void> {
    await this.worker.terminate();
  }

  /** Ends an idle thread at once, a busy one when it has seen the cancel flag or after a grace period. */
  endSoon(): void {
    if (!this.busy) {
      void this.end();
      return;
    }
    const timer = setTimeout(() => void this.end(), CANCEL_GRACE);
    this.worker.once("exit", () => clearTimeout(timer));
  }

  private receive(message: FromWorker): void {
    switch (message.kind) {
      case "progress":
      case "iterations":
        this.onNews(message);
        return;
      case "answered": {
        const { pending } = this;
        this.pending = undefined;
        pending?.resolve(message);
        return;
      }
      case "failed":
        this.fail(message.name === "ModelError" ? new ModelError(message.message) : new Error(message.message));
        return;
      case "cancelled":
        this.fail(new Error("The engine worker was cancelled."));
        return;
    }
  }

  private fail(error: Error): void {
    const { pending } = this;
    this.pending = undefined;
    pending?.reject(error);
  }
}

/**
 * Runs `work` on `count` fresh threads and ends them afterwards.
 * @throws the signal's reason at once when it is aborted; the threads are gone at most CANCEL_GRACE later
 */
export async function withThreads<T>(
  { workerUrl, signal }: Pick<EngineHost, "workerUrl" | "signal">,
  count: number,
  work: (threads: readonly EngineThread[]) => Promise<T>,
): Promise<T> {
  signal.throwIfAborted();
  const cancelFlag = new SharedArrayBuffer(4);
  const threads = Array.from({ length: count }, () => new EngineThread(workerUrl, { cancelFlag }));
  let cancel = (): void => undefined;
  const cancelled = new Promise<never>((_, reject) => {
    cancel = () => reject(signal.reason as Error);
  });
  signal.addEventListener("abort", cancel, { once: true });
  try {
    const result = await Promise.race([work(threads), cancelled]);
    await Promise.all(threads.map((thread) => thread.end()));
    return result;
  } catch (error) {
    Atomics.store(new Int32Array(cancelFlag), 0, 1);
    for (const thread of threads) thread.endSoon();
    throw error;
  } finally {
    signal.removeEventListener("abort", cancel);
  }
}
