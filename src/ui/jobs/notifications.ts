import { type LedgerChange, type Run } from "../../jobs/run";
import { Owner } from "../kit/disposables";
import { setting } from "../kit/settings";
import { type Trouble } from "./jobMessages";
import { type Jobs } from "./jobs";
import { seconds } from "./jobWords";

const mergeWithin = 10_000;

/** Tells the end of a job: failures once, long jobs once, several together; short ones are told by tree and status bar. */
export class JobNotifications extends Owner {
  private readonly told = new Map<string, string>();
  private readonly waiting: Run[] = [];
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly jobs: Jobs,
    /** Whether the user is looking at the tree of this window. */
    private readonly isWatched: () => boolean,
  ) {
    super();
    this.own(jobs.onDidChange((change) => this.changed(change)));
    this.own({ dispose: () => clearTimeout(this.timer) });
  }

  private changed(change: LedgerChange): void {
    if (change.change === "removed") return;
    const { run } = change;
    const news = standsStill(run) && !this.jobs.waitsForSandbox(run) ? "standsStill" : run.state;
    if (this.told.get(run.runId) === news) return;
    this.told.set(run.runId, news);
    // All windows follow all jobs; one of them tells.
    if (!this.jobs.tells(run)) return;
    const level = setting("notifications.level");
    if (news === "succeeded" && this.isNews(run, level)) this.tellSoon(run);
    // Who cancels several uploads at once is told of all of them at once.
    if (news === "needsAnswer" && run.batch?.isCalledOff && this.jobs.toldTogether.has(run.batch.id)) return;
    if (isTrouble(news) && level !== "none")
      void import("./jobMessages").then(({ tellTrouble }) => tellTrouble(run, news));
  }

  private isNews(run: Run, level: string): boolean {
    if (level === "all") return true;
    return level === "errors+long" && seconds(run) >= setting("notifications.longJobSeconds") && !this.isWatched();
  }

  private tellSoon(run: Run): void {
    const isFirst = this.waiting.length === 0 && this.timer === undefined;
    if (isFirst) void tellDone([run]);
    else this.waiting.push(run);
    // What ends within ten seconds of the first is told together.
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      const runs = this.waiting.splice(0);
      if (runs.length > 0) void tellDone(runs);
    }, mergeWithin);
  }
}

const tellDone = (runs: readonly Run[]): Promise<void> =>
  import("./jobMessages").then((messages) => messages.tellDone(runs));

const isTrouble = (news: string): news is Trouble => ["standsStill", "failed", "lost", "needsAnswer"].includes(news);

/** Nobody asks about it by itself any more. Who is not signed in is told so for all jobs at once. */
function standsStill({ state, silentFor, problem }: Run): boolean {
  return state === "paused" && silentFor === undefined && problem !== undefined && problem.kind !== "notSignedIn";
}
