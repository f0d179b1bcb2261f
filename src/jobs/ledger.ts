import { randomUUID } from "node:crypto";
import { type AlvissClient } from "../platform/client";
import { AlvissError } from "../platform/errors";
import { type ObjectRef } from "../platform/ids";
import { type Log, silentLog } from "../platform/log";
import { realClock, type SettleClock } from "../platform/settle";
import { outcomeOf, runPlan, stepsOf } from "../workflows/catalogue";
import { type Outcome } from "../workflows/plans";
import { watchObject } from "../workflows/watch";
import { type Tools } from "../workflows/workflow";
import { Announcer } from "./announcer";
import { type EndedBy, type Ending, endingAfterReload, endingOfBreak, endingOfError, endingOfOutcome } from "./endings";
import {
  canStopTracking,
  currentStep,
  hasEnded,
  type LedgerChange,
  type Listen,
  type Run,
  type RunOrder,
  type Step,
} from "./run";
import { RunFiles } from "./runFiles";
import { settleAnywhere, type Whereabouts } from "./settleAnywhere";

export interface LedgerOptions {
  /** Where the runs are kept, one file each; made when missing. */
  readonly directory: string;
  /** The client of a connection; undefined when nobody is signed in there. */
  readonly clientFor: (connectionId: string) => Promise<AlvissClient | undefined>;
  readonly clock?: SettleClock;
  readonly log?: Log;
}

interface Working extends Whereabouts {
  readonly abort: AbortController;
  readonly over: Promise<void>;
  endedBy?: EndedBy;
}

/** What runs, what survives a reload, what to tell. A call goes out only after the ledger has it on disk. */
export class JobLedger {
  readonly onDidChange: Listen<LedgerChange>;
  private readonly files: RunFiles;
  private readonly log: Log;
  private readonly clock: SettleClock;
  private readonly announcer: Announcer<LedgerChange>;
  private readonly known = new Map<string, Run>();
  private readonly working = new Map<string, Working>();
  private closed = false;

  private constructor(private readonly options: LedgerOptions) {
    this.log = options.log ?? silentLog;
    this.clock = options.clock ?? realClock;
    this.files = new RunFiles(options.directory, this.log);
    this.announcer = new Announcer((error) => this.log.warn(`A listener of the jobs failed: ${String(error)}`));
    this.onDidChange = this.announcer.listen;
  }

  /** Reads what earlier windows left; nothing is sent before `resume` or `start`. */
  static async open(options: LedgerOptions): Promise<JobLedger> {
    const ledger = new JobLedger(options);
    for (const run of await ledger.files.readAll()) ledger.known.set(run.runId, run);
    return ledger;
  }

  /** All runs, newest first. */
  get runs(): readonly Run[] {
    return [...this.known.values()].sort((a, b) => b.startedAt - a.startedAt);
  }

  /** Starts a plan and answers as soon as it is written down. Throws when nobody is signed in. */
  async start(order: RunOrder): Promise<Run> {
    const client = await this.clientOf(order.connectionId);
    const { plan } = order;
    const steps = stepsOf(plan).map((step): Step => ({ ...step, state: "todo", attempts: 0 }));
    const run: Run = {
      v: 1,
      runId: randomUUID(),
      workflow: plan.workflow,
      ...order,
      startedAt: this.clock.now(),
      steps,
      state: "working",
    };
    await this.files.write(run);
    this.keep(run);
    this.follow(run.runId, client, (tools) => runPlan(plan, tools));
    return run;
  }

  /** Resolves when nothing is done for the run any more: it ended, or it stands still. */
  async settled(runId: string): Promise<Run> {
    await this.working.get(runId)?.over;
    return this.get(runId);
  }

  /** Takes up what earlier windows left unfinished, and what paused since. */
  async resume(): Promise<void> {
    const open = this.runs.filter(
      ({ state, runId }) => state === "paused" || (state === "working" && !this.working.has(runId)),
    );
    await Promise.all(
      open.map(async ({ runId }) => {
        // One that pauses at this moment is still being written down.
        await this.working.get(runId)?.over;
        await this.takeUp(this.get(runId));
      }),
    );
  }

  /** The connection may lead elsewhere now: its runs are asked about there from here on. */
  async reconnect(connectionId: string): Promise<void> {
    const client = await this.options.clientFor(connectionId);
    for (const [runId, working] of this.working) {
      if (client === undefined || working.client === client || this.get(runId).connectionId !== connectionId) continue;
      const { moved } = working;
      Object.assign(working, { client, moved: new AbortController() });
      moved.abort();
    }
  }

