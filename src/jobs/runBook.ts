import * as l10n from "@vscode/l10n";
import { type Log } from "../platform/log";
import { type SettleClock } from "../platform/settle";
import { Announcer } from "./announcer";
import { type Ending } from "./endings";
import { hasEnded, type LedgerChange, type Listen, type Run, type Step } from "./run";
import { type RunFiles } from "./runFiles";

/** Milliseconds between two writes that only tell how far a step is. */
const progressEvery = 2_000;
const keptAfterEnd = 30 * 24 * 3_600_000;

export interface RunBookParts {
  readonly files: RunFiles;
  readonly clock: SettleClock;
  readonly log: Log;
  /** Whether this window is the one that may write what becomes of runs. */
  readonly mayWrite: () => Promise<boolean>;
}

/** This window may no longer work on a run, because another one does. */
export class Superseded extends Error {
  constructor() {
    super(l10n.t("Another window carries out the jobs now. Try again there, or in a moment here."));
    this.name = "Superseded";
  }
}

/** What is known of the runs: in memory, on disk, and told to listeners. */
export class RunBook {
  readonly onDidChange: Listen<LedgerChange>;
  private readonly announcer: Announcer<LedgerChange>;
  private readonly known = new Map<string, Run>();
  private readonly progressWritten = new Map<string, number>();

  constructor(private readonly parts: RunBookParts) {
    this.announcer = new Announcer((error) => parts.log.warn(`A listener of the jobs failed: ${String(error)}`));
    this.onDidChange = this.announcer.listen;
  }

  /** Newest first. */
  get runs(): readonly Run[] {
    return [...this.known.values()].sort((a, b) => b.startedAt - a.startedAt);
  }

  find(runId: string): Run | undefined {
    return this.known.get(runId);
  }

  get(runId: string): Run {
    const run = this.known.get(runId);
    if (run === undefined) throw new RangeError(`There is no run ${runId}.`);
    return run;
  }

  keep(run: Run): void {
    this.known.set(run.runId, run);
    this.announcer.tell({ change: "updated", run });
  }

  /** Takes over what other windows wrote, and tells it. Answers the runs that are new here. */
  async readNews(ownIsNewer: boolean): Promise<readonly Run[]> {
    const isFinal = (runId: string): boolean => {
      const run = this.known.get(runId);
      return run !== undefined && hasEnded(run);
    };
    // What is started during the look is missing in it, and not gone.
    const before = [...this.known.keys()];
    const { changed, present } = await this.parts.files.news(isFinal);
    const isNew = ({ runId }: Run): boolean => !this.known.has(runId);
    const fresh = changed.filter(isNew);
    for (const run of ownIsNewer ? fresh : changed) this.keep(run);
    // What is not over stays known though its file is gone: somebody still waits for it.
    const gone = before.filter((runId) => !present.has(runId) && (isFinal(runId) || !ownIsNewer));
    this.forget(gone);
    return fresh;
  }

  change(runId: string, change: { [Key in keyof Run]?: Run[Key] | undefined }): void {
    // A key set to undefined is taken away, as it would be on disk.
    this.keep(withoutUndefined({ ...this.get(runId), ...change }) as unknown as Run);
  }

  changeStep(
    runId: string,
    name: string,
    change: (step: Step) => Partial<{ [K in keyof Step]: Step[K] | undefined }>,
  ): void {
    const steps = this.get(runId).steps.map((step) =>
      step.name === name ? (withoutUndefined({ ...step, ...change(step) }) as unknown as Step) : step,
    );
    this.change(runId, { steps });
  }

  /** A call that was announced has not gone out, or has done nothing. */
  takeBack(runId: string): void {
    const undone = { state: "todo", object: undefined, postedAt: undefined } as const;
    for (const { name, state } of this.get(runId).steps)
      if (state === "posting") this.changeStep(runId, name, ({ attempts }) => ({ ...undone, attempts: attempts - 1 }));
  }

