import { env, l10n, window } from "vscode";
import { type Run, type RunState, stepInQuestion } from "../../jobs/run";
import { type NextStep } from "../../workflows/plans";
import { press } from "../kit/commandWrapper";
import { type Button, explainFacts, showLogButton } from "../kit/explain";
import { changeSetting } from "../kit/settings";
import { type JobNode } from "./jobItem";
import { madeWords } from "./jobWords";

/** standsStill: paused, and nobody asks about it by itself any more. */
export type Trouble = "standsStill" | Extract<RunState, "failed" | "lost" | "needsAnswer">;

/** What has ended well, and what a person would sensibly do next. */
export async function tellDone(runs: readonly Run[]): Promise<void> {
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

/** Says what is wrong, and offers what can be done about it. */
export async function tellTrouble(run: Run, trouble: Trouble): Promise<void> {
  const copy = l10n.t("Copy Details");
  const sentence = troubleWords(run, trouble);
  const buttons = [...remedies(run, trouble), showLogButton()];
  const chosen = await window.showErrorMessage(sentence, ...buttons.map(({ title }) => title), copy);
  const pressed = buttons.find(({ title }) => title === chosen);
  if (pressed !== undefined) await press(pressed);
  if (chosen === copy)
    await env.clipboard.writeText(`${sentence}\n${run.problem === undefined ? "" : explainFacts(run.problem).details}`);
}

function troubleWords(run: Run, trouble: Trouble): string {
  switch (trouble) {
    case "standsStill":
      return l10n.t("{0} stands still until you resume it: {1}", run.label, failureWords(run));
    case "failed":
      return l10n.t("{0} failed: {1}", run.label, failureWords(run));
    case "lost":
      return l10n.t("{0} is lost: nothing was heard of it for 24 hours. {1}", run.label, failureWords(run));
    case "needsAnswer":
      // A call whose answer never came: the reason says where to look.
      return stepInQuestion(run)?.object === undefined
        ? l10n.t("{0}: it may have been created, but no answer came. {1}", run.label, failureWords(run))
        : l10n.t("{0}: it may have happened, but no answer came. {1}", run.label, failureWords(run));
  }
}

function remedies(run: Run, trouble: Trouble): Button[] {
  const node: JobNode = { kind: "job", run };
  if (trouble === "standsStill") return [{ title: l10n.t("Resume"), command: "alviss.job.resume", arguments: [node] }];
  if (trouble === "needsAnswer")
    return [{ title: l10n.t("Answer..."), command: "alviss.job.answer", arguments: [node] }];
  return [];
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
