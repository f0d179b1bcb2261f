import { env, l10n, window } from "vscode";
import { type LedgerChange, type Run } from "../../jobs/run";
import { type NextStep } from "../../workflows/plans";
import { press } from "../kit/commandWrapper";
import { Owner } from "../kit/disposables";
import { type Button, explainFacts, showLogButton } from "../kit/explain";
import { changeSetting, setting } from "../kit/settings";
import { type JobNode, madeWords, seconds } from "./jobItem";
import { type Jobs } from "./jobs";

const mergeWithin = 10_000;

/** Tells the end of a job: failures once, long jobs once, several together; short ones are told by tree and status bar. */
export class JobNotifications extends Owner {
  private readonly told = new Map<string, string>();
  private readonly waiting: Run[] = [];
  private timer: NodeJS.Timeout | undefined;

  constructor(
    jobs: Jobs,
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
    if (this.told.get(run.runId) === run.state) return;
    this.told.set(run.runId, run.state);
    const level = setting("notifications.level");
    if (run.state === "failed" && level !== "none") void tellTrouble(run, failedWords(run));
    if (run.state === "needsAnswer" && level !== "none") void tellTrouble(run, unansweredWords(run));
    if (run.state === "succeeded" && this.isNews(run, level)) this.tellSoon(run);
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

async function tellDone(runs: readonly Run[]): Promise<void> {
  const [only] = runs;
  if (only === undefined) return;
  const sentence =
    runs.length === 1
      ? l10n.t("{0} done: {1}", only.label, madeWords(only) ?? "")
      : l10n.t("{0} jobs done", runs.length);
  const next = runs.length === 1 ? nextButton(only) : undefined;
  const never = l10n.t("Do Not Show Again");
  const chosen = await window.showInformationMessage(sentence, ...(next === undefined ? [] : [next.title]), never);
  if (chosen === never) await changeSetting("notifications.level", "errors");
  else if (chosen !== undefined && next !== undefined) await press(next);
}

const failedWords = (run: Run): string => l10n.t("{0} failed: {1}", run.label, failureWords(run));

/** A call whose answer never came: the reason says where to look. */
const unansweredWords = (run: Run): string =>
  l10n.t("{0}: it may have been created, but no answer came. {1}", run.label, failureWords(run));

async function tellTrouble(run: Run, sentence: string): Promise<void> {
  const copy = l10n.t("Copy Details");
  const showLog = showLogButton();
  const chosen = await window.showErrorMessage(sentence, showLog.title, copy);
  if (chosen === showLog.title) await press(showLog);
  if (chosen === copy)
    await env.clipboard.writeText(`${sentence}\n${run.problem === undefined ? "" : explainFacts(run.problem).details}`);
}

/** The server's own words where it had some. */
function failureWords(run: Run): string {
  if (run.problem !== undefined) return explainFacts(run.problem).sentence;
  if (run.outcome?.result === "failed") return run.outcome.message ?? run.outcome.word;
  return l10n.t("no reason was given");
}

/** What a person would sensibly do next, one click away. */
function nextButton(run: Run): Button | undefined {
  const step = run.outcome?.result === "done" ? run.outcome.next[0] : undefined;
  if (step === undefined) return undefined;
  const node: JobNode = { kind: "job", run };
  const buttons: Record<NextStep["verb"], { title: string; command: string }> = {
    createDataset: { title: l10n.t("Create Dataset..."), command: "alviss.dataset.create" },
    activateDataset: { title: l10n.t("Activate Dataset"), command: "alviss.dataset.activate" },
    buildModel: { title: l10n.t("Build Model..."), command: "alviss.graph.suggest" },
    attributeSales: { title: l10n.t("Run Attribution..."), command: "alviss.attribution.create" },
    openResult: { title: l10n.t("Open Results"), command: "alviss.results.open" },
    alignAttribution: { title: l10n.t("Add to Attribution Set..."), command: "alviss.attributionSet.align" },
    activateAttributionSet: { title: l10n.t("Activate Attribution Set"), command: "alviss.attributionSet.activate" },
  };
  return { ...buttons[step.verb], arguments: [node] };
}