  /** The steps before this one are done: it would not have been reached otherwise. */
  finishEarlier(runId: string, name: string): void {
    const { steps } = this.get(runId);
    const at = steps.findIndex((step) => step.name === name);
    if (!steps.some((step, index) => index < at && step.state === "waiting")) return;
    this.change(runId, {
      steps: steps.map((step, index) =>
        index < at && step.state === "waiting" ? { ...step, state: "done" as const } : step,
      ),
    });
  }

  /** How a step is doing: told each time, written when the word changes and now and then otherwise. */
  report(runId: string, name: string, lastWord: string | undefined, fraction: number | undefined): void {
    const before = this.get(runId).steps.find((step) => step.name === name);
    if (before === undefined || (before.lastWord === lastWord && before.fraction === fraction)) return;
    this.changeStep(runId, name, () => ({ lastWord, fraction }));
    const now = this.parts.clock.now();
    const last = this.progressWritten.get(runId) ?? -Infinity;
    if (before.lastWord === lastWord && Math.abs(now - last) < progressEvery) return;
    this.progressWritten.set(runId, now);
    void this.save(runId);
  }

  async end(runId: string, ending: Ending): Promise<void> {
    const run = this.get(runId);
    const bad = ending.state === "failed" || ending.state === "cancelled";
    const steps = run.steps.map((step): Step => {
      if (ending.state === "succeeded") return { ...step, state: "done" };
      // Paused at a call that was refused: it may go out when the run goes on.
      if (ending.state === "paused" && step.state === "posting") return { ...step, state: "todo" };
      return bad && (step.state === "waiting" || step.state === "posting") ? { ...step, state: "failed" } : step;
    });
    const over = hasEnded({ ...run, state: ending.state });
    const { question, outcome, problem } = ending;
    const ended = over ? { endedAt: this.parts.clock.now() } : {};
    this.change(runId, { state: ending.state, question, outcome, problem, steps, silentFor: undefined, ...ended });
    await this.save(runId);
  }

  /** Writes a run down, or fails; a window that has been superseded must not go on. */
  async write(runId: string): Promise<void> {
    if (!(await this.parts.mayWrite())) throw new Superseded();
    await this.parts.files.write(this.get(runId));
    // Asked again: what follows a write is a call that may go out only once.
    if (!(await this.parts.mayWrite())) throw new Superseded();
  }

  /** Writes a run down where failing to is no reason to stop. */
  async save(runId: string): Promise<void> {
    try {
      await this.write(runId);
    } catch (error) {
      if (error instanceof Superseded) return;
      this.parts.log.warn(`The run "${this.get(runId).label}" could not be written down: ${String(error)}`);
    }
  }

  async remove(runIds: readonly string[]): Promise<void> {
    const isMember = (runId: string): boolean => this.known.get(runId)?.batch !== undefined;
    const removeAll = (some: readonly string[]) => Promise.all(some.map((runId) => this.parts.files.remove(runId)));
    // Uploads of a batch without the run that made its dataset would have it made once more.
    await removeAll(runIds.filter(isMember));
    await removeAll(runIds.filter((runId) => !isMember(runId)));
    this.forget(runIds);
  }

  /** Runs are kept for 30 days after their end. */
  async removeOld(): Promise<void> {
    const before = this.parts.clock.now() - keptAfterEnd;
    const isOld = (run: Run): boolean => hasEnded(run) && (run.endedAt ?? run.startedAt) < before;
    await this.remove(this.runs.filter(isOld).map(({ runId }) => runId));
  }

  dispose(): void {
    this.announcer.dispose();
  }

  private forget(runIds: readonly string[]): void {
    const known = runIds.filter((runId) => this.known.delete(runId));
    for (const runId of known) this.progressWritten.delete(runId);
    if (known.length > 0) this.announcer.tell({ change: "removed", runIds: known });
  }
}

function withoutUndefined(object: object): object {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));
}
