import { type LogOutputChannel } from "vscode";
import { hasEnded, type LedgerChange, type Run, type Step } from "../../jobs/run";
import { unattended } from "../kit/unattended";
import { type KnownObjects } from "./knownObjects";
import { folderNodeId, objectNodeId, projectNodeId, teamNodeId } from "./nodes";
import { type ProjectExplorer } from "./projectExplorer";

/** What the tree shows anew when a job moves on: the object's row at each word, its folder when it appears or ends. */
export class JobEffects {
  private readonly seen = new Map<string, string>();

  constructor(
    private readonly explorer: ProjectExplorer,
    private readonly known: KnownObjects,
    private readonly log: LogOutputChannel,
  ) {}

  readonly apply = (change: LedgerChange): void => {
    if (change.change === "removed") {
      for (const runId of change.runIds) this.seen.delete(runId);
      return;
    }
    const { run } = change;
    const step = run.steps.findLast(({ object }) => object !== undefined);
    if (step?.object === undefined) return;
    const moment = `${step.name} ${step.state} ${hasEnded(run)}`;
    const isNew = this.seen.get(run.runId) !== moment;
    this.seen.set(run.runId, moment);
    if (isNew) void unattended(this.log, "tree", () => this.folderOf(run, step));
    else if (step.state === "waiting") this.progress(run, step);
  };

  private async folderOf(run: Run, { object }: Step): Promise<void> {
    if (object === undefined) return;
    await this.known.remember(run.connectionId, run, [object]);
    await this.explorer.folderChanged(folderNodeId(projectNodeId(run.connectionId, run), object.kind));
    // The first Sales upload gives a project its periodicity.
    if (object.kind === "upload" && hasEnded(run))
      await this.explorer.folderChanged(teamNodeId(run.connectionId, run.team));
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
