import { isDeepStrictEqual } from "node:util";
import { l10n } from "vscode";
import { hasEnded, type Run } from "../../jobs/run";
import { type BuildModelPlan } from "../../workflows/plans";
import { type BuildTarget, type ToBuildPage } from "../../../webview/shared/buildMessages";
import { explain } from "../kit/explain";
import { type Jobs } from "../jobs/jobs";
import { jobLine } from "./jobLine";

type JobMessage = Extract<ToBuildPage, { readonly type: "job" }>;

interface PageJobParts {
  readonly jobs: Pick<Jobs, "runs" | "load" | "words">;
  readonly target: Pick<BuildTarget, "connectionId" | "team" | "project">;
  /** For people. */
  readonly server: () => string;
  readonly post: (message: JobMessage) => void;
  /** The page is one from before a restart: what it has begun stands among the runs alone. */
  readonly isRestored: boolean;
}

/** The build that a page has begun. A page that comes back is told of it, so that nobody sends it a second time. */
export class PageJob {
  private ordering = false;
  private begun: Run | undefined;

  constructor(private readonly parts: PageJobParts) {}

  /** Sends once, however often it is asked meanwhile. `send`: undefined when somebody changed their mind. */
  async begin(send: () => Promise<Run | undefined>): Promise<void> {
    if (this.ordering) return;
    this.ordering = true;
    this.begun = undefined;
    this.tell();
    try {
      this.begun = await send();
      if (this.begun === undefined) this.post("idle", l10n.t("Nothing was sent."));
    } catch (error) {
      this.post("idle", explain(error)?.sentence ?? "");
    } finally {
      this.ordering = false;
    }
    this.tell();
  }

  moved(run: Run): void {
    if (run.runId === this.begun?.runId) this.tell();
  }

  /** Where it stands now, which may be further than when it was begun; nothing where nothing has begun. */
  tell(): void {
    if (this.ordering) return this.post("busy", l10n.t("Saving the graph..."));
    const { begun } = this;
    if (begun === undefined) return;
    const { jobs, post, server } = this.parts;
    const run = jobs.runs.find(({ runId }) => runId === begun.runId) ?? begun;
    post({ type: "job", ...jobLine(run, jobs.words(run), server()) });
  }

  /** The page shows the request of a plan: says where it stands if that has begun. */
  async tellOf(plan: BuildModelPlan): Promise<void> {
    const { jobs, isRestored } = this.parts;
    const runs = this.begun === undefined && isRestored ? await jobs.load() : jobs.runs;
    const same = runs.find((run) => this.isOurs(run) && isDeepStrictEqual(run.plan, plan));
    if (same === undefined || this.ordering) return;
    this.begun = same;
    this.tell();
  }

  /** What was begun and has ended before this page was opened may be begun anew. */
  private isOurs(run: Run): boolean {
    if (this.begun !== undefined) return run.runId === this.begun.runId;
    const { connectionId, team, project } = this.parts.target;
    const isHere = run.connectionId === connectionId && run.team === team && run.project === project;
    return isHere && (this.parts.isRestored || !hasEnded(run));
  }

  private post(state: JobMessage["state"], sentence: string): void {
    this.parts.post({ type: "job", state, sentence });
  }
}
