import { type AlvissClient } from "../platform/client";
import { AlvissError, factsOf } from "../platform/errors";
import { type Log } from "../platform/log";
import {
  longestRetryAfter,
  longSilence,
  pause,
  platformPace,
  type Settle,
  type SettleClock,
  Silence,
  sleepUnless,
  TrackLost,
} from "../platform/settle";
import { runPlan } from "../workflows/catalogue";
import { type Outcome } from "../workflows/plans";
import { type Tools } from "../workflows/workflow";
import {
  canTryAgain,
  type EndedBy,
  type Ending,
  endingAfterReload,
  NotWritten,
  endingOfBreak,
  endingOfError,
  endingOfOutcome,
} from "./endings";
import { hasEnded, type Run } from "./run";
import { type JobLimits } from "./limits";
import { type RunBook, Superseded } from "./runBook";
import { settleAnywhere, type Whereabouts } from "./settleAnywhere";
import { Slots } from "./slots";
import { Turns } from "./turns";

/** More streams would only share the same line. */
const uploadsAtOnce = 2;
/** Milliseconds of silence between two notes of it on disk. */
const silenceNoted = 10 * 60_000;

interface Working extends Whereabouts {
  readonly abort: AbortController;
  readonly silence: Silence;
  /** How long the next call of the plan has not come about, whatever is heard of what is made already. */
  readonly between: Silence;
  over: Promise<void>;
  endedBy?: EndedBy;
  /** What becomes of the run is known and being written down. */
  isEnding?: true;
}

export interface WorkerParts {
  readonly book: RunBook;
  readonly clock: SettleClock;
  readonly log: Log;
  readonly clientOf: (run: Run) => Promise<AlvissClient>;
  readonly limits: () => JobLimits;
}

/** Carries runs out, each from where it was: calls go out once, and what passes is sat out. */
export class Worker {
  private readonly working = new Map<string, Working>();
  private readonly turns: Turns;
  private readonly slots: Slots;
  private readonly uploads: Slots;

  constructor(private readonly parts: WorkerParts) {
    this.turns = new Turns(parts.clock);
    this.slots = new Slots(() => parts.limits().callsAtOnce);
    this.uploads = new Slots(() => uploadsAtOnce);
  }

  isOn(runId: string): boolean {
    return this.working.has(runId);
  }

  /** Resolves when nothing is done for the run any more. */
  async over(runId: string): Promise<void> {
    await this.working.get(runId)?.over;
  }

  /** Goes on with a run where it was; where a call's fate is not known, the run asks. */
  async takeUp(runId: string): Promise<void> {
    const { book } = this.parts;
    const run = book.get(runId);
    if (this.working.has(runId) || hasEnded(run) || run.state === "needsAnswer") return;
    const ending = endingAfterReload(run);
    if (ending !== undefined) return book.end(runId, ending);
    try {
      this.begin(run, await this.parts.clientOf(run));
    } catch (error) {
      if (!this.working.has(runId)) await book.end(runId, { ...endingOfError(error, run), state: "paused" });
    }
  }

  /** Works on a run from now on, unless that is done already. */
  begin({ runId, state, silentFor }: Run, client: AlvissClient): void {
    const { book, clock } = this.parts;
    if (this.working.has(runId)) return;
    if (state === "paused") {
      book.change(runId, { state: "working", problem: undefined });
      void book.save(runId);
    }
    const silence = new Silence(clock, silentFor);
    const abort = new AbortController();
    const between = new Silence(clock, silentFor);
    const working: Working = { abort, silence, between, client, moved: new AbortController(), over: Promise.resolve() };
    this.working.set(runId, working);
    working.over = this.carryOut(runId, working).finally(() => {
      this.freeSlots(runId);
      this.working.delete(runId);
    });
  }

  /** Takes up what stands still, and asks at once where an answer is overdue. */
  async resume(connectionId?: string): Promise<void> {
    const isMeant = (run: Run): boolean => connectionId === undefined || run.connectionId === connectionId;
    const open = this.parts.book.runs.filter((run) => isMeant(run) && ["paused", "working"].includes(run.state));
    await Promise.all(
      open.map(async ({ runId, state }) => {
        const working = this.working.get(runId);
        if (working?.isEnding === true) await working.over;
        else if (working !== undefined && state === "paused") this.redirect(working, working.client);
        await this.takeUp(runId);
      }),
    );
  }

  /** Its runs are asked about through this client from here on. */
  reconnect(connectionId: string, client: AlvissClient): void {
    for (const [runId, working] of this.working) {
      if (working.client !== client && this.parts.book.get(runId).connectionId === connectionId)
        this.redirect(working, client);
    }
  }

  /** Ends the work on a run for a reason of the user's, and says so in the run. */
  async endBy(runId: string, endedBy: EndedBy): Promise<void> {
    const working = this.working.get(runId);
    if (working === undefined) return this.parts.book.end(runId, { state: endedBy });
    working.endedBy = endedBy;
    working.abort.abort();
    await working.over;
  }

  /** Lets go of all runs without a word: another window goes on with them. */
  async letGo(): Promise<void> {
    const open = [...this.working.values()];
    for (const { abort } of open) abort.abort();
    await Promise.all(open.map(({ over }) => over));
  }

  private redirect(working: Working, client: AlvissClient): void {
    const { moved } = working;
    Object.assign(working, { client, moved: new AbortController() });
    moved.abort();
  }

