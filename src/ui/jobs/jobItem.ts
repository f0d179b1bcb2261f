import { l10n, ThemeColor, ThemeIcon, TreeItem, TreeItemCollapsibleState } from "vscode";
import { type Run, type RunState } from "../../jobs/run";
import { type KnownConnection } from "../account/connections";
import { explainFacts } from "../kit/explain";
import { jobContext } from "./jobContext";
import { jobWords, madeWords, outcomeMessage } from "./jobWords";

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
  item.command =
    run.state === "needsAnswer"
      ? { command: "alviss.job.answer", title: l10n.t("Answer..."), arguments: [node] }
      : { command: "alviss.job.show", title: l10n.t("Show Job"), arguments: [node] };
  return item;
}

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
