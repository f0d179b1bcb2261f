import { setTimeout as sleep } from "node:timers/promises";
import { type Database, isDiskFull } from "../store/database";
import {
  beginJob,
  endJob,
  finishJob,
  type JobKind,
  putJobBack,
  readJob,
  type RecordKey,
  reportJob,
  unfinishedJobs,
} from "../store/jobRecords";
import { type Job, JobFailed, type JobResult, type JobRun } from "./jobTypes";

interface Entry {
  readonly kind: JobKind;
  readonly key: RecordKey;
  readonly stop: AbortController;
}

export interface QueueOptions {
  readonly db: Database;
  /** Runs one job of a kind. */
  readonly perform: (kind: JobKind, run: JobRun) => ReturnType<Job>;
  readonly now: () => number;
  /** Told of every job that fails, with the cause that the record's sentence may not show. */
  readonly onFailure: (kind: JobKind, key: RecordKey, error: unknown) => void;
  /** How long to wait for room on a full disk before the next try. */
  readonly retryMs?: number;
}

/** Models and attributions use every core, so they wait for one another; files and datasets need not wait for them. */
const LANES: Readonly<Record<JobKind, "data" | "engine">> = {
  upload: "data",
  dataset: "data",
  attributionSet: "data",
  model: "engine",
  attribution: "engine",
};
// Each report is written to disk, and meanwhile nobody is answered.
const REPORT_EVERY_MS = 250;
const RETRY_MS = 2000;
const MOST_ATTEMPTS = 2;
/** What workers say whose files could not be written. */
const NO_ROOM = /^(disk I\/O error|database or disk is full|ENOSPC\b)/;
const DISK_FULL = "The disk of the data folder is full or cannot be written: make room, then start this again.";
const STOPPING = new Error("the sandbox is stopping");

/** Runs jobs in the background, one a lane, first come first served. The records hold all that survives the process. */
export class JobQueue {
  readonly #options: QueueOptions;
  readonly #waiting: Entry[] = [];
  readonly #running = new Map<"data" | "engine", { entry: Entry; over: Promise<void> }>();
  readonly #watchers = new Set<() => void>();
  #closed = false;

  constructor(options: QueueOptions) {
    this.#options = options;
  }

  /** No job runs or waits. */
  get idle(): boolean {
    return this.#waiting.length === 0 && this.#running.size === 0;
  }

