import * as l10n from "@vscode/l10n";
import { randomUUID } from "node:crypto";
import { hostname, uptime } from "node:os";
import { type AlvissClient } from "../platform/client";
import { isSameServer } from "../platform/connections";
import { AlvissError } from "../platform/errors";
import { type Log, silentLog } from "../platform/log";
import { type AnyRecord } from "../platform/records";
import { realClock, type SettleClock } from "../platform/settle";
import { stepsOf } from "../workflows/catalogue";
import { isCalledOff, isWaitedFor, orderAfter, type PlacedOrder } from "./batches";
import { candidatesFor } from "./candidates";
import { FolderWatch } from "./folderWatch";
import { beatEvery, isAlive, LeaderLock } from "./leaderLock";
import { type JobLimits, usualLimits } from "./limits";
import { answer, callOff, cancel, stopTracking } from "./requests";
import { type Answer, hasEnded, type LedgerChange, type Listen, type Run, type RunOrder, type Step } from "./run";
import { RunBook } from "./runBook";
import { RunFiles } from "./runFiles";
import { type Wish, Wishes } from "./wishes";
import { Worker } from "./worker";

export interface LedgerOptions {
  /** Where the runs are kept, one file each; made when missing. */
  readonly directory: string;
  /** The client of a connection; undefined when nobody is signed in there. */
  readonly clientFor: (connectionId: string) => Promise<AlvissClient | undefined>;
  readonly clock?: SettleClock;
  readonly log?: Log;
  readonly limits?: () => JobLimits;
  /** Milliseconds between two signs of life of the window that leads. */
  readonly beat?: number;
}

/**
 * What runs, what survives a reload, what to tell. Of all windows with the same folder one leads: it alone carries out
 * runs. A run that another window starts is a file that the leader finds, and what another window wants done with a run
 * is a wish that the leader grants; when the leader ends, another one goes on from the files.
 */
export class JobLedger {
  readonly onDidChange: Listen<LedgerChange>;
  private readonly files: RunFiles;
  private readonly log: Log;
  private readonly clock: SettleClock;
  private readonly book: RunBook;
  private readonly lock: LeaderLock;
  private readonly worker: Worker;
  private readonly wishes: Wishes;
  private watch: FolderWatch | undefined;
  private isClosed = false;
  private readonly closing = new Set<() => void>();
  /** Batches whose dataset is being started. */
  private readonly following = new Set<string>();

  private constructor(private readonly options: LedgerOptions) {
    const { directory } = options;
    this.log = options.log ?? silentLog;
    this.clock = options.clock ?? realClock;
    const { log, clock } = this;
    const limits = options.limits ?? (() => usualLimits);
    this.files = new RunFiles(directory, log);
    this.lock = new LeaderLock(directory, () => this.superseded(), options.beat);
    this.book = new RunBook({ files: this.files, clock, log, mayWrite: () => this.lock.holds() });
    this.worker = new Worker({ book: this.book, clock, log, clientOf: (run) => this.clientOf(run), limits });
    this.wishes = new Wishes(directory, log);
    this.onDidChange = this.book.onDidChange;
  }

  /** Reads what earlier windows left; nothing is sent before `resume` or `start`. */
  static async open(options: LedgerOptions): Promise<JobLedger> {
    const ledger = new JobLedger(options);
    await ledger.files.prepare();
    await ledger.lock.tryToLead();
    await ledger.book.readNews(false);
    if (ledger.leads) await ledger.book.removeOld();
    ledger.onDidChange((change) => change.change === "updated" && ledger.followUp(change.run));
    ledger.watch = new FolderWatch(options.directory, () => ledger.look(), options.beat ?? beatEvery);
    return ledger;
  }

  /** All runs, newest first. */
  get runs(): readonly Run[] {
    return this.book.runs;
  }

  /** Whether this window is the one that carries runs out. */
  get leads(): boolean {
    return this.lock.isHeld;
  }