  /** Whether any window left a run unfinished. */
  async hasUnfinishedOnDisk(): Promise<boolean> {
    // A change is told before it is written down: one turn later it waits to be.
    await Promise.resolve();
    await this.files.idle();
    return (await this.files.readAll()).some((run) => !hasEnded(run));
  }

  /** Looks no further; the job at the server goes on. Throws while a call is on its way that starts the job. */
  async stopTracking(runId: string): Promise<void> {
    if (!hasEnded(this.get(runId)) && !canStopTracking(this.get(runId))) {
      throw new AlvissError({
        kind: "conflict",
        unsent: true,
        serverWords: "The server has not begun this job, so there is nothing that would go on without being tracked.",
        remedy: "Wait until the server has begun it, or cancel an upload.",
      });
    }
    await this.endBy(runId, "stopped");
  }

  /**
   * Ends the job itself: asks the server to, or breaks off an upload that is under way. Answers false where the
   * server cannot; the run then goes on as before.
   */
  async cancel(runId: string): Promise<boolean> {
    const run = this.get(runId);
    const current = currentStep(run);
    if (hasEnded(run) || current === undefined) return false;
    if (current.state === "posting") {
      if (current.kind !== "upload") return false;
      await this.endBy(runId, "cancelled");
      return true;
    }
    const { object } = current;
    if (object === undefined || !canBeCancelled(object)) return false;
    const client = await this.clientOf(run.connectionId);
    if (!(await client.cancel(run, object))) return false;
    // A run that is being watched hears of its end from the server.
    if (!this.working.has(runId)) await this.end(runId, { state: "cancelled" });
    return true;
  }

  /** Forgets the runs that are over, and those that only the user can find out about. */
  async clearFinished(): Promise<void> {
    const runIds = this.runs
      .filter((run) => (hasEnded(run) || run.state === "needsAnswer") && !this.working.has(run.runId))
      .map(({ runId }) => runId);
    await Promise.all(runIds.map((runId) => this.files.remove(runId)));
    for (const runId of runIds) this.known.delete(runId);
    if (runIds.length > 0) this.announcer.tell({ change: "removed", runIds });
  }

  /** Lets go of everything without ending it: the next window takes it up. */
  async dispose(): Promise<void> {
    this.closed = true;
    this.announcer.dispose();
    const open = [...this.working.values()];
    for (const { abort } of open) abort.abort();
    await Promise.all(open.map(({ over }) => over));
    await this.files.idle();
  }

  private async takeUp(run: Run): Promise<void> {
    const ending = endingAfterReload(run);
    if (ending !== undefined) return run.state === "paused" ? undefined : this.end(run.runId, ending);
    const [step] = run.steps;
    const object = step?.object;
    if (step === undefined || object === undefined) return;
    try {
      const client = await this.clientOf(run.connectionId);
      if (this.working.has(run.runId)) return;
      this.change(run.runId, { state: "working", problem: undefined, steps: [{ ...step, state: "waiting" }] });
      const watch = (tools: Tools): Promise<Outcome> => outcomeOf(() => watchObject(step.name, object, tools));
      this.follow(run.runId, client, watch, run.startedAt);
    } catch (error) {
      await this.end(run.runId, { ...endingOfError(error, run), state: "paused" });
    }
  }

  private follow(
    runId: string,
    client: AlvissClient,
    work: (tools: Tools) => Promise<Outcome>,
    waitingSince?: number,
  ): void {
    const abort = new AbortController();
    const over = this.carryOut(runId, work, abort.signal, waitingSince).finally(() => this.working.delete(runId));
    this.working.set(runId, { abort, over, client, moved: new AbortController() });
  }

  private async carryOut(
    runId: string,
    work: (tools: Tools) => Promise<Outcome>,
    signal: AbortSignal,
    waitingSince: number | undefined,
  ): Promise<void> {
    // One turn later, so that `working` knows the run before anything can end it.
    await Promise.resolve();
    let ending: Ending;
    try {
      ending = endingOfOutcome(await work(this.toolsFor(runId, signal, waitingSince)));
    } catch (error) {
      const endedBy = this.working.get(runId)?.endedBy;
      if (this.closed && signal.aborted) return;
      const run = this.get(runId);
      ending = endedBy === undefined ? endingOfError(error, run) : endingOfBreak(endedBy, error, run);
      if (!(error instanceof AlvissError)) this.log.warn(`${this.get(runId).label}: ${String(error)}`);
    }
    await this.end(runId, ending);
  }

