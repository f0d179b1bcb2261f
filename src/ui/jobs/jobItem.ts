import { l10n, ThemeColor, ThemeIcon, TreeItem, TreeItemCollapsibleState } from "vscode";
import { currentStep, type Run, type RunState } from "../../jobs/run";
import { showId } from "../../platform/ids";
import { type KnownConnection } from "../account/connections";
import { explainFacts } from "../kit/explain";
import { jobContext } from "./jobContext";

export interface JobNode {
  readonly kind: "job";
  readonly run: Run;
}

export function jobItem(node: JobNode, connection: KnownConnection | undefined): TreeItem {
  const { run } = node;
  const item = new TreeItem(run.label, TreeItemCollapsibleState.None);
  item.id = run.runId;
  item.description = jobWords(run);
  item.iconPath = jobIcon(run.state);
  item.contextValue = jobContext(run, connection);
  item.accessibilityInformation = {
    label: `${run.label}, ${item.description.replace(/(\d) %/g, l10n.t("$1 percent"))}`,
  };
  item.tooltip = [
    run.label,
    item.description,
    madeWords(run),
    run.problem && explainFacts(run.problem).sentence,
    outcomeMessage(run),
  ]
    .filter(Boolean)
    .join("\n");
  item.command = { command: "alviss.job.show", title: l10n.t("Show Job"), arguments: [node] };
  return item;
}

/** State in words, with how far and how long. */
export function jobWords(run: Run): string {
  const at = clock(run.endedAt ?? Date.now());
  switch (run.state) {
    case "working":
      return workingWords(run);
    case "succeeded":
      return l10n.t("done {0}, {1}", at, lasted(run));
    case "failed":
      return l10n.t("failed {0}", at);
    case "cancelled":
      return l10n.t("cancelled {0}", at);
    case "stopped":
      return l10n.t("no longer tracked; the job goes on at the server");
    case "paused":
      return l10n.t("paused");
    case "needsAnswer":
      return l10n.t("may have been made; look for it in the project");
    case "lost":
      return l10n.t("lost: no answer for a long time");
  }
}

function workingWords(run: Run): string {
  const step = currentStep(run) ?? run.steps[0];
  const word = step?.lastWord ?? (step?.state === "posting" ? l10n.t("sending") : l10n.t("starting"));
  const time = elapsed(Date.now() - run.startedAt);
  if (step?.fraction === undefined) return l10n.t("{0}, {1}", word, time);
  return l10n.t("{0} {1} %, {2}", word, Math.floor(step.fraction * 100), time);
}

export function madeWords(run: Run): string | undefined {
  const object = run.outcome?.object ?? run.steps.findLast((step) => step.object !== undefined)?.object;
  if (object === undefined) return undefined;
  const id = showId(object.id);
  switch (object.kind) {
    case "upload":
      return l10n.t("upload #{0}", id);
    case "dataset":
      return l10n.t("dataset #{0}", id);
    case "model":
      return l10n.t("model #{0}", id);
    case "attribution":
      return l10n.t("attribution #{0}", id);
    case "attributionSet":
      return l10n.t("attribution set #{0}", id);
  }
}

export const outcomeMessage = (run: Run): string | undefined => run.outcome?.message;

export const seconds = (run: Run): number => ((run.endedAt ?? Date.now()) - run.startedAt) / 1000;

function lasted(run: Run): string {
  const whole = Math.round(seconds(run));
  return whole < 60 ? l10n.t("{0} s", Math.max(1, whole)) : elapsed(whole * 1000);
}

function elapsed(milliseconds: number): string {
  const whole = Math.max(0, Math.floor(milliseconds / 1000));
  const pad = (value: number): string => String(value).padStart(2, "0");
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  return hours > 0 ? `${hours}:${pad(minutes)}:${pad(whole % 60)}` : `${minutes}:${pad(whole % 60)}`;
}

const clock = (time: number): string =>
  new Date(time).toLocaleTimeString(undefined, { hour: "2-digit", minute: "2-digit" });

function jobIcon(state: RunState): ThemeIcon {
  const color = (id: string): ThemeColor => new ThemeColor(id);
  switch (state) {
    case "working":
      return new ThemeIcon("loading~spin");
    case "succeeded":
      return new ThemeIcon("check", color("charts.green"));
    case "failed":
      return new ThemeIcon("error", color("problemsErrorIcon.foreground"));
    case "cancelled":
      return new ThemeIcon("circle-slash");
    case "stopped":
      return new ThemeIcon("debug-disconnect");
    case "paused":
      return new ThemeIcon("debug-pause", color("problemsWarningIcon.foreground"));
    case "needsAnswer":
    case "lost":
      return new ThemeIcon("question", color("problemsWarningIcon.foreground"));
  }
}
