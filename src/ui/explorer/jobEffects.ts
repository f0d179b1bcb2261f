import { type LogOutputChannel } from "vscode";
import { hasEnded, kindOfStep, type LedgerChange, type Run, type Step, stepInQuestion } from "../../jobs/run";
import { unattended } from "../kit/unattended";
import { type KnownObjects } from "../../platform/knownObjects";
import { folderNodeId, objectNodeId, projectNodeId, teamNodeId } from "./nodes";
import { type ProjectExplorer } from "./projectExplorer";

/** A run that ended longer ago is from before this window looked. */
const recently = 60_000;

/** What the tree shows anew when a job moves on: the object's row at each word, its folder when it appears or ends. */
export class JobEffects {
  private readonly seen = new Map<string, string>();
  private readonly ended = new Set<string>();

  constructor(
    private readonly explorer: ProjectExplorer,
    private readonly known: KnownObjects,
    private readonly log: LogOutputChannel,
  ) {}

  readonly apply = (change: LedgerChange): void => {
    if (change.change === "removed") {
      for (const runId of change.runIds) {
        this.seen.delete(runId);
        this.ended.delete(runId);
      }
      return;
    }
    const { run } = change;
    this.endOf(run);
    if (run.state === "needsAnswer") return this.mayHaveMade(run);
    const step = run.steps.findLast(({ object }) => object !== undefined);
    if (step?.object === undefined) return;
    const moment = `${step.name} ${step.state} ${hasEnded(run)}`;
    const isNew = this.seen.get(run.runId) !== moment;
    this.seen.set(run.runId, moment);
    if (isNew) void unattended(this.log, "tree", () => this.folderOf(run, step));
    else if (step.state === "waiting") this.progress(run, step);
  };

  /** A server may go on by itself: a demo's model is followed by its attribution. */
  private endOf(run: Run): void {
    if (!hasEnded(run) || this.ended.has(run.runId)) return;
    this.ended.add(run.runId);
    if (Date.now() - (run.endedAt ?? 0) > recently) return;
    this.explorer.jobEnded(run.connectionId, run);
  }

  private async folderOf(run: Run, { object }: Step): Promise<void> {
    if (object === undefined) return;
    await this.known.of(run.connectionId).remember(run, [object]);
    await this.explorer.folderChanged(folderNodeId(projectNodeId(run.connectionId, run), object.kind));
    // The first Sales upload gives a project its periodicity.
    if (object.kind === "upload" && hasEnded(run))
      await this.explorer.folderChanged(teamNodeId(run.connectionId, run.team));
  }

  /** Where the server can list, what a call without an answer has made appears. */
  private mayHaveMade(run: Run): void {
    const step = stepInQuestion(run);
    const kind = step && kindOfStep(step.kind);
    if (kind === undefined || this.seen.get(run.runId) === run.state) return;
    this.seen.set(run.runId, run.state);
    const folderId = folderNodeId(projectNodeId(run.connectionId, run), kind);
    void unattended(this.log, "tree", () => this.explorer.folderChanged(folderId));
  }

  private progress(run: Run, { object, lastWord, fraction }: Step): void {
    if (object === undefined) return;
    this.explorer.progress(
      objectNodeId(projectNodeId(run.connectionId, run), object.kind, object.id),
      lastWord,
      fraction,
    );
  }
}