  add(kind: JobKind, key: RecordKey): void {
    this.#waiting.push({ kind, key, stop: new AbortController() });
    // Later, so that the record can be answered as "pending" first.
    setImmediate(() => this.#advance());
  }

  /**
   * Takes up what an earlier process left unfinished. A job that was cut off in the middle is begun once more; cut off
   * twice, it fails, since it may be what ends the process.
   */
  resume(): void {
    const { db } = this.#options;
    for (const { kind, job } of unfinishedJobs(db)) {
      if (job.state === "working" && job.attempts >= MOST_ATTEMPTS) {
        endJob(db, kind, job, "failed", "The sandbox was stopped twice while this was running. Start it again.");
        continue;
      }
      if (job.state === "working") {
        putJobBack(db, kind, job, "Begun again: the sandbox was stopped while this was running.", true);
      }
      this.add(kind, { projectId: job.projectId, iid: job.iid });
    }
  }

  /** Ends a job that waits or runs; answers false when it was over already. */
  cancel(kind: JobKind, key: RecordKey): boolean {
    const isIt = (entry: Entry) =>
      entry.kind === kind && entry.key.projectId === key.projectId && entry.key.iid === key.iid;
    const state = readJob(this.#options.db, kind, key)?.state;
    if (state !== "pending" && state !== "working") return false;
    const at = this.#waiting.findIndex(isIt);
    if (at >= 0) this.#waiting.splice(at, 1);
    endJob(this.#options.db, kind, key, "cancelled", "Cancelled on request.");
    this.#wakeWatchers();
    for (const { entry } of this.#running.values())
      if (isIt(entry)) entry.stop.abort(new Error("cancelled on request"));
    return true;
  }

  /** Resolves when a job is over, however it ended; rejects when the signal is aborted before. */
  async settled(kind: JobKind, key: RecordKey, signal: AbortSignal): Promise<void> {
    const over = () => {
      const state = readJob(this.#options.db, kind, key)?.state;
      return state !== "pending" && state !== "working";
    };
    while (!over()) {
      signal.throwIfAborted();
      await new Promise<void>((resolve) => {
        const wake = () => {
          this.#watchers.delete(wake);
          signal.removeEventListener("abort", wake);
          resolve();
        };
        this.#watchers.add(wake);
        signal.addEventListener("abort", wake);
      });
    }
  }

  /** Stops what runs and leaves it in the records as work to take up again. */
  async close(patienceMs: number): Promise<void> {
    this.#closed = true;
    const running = [...this.#running.values()];
    for (const { entry } of running) entry.stop.abort(STOPPING);
    let timer: NodeJS.Timeout | undefined;
    const patience = new Promise<void>((resolve) => (timer = setTimeout(resolve, patienceMs)));
    await Promise.race([Promise.all(running.map(({ over }) => over)), patience]);
    clearTimeout(timer);
    for (const { entry } of running) {
      if (readJob(this.#options.db, entry.kind, entry.key)?.state === "working") {
        putJobBack(this.#options.db, entry.kind, entry.key, null, false);
      }
    }
  }

  #wakeWatchers(): void {
    for (const wake of [...this.#watchers]) wake();
  }

  #advance(): void {
    if (this.#closed) return;
    for (const lane of ["data", "engine"] as const) {
      const at = this.#waiting.findIndex(({ kind }) => LANES[kind] === lane);
      if (this.#running.has(lane) || at < 0) continue;
      const entry = this.#waiting[at];
      if (!entry) continue;
      this.#waiting.splice(at, 1);
      const run = this.#run(entry).catch((error: unknown) => this.#options.onFailure(entry.kind, entry.key, error));
      const over = run.finally(() => {
        this.#running.delete(lane);
        this.#wakeWatchers();
        this.#advance();
      });
      this.#running.set(lane, { entry, over });
    }
  }

  async #run({ kind, key, stop }: Entry): Promise<void> {
    const { db } = this.#options;
    try {
      await this.#write(() => beginJob(db, kind, key));
      const result = await this.#options.perform(kind, {
        key,
        signal: stop.signal,
        report: this.#reporter(kind, key, stop.signal),
      });
      await this.#write(() => stop.signal.aborted || this.#finish(kind, key, result));
    } catch (error) {
      await this.#write(() => stop.signal.aborted || this.#fail(kind, key, error));
    }
  }

  /** How a job ended must not be lost to a full disk: what cannot be written now is tried again until it can. */
  async #write(save: () => unknown): Promise<void> {
    for (;;) {
      try {
        save();
        return;
      } catch (error) {
        if (!isDiskFull(error) || this.#closed) throw error;
        await sleep(this.#options.retryMs ?? RETRY_MS, undefined, { ref: false });
      }
    }
  }

  #finish(kind: JobKind, key: RecordKey, { message, save }: JobResult): void {
    const { db } = this.#options;
    db.transaction(() => {
      save();
      finishJob(db, kind, key, message);
    });
  }

  #fail(kind: JobKind, key: RecordKey, error: unknown): void {
    const { db, onFailure } = this.#options;
    const said = error instanceof Error && error.message !== "" ? error.message : `The ${kind} failed.`;
    const sentence = isDiskFull(error) || NO_ROOM.test(said) ? DISK_FULL : said;
    db.transaction(() => {
      if (error instanceof JobFailed) error.save?.();
      endJob(db, kind, key, "failed", sentence);
    });
    onFailure(kind, key, error);
  }

  /** Reports may come a hundred times a second; the records take them four times, and always a new phase. */
  #reporter(kind: JobKind, key: RecordKey, signal: AbortSignal): JobRun["report"] {
    let last = -Infinity;
    let lastPhase = "";
    return (fraction, phase, save) => {
      const now = this.#options.now();
      if (signal.aborted || (phase === lastPhase && now - last < REPORT_EVERY_MS)) return;
      last = now;
      lastPhase = phase;
      const { db } = this.#options;
      try {
        db.transaction(() => {
          reportJob(db, kind, key, Math.min(1, Math.max(0, fraction)), phase);
          save?.();
        });
      } catch (error) {
        // How far a job is can wait for room; the job goes on.
        if (!isDiskFull(error)) throw error;
      }
    };
  }
}