  private toolsFor(runId: string, signal: AbortSignal, waitingSince: number | undefined): Tools {
    const working = this.workingOn(runId);
    return {
      get client() {
        return working.client;
      },
      project: this.get(runId),
      settle: settleAnywhere(working, this.clock, waitingSince),
      signal,
      before: async (name) => {
        this.changeStep(runId, name, (step) => ({ ...step, state: "posting", attempts: step.attempts + 1 }), true);
        await this.files.write(this.get(runId));
      },
      reached: async (name, object) => {
        this.changeStep(runId, name, (step) => ({ ...step, state: "waiting", object }), true);
        // The object exists whether or not the disk is full: going on is better than losing sight of it.
        await this.save(runId);
      },
      report: (name, word, fraction) => this.report(runId, name, word, fraction),
    };
  }

  private workingOn(runId: string): Working {
    const working = this.working.get(runId);
    if (working === undefined) throw new RangeError(`Nothing is done for the run ${runId}.`);
    return working;
  }

  private report(runId: string, name: string, word: string | undefined, fraction: number | undefined): void {
    const before = this.get(runId).steps.find((step) => step.name === name);
    if (before === undefined || (before.lastWord === word && before.fraction === fraction)) return;
    this.changeStep(runId, name, ({ lastWord: _word, fraction: _fraction, ...step }) => ({
      ...step,
      ...(word === undefined ? {} : { lastWord: word }),
      ...(fraction === undefined ? {} : { fraction }),
    }));
    if (before.lastWord !== word) void this.save(runId);
  }

  private async end(runId: string, ending: Ending): Promise<void> {
    const run = this.get(runId);
    const bad = ending.state === "failed" || ending.state === "cancelled";
    const steps = run.steps.map((step): Step => {
      if (ending.state === "succeeded") return { ...step, state: "done" };
      return bad && (step.state === "waiting" || step.state === "posting") ? { ...step, state: "failed" } : step;
    });
    const over = hasEnded({ ...run, state: ending.state });
    this.change(runId, { ...ending, steps, ...(over ? { endedAt: this.clock.now() } : {}) });
    await this.save(runId);
  }

  private async endBy(runId: string, endedBy: EndedBy): Promise<void> {
    const run = this.get(runId);
    if (hasEnded(run)) return;
    const working = this.working.get(runId);
    if (working === undefined) return this.end(runId, { state: endedBy });
    working.endedBy = endedBy;
    working.abort.abort();
    await working.over;
  }

  private changeStep(runId: string, name: string, change: (step: Step) => Step, earlierDone = false): void {
    const { steps } = this.get(runId);
    const at = steps.findIndex((step) => step.name === name);
    this.change(runId, {
      steps: steps.map((step, index) => {
        if (index === at) return change(step);
        return earlierDone && index < at && step.state === "waiting" ? { ...step, state: "done" } : step;
      }),
    });
  }

  private change(runId: string, change: { [Key in keyof Run]?: Run[Key] | undefined }): void {
    // A key set to undefined is taken away, as it would be on disk.
    const merged = Object.entries({ ...this.get(runId), ...change }).filter(([, value]) => value !== undefined);
    this.keep(Object.fromEntries(merged) as unknown as Run);
  }

  private keep(run: Run): void {
    this.known.set(run.runId, run);
    this.announcer.tell({ change: "updated", run });
  }

  private async save(runId: string): Promise<void> {
    try {
      await this.files.write(this.get(runId));
    } catch (error) {
      this.log.warn(`The run "${this.get(runId).label}" could not be written down: ${String(error)}`);
    }
  }

  private get(runId: string): Run {
    const run = this.known.get(runId);
    if (run === undefined) throw new RangeError(`There is no run ${runId}.`);
    return run;
  }

  private async clientOf(connectionId: string): Promise<AlvissClient> {
    const client = await this.options.clientFor(connectionId);
    if (client !== undefined) return client;
    throw new AlvissError({ kind: "notSignedIn", unsent: true, remedy: "Sign in, then try again." });
  }
}

function canBeCancelled(object: ObjectRef): object is ObjectRef<"model"> | ObjectRef<"attribution"> {
  return object.kind === "model" || object.kind === "attribution";
}