  /** Whether this window is the one to tell what becomes of a run: the one that started it, else the leader. */
  tells({ startedIn, startedAt }: Run): boolean {
    // A process of before the machine started is gone, whoever has its number now.
    const isHere = startedIn?.host === hostname() && startedAt > this.clock.now() - uptime() * 1_000;
    if (isHere && startedIn.pid === process.pid) return true;
    return this.leads && !(isHere && isAlive(startedIn.pid));
  }

  /** Starts a plan and answers as soon as it is written down. Throws when nobody is signed in. */
  async start(order: RunOrder): Promise<Run> {
    const client = await this.clientOf(order);
    const run = this.runOf(randomUUID(), { ...order, apiUrl: client.server.apiUrl });
    await this.files.write(run);
    this.book.keep(run);
    if (await this.lock.holds()) this.worker.begin(run, client);
    return run;
  }

  private runOf(runId: string, order: PlacedOrder): Run {
    const { plan } = order;
    return {
      v: 1,
      runId,
      workflow: plan.workflow,
      ...order,
      startedAt: this.clock.now(),
      startedIn: { pid: process.pid, host: hostname() },
      steps: stepsOf(plan).map((step): Step => ({ ...step, state: "todo", attempts: 0 })),
      state: "working",
    };
  }

  /** Whether there is something to do still: for a run, or for what is to be made of it and others. */
  isUnfinished(run: Run): boolean {
    return !hasEnded(run) || isWaitedFor(run, this.runs);
  }

  /** Resolves when nothing is done for the run any more: it ended, or it stands still. */
  async settled(runId: string): Promise<Run> {
    for (;;) {
      await this.worker.over(runId);
      const run = this.book.get(runId);
      if (run.state !== "working" || this.isClosed) return run;
      await this.nextChange(runId);
      if (this.book.find(runId) === undefined) return run;
    }
  }

  /** Takes up what earlier windows left unfinished, and what paused since: of one connection, or of all. */
  async resume(connectionId?: string): Promise<void> {
    await this.want({ wish: "resume", connectionId });
  }

  /** The connection may lead elsewhere now: its runs are asked about there from here on. */
  async reconnect(connectionId: string): Promise<void> {
    const client = await this.options.clientFor(connectionId);
    if (client !== undefined) this.worker.reconnect(connectionId, client);
  }

  /** Looks no further; the job at the server goes on. Throws while a call is on its way that starts the job. */
  async stopTracking(runId: string): Promise<void> {
    await this.want({ wish: "stop", runId });
  }

  /** Ends the job itself. Answers false where the server cannot; the run then goes on as before. */
  cancel(runId: string): Promise<boolean> {
    return this.want({ wish: "cancel", runId });
  }

  /** Makes no dataset of the uploads of a batch, and ends those that can be ended. */
  async callOff(batchId: string): Promise<void> {
    await this.want({ wish: "callOff", batchId });
  }

  /** Decides about a call whose fate is not known. */
  async answer(runId: string, given: Answer): Promise<void> {
    await this.want({ wish: "answer", runId, answer: given });
  }

  /** What the call in question may have made; undefined where the server cannot list. */
  async candidates(runId: string): Promise<readonly AnyRecord[] | undefined> {
    const run = this.book.get(runId);
    return candidatesFor(run, await this.clientOf(run), this.runs);
  }

  /** Forgets the runs that are over. */
  async clearFinished(): Promise<void> {
    const over = this.runs.filter(
      (run) => hasEnded(run) && !this.worker.isOn(run.runId) && !isWaitedFor(run, this.runs),
    );
    await this.book.remove(over.map(({ runId }) => runId));
  }

  /** Lets go of everything without ending it: another window takes it up, or the next one. */
  async dispose(): Promise<void> {
    this.isClosed = true;
    this.wishes.dispose();
    for (const close of [...this.closing]) close();
    await this.watch?.dispose();
    await this.worker.letGo();
    await this.files.idle();
    await this.lock.release();
    this.book.dispose();
  }