  private async carryOut(runId: string, working: Working): Promise<void> {
    const { book, log } = this.parts;
    // One turn later, so that nothing can end the run before it is known to be worked on.
    await Promise.resolve();
    let ending: Ending;
    try {
      ending = endingOfOutcome(await this.untilKnown(runId, working));
    } catch (error) {
      const { endedBy, abort } = working;
      const isLetGo = abort.signal.aborted && endedBy === undefined;
      if (isLetGo && error instanceof AlvissError && (error.unsent || error.undone)) await this.takeBack(runId);
      if (isLetGo || error instanceof Superseded) return;
      const run = book.get(runId);
      ending = endedBy === undefined ? endingOfError(error, run) : endingOfBreak(endedBy, error, run);
      if (!(error instanceof AlvissError)) log.warn(`${run.label}: ${String(error)}`);
    }
    working.isEnding = true;
    await book.end(runId, ending);
  }

  /** Runs the plan, and again from where it was when what lies between its calls fails in passing. */
  private async untilKnown(runId: string, working: Working): Promise<Outcome> {
    const { book, clock } = this.parts;
    const { abort, between } = working;
    const tools = this.toolsFor(runId, working);
    const began = clock.now();
    let planned = 0;
    for (;;) {
      try {
        return await runPlan(book.get(runId).plan, tools);
      } catch (error) {
        const run = book.get(runId);
        if (abort.signal.aborted || !canTryAgain(error, run, clock.now())) throw error;
        book.takeBack(runId);
        this.freeSlots(runId);
        between.missed(planned);
        if (between.duration >= this.parts.limits().lostAfter) throw new TrackLost(error);
        this.noteSilence(runId, between, error);
        const asked = Math.min(1000 * (error.retryAfter ?? 0), longestRetryAfter);
        planned = Math.max(
          asked,
          pause(clock.now() - began, { ...platformPace, cap: this.parts.limits().longestPause }, clock.random()),
        );
        const wake = AbortSignal.any([abort.signal, working.moved.signal]);
        await sleepUnless(wake, clock, planned).catch(() => abort.signal.throwIfAborted());
        await this.turns.take(abort.signal);
      }
    }
  }

  private async takeSlots(runId: string, name: string, signal: AbortSignal): Promise<void> {
    const step = this.parts.book.get(runId).steps.find((one) => one.name === name);
    if (step?.kind === "upload") await this.uploads.take(runId, signal);
    await this.slots.take(runId, signal);
  }

  private freeSlots(runId: string): void {
    this.uploads.free(runId);
    this.slots.free(runId);
  }

  /** The window closes in a call that has done nothing: the next one need not ask about it. */
  private async takeBack(runId: string): Promise<void> {
    this.parts.book.takeBack(runId);
    await this.parts.book.save(runId);
  }

  private toolsFor(runId: string, working: Working): Tools {
    const { book, clock } = this.parts;
    return {
      get client() {
        return working.client;
      },
      project: book.get(runId),
      settle: this.settleFor(runId, working),
      signal: working.abort.signal,
      made: (name) => {
        const step = book.get(runId).steps.find((one) => one.name === name);
        const isMade = step?.state === "waiting" || step?.state === "done";
        if (!isMade || step.object === undefined) return undefined;
        const { object, since, doubt, lastWord } = step;
        return { object, since, doubt, isKnown: lastWord !== undefined };
      },
      before: async (name, changes) => {
        await this.takeSlots(runId, name, working.abort.signal);
        const postedAt = clock.now();
        book.changeStep(runId, name, ({ attempts }) => ({
          ...{ state: "posting", attempts: attempts + 1, postedAt, object: changes },
          ...{ since: undefined, doubt: undefined, lastWord: undefined, fraction: undefined },
        }));
        book.finishEarlier(runId, name);
        working.between.heard();
        this.noteAnswer(runId);
        await book.write(runId).catch((error: unknown) => {
          this.freeSlots(runId);
          if (error instanceof Superseded) throw error;
          book.takeBack(runId);
          throw new NotWritten(name, error);
        });
      },
      reached: async (name, object, doubt) => {
        this.freeSlots(runId);
        book.changeStep(runId, name, () => ({ state: "waiting", object, doubt, since: clock.now() }));
        book.finishEarlier(runId, name);
        // The object exists whether or not the disk is full: going on is better than losing sight of it.
        await book.save(runId);
      },
      report: (name, word, fraction) => book.report(runId, name, word, fraction),
    };
  }

  private settleFor(runId: string, working: Working): Settle {
    const settle = settleAnywhere(working, this.parts.clock, this.parts.limits);
    return (read, options) =>
      settle((signal) => this.turns.take(signal).then(() => read(signal)), {
        ...options,
        silence: working.silence,
        onSilence: (silence, error) => this.noteSilence(runId, silence, error),
        onChange: (value) => {
          if (working.between.duration < longSilence) this.noteAnswer(runId);
          options.onChange?.(value);
        },
      });
  }

  private noteSilence(runId: string, { duration }: Silence, error: AlvissError): void {
    if (duration < longSilence) return;
    const { book } = this.parts;
    const { state, silentFor = 0 } = book.get(runId);
    if (state === "paused" && duration - silentFor < silenceNoted) return;
    book.change(runId, { state: "paused", problem: factsOf(error), silentFor: duration });
    void book.save(runId);
  }

  private noteAnswer(runId: string): void {
    const { book } = this.parts;
    const { state, silentFor } = book.get(runId);
    if (state !== "paused" && silentFor === undefined) return;
    book.change(runId, { state: "working", problem: undefined, silentFor: undefined });
    void book.save(runId);
  }
}