  /** At a change of the folder, and now and then. */
  private async look(): Promise<void> {
    try {
      const led = this.leads;
      const fresh = await this.book.readNews(led);
      if (!this.leads && (await this.lock.tryToLead())) await this.tookOver();
      if (!led || !this.leads) return;
      for (const { runId } of fresh) void this.worker.takeUp(runId);
      await this.wishes.grant((wish) => this.grant(wish));
    } catch (error) {
      if (!this.isClosed) this.log.warn(`The jobs of other windows cannot be seen: ${String(error)}`);
    }
  }

  private async tookOver(): Promise<void> {
    await this.book.readNews(false);
    await this.book.removeOld();
    this.log.debug("This window carries out the jobs from now on.");
    await this.worker.resume();
    this.followUps();
  }

  /** Makes the dataset of uploads that were started together, once the last of them is there. */
  private followUp(run: Run): void {
    const { batch } = run;
    if (batch === undefined || !hasEnded(run) || !this.leads || this.isClosed || this.following.has(batch.id)) return;
    if (orderAfter(run, this.runs) === undefined) return;
    this.following.add(batch.id);
    this.follow(batch.id, run)
      .catch((error: unknown) => this.log.warn(`"${batch.dataset.label}" could not be started: ${String(error)}`))
      .finally(() => this.following.delete(batch.id));
  }

  /** Noted down before anybody asks for a client: without one it stands still, for the user to see. Another window may have done so. */
  private async follow(batchId: string, run: Run): Promise<void> {
    if (!(await this.lock.holds()) || this.isClosed) return;
    const order = orderAfter(run, this.runs);
    if (order === undefined) return;
    const dataset = this.runOf(batchId, order);
    if (!(await this.files.create(dataset))) return;
    this.book.keep(dataset);
    if (isCalledOff(batchId, this.runs)) await this.worker.endBy(batchId, "cancelled");
    else if (await this.lock.holds()) await this.worker.takeUp(batchId);
  }

  /** What was left open when the window that led has ended just then. */
  private followUps(): void {
    for (const run of this.runs) this.followUp(run);
  }

  private superseded(): void {
    this.log.warn(
      "Another window carries out the jobs from now on: this one did not show a sign of life for too long.",
    );
    void this.worker.letGo();
  }

  private async want(wish: Wish): Promise<boolean> {
    return (await this.lock.holds()) ? this.grant(wish) : this.wishes.send(wish);
  }

  private async grant(wish: Wish): Promise<boolean> {
    const parts = { book: this.book, worker: this.worker, clientOf: (run: Run) => this.clientOf(run) };
    switch (wish.wish) {
      case "cancel":
        return cancel(wish.runId, parts);
      case "stop":
        await stopTracking(wish.runId, parts);
        return true;
      case "callOff":
        await callOff(wish.batchId, parts);
        return true;
      case "answer":
        await answer(wish.runId, wish.answer, parts);
        return true;
      case "resume":
        await this.worker.resume(wish.connectionId);
        this.followUps();
        return true;
    }
  }

  private nextChange(runId: string): Promise<void> {
    return new Promise((resolve) => {
      const heard = this.onDidChange((change) => {
        const isIt = change.change === "updated" ? change.run.runId === runId : change.runIds.includes(runId);
        if (isIt) done();
      });
      const done = (): void => {
        this.closing.delete(done);
        heard.dispose();
        resolve();
      };
      this.closing.add(done);
    });
  }

  /** The client of a run's connection, as long as that leads to the server the run was started on. */
  private async clientOf({ connectionId, apiUrl }: Pick<Run, "connectionId" | "apiUrl">): Promise<AlvissClient> {
    const client = await this.options.clientFor(connectionId);
    if (client === undefined)
      throw new AlvissError({ kind: "notSignedIn", unsent: true, remedy: l10n.t("Sign in, then try again.") });
    if (apiUrl === undefined || isSameServer(client.server, apiUrl)) return client;
    throw new AlvissError({
      kind: "conflict",
      unsent: true,
      serverWords: l10n.t("It belongs to {0}, and this connection leads to {1} now.", apiUrl, client.server.apiUrl),
      remedy: l10n.t("Set the address of the server back and resume the job, or stop tracking it."),
    });
  }
}
