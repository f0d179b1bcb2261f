import { l10n, MarkdownString, StatusBarAlignment, type StatusBarItem, window } from "vscode";
import { type LedgerChange, type Run } from "../../jobs/run";
import { type ChosenProjects } from "../account/chosenProjects";
import { type Connections } from "../account/connections";
import { Owner } from "../kit/disposables";
import { type SandboxProcess } from "../sandbox/sandboxProcess";
import { madeWords } from "./jobWords";
import { type Jobs } from "./jobs";

const newsFor = 5_000;

export interface StatusBarParts {
  readonly jobs: Jobs;
  readonly connections: Connections;
  readonly chosen: ChosenProjects;
  readonly sandbox: Pick<SandboxProcess, "state" | "onDidChange">;
}

/** One item at the left: what is wrong, else what runs, else what just ended, else the current project. */
export class StatusBar extends Owner {
  /** Made when there is something to say: without a connection there is nothing. */
  private item: StatusBarItem | undefined;
  private news: { readonly text: string; readonly timer: NodeJS.Timeout } | undefined;

  constructor(private readonly parts: StatusBarParts) {
    super();
    this.own(parts.jobs.onDidChange((change) => this.jobChanged(change)));
    this.own(parts.jobs.onDidLoad(() => this.draw()));
    this.own(parts.connections.onDidChange(() => this.draw()));
    this.own(parts.chosen.onDidChange(() => this.draw()));
    this.own(parts.sandbox.onDidChange(() => this.draw()));
    this.own({ dispose: () => clearTimeout(this.news?.timer) });
    this.draw();
  }

  /** Says something for five seconds. */
  tell(text: string): void {
    clearTimeout(this.news?.timer);
    const timer = setTimeout(() => {
      this.news = undefined;
      this.draw();
    }, newsFor);
    this.news = { text, timer };
    this.draw();
  }

  private draw(): void {
    const { connections } = this.parts;
    if (connections.all().length === 0 && this.parts.sandbox.state !== "starting") return this.item?.hide();
    this.item ??= this.made();
    this.item.text = this.text();
    this.item.tooltip = this.tooltip();
    this.item.show();
  }

  private made(): StatusBarItem {
    const item = this.own(window.createStatusBarItem("alviss.status", StatusBarAlignment.Left, 40));
    item.name = "Alviss";
    item.command = "alviss.project.switch";
    return item;
  }

  private jobChanged(change: LedgerChange): void {
    if (change.change === "updated" && change.run.state === "succeeded") {
      this.tell(l10n.t("$(check) Alviss: {0} done, {1}", change.run.label, madeWords(change.run) ?? ""));
    } else this.draw();
  }

  private text(): string {
    const { jobs, connections, chosen } = this.parts;
    if (connections.all().some((connection) => connections.state(connection) === "refused"))
      return l10n.t("$(warning) Alviss: token refused");
    if (this.parts.sandbox.state === "starting") return l10n.t("$(sync~spin) Alviss: starting sandbox");
    const running = count(jobs.runs, "working");
    if (running > 0)
      return running === 1 ? l10n.t("$(sync~spin) Alviss: 1 job") : l10n.t("$(sync~spin) Alviss: {0} jobs", running);
    if (this.news !== undefined) return this.news.text;
    const unanswered = count(jobs.runs, "needsAnswer");
    if (unanswered > 0)
      return unanswered === 1
        ? l10n.t("$(question) Alviss: 1 job waits for your answer")
        : l10n.t("$(question) Alviss: {0} jobs wait for your answer", unanswered);
    if (count(jobs.runs, "paused") > 0) return l10n.t("$(debug-disconnect) Alviss: tracking paused");
    return chosen.current === undefined
      ? l10n.t("$(pulse) Alviss")
      : l10n.t("$(pulse) Alviss: {0}", chosen.current.name);
  }

  private tooltip(): MarkdownString {
    const { jobs, connections, chosen } = this.parts;
    const text = new MarkdownString();
    const connection = connections.get(chosen.current?.connectionId ?? "");
    if (chosen.current !== undefined)
      text.appendMarkdown("**").appendText(chosen.current.name).appendMarkdown("**  \n");
    if (connection !== undefined) text.appendText(connection.server.name).appendMarkdown("  \n");
    const running = count(jobs.runs, "working");
    text.appendText(
      running === 0
        ? l10n.t("No jobs are running")
        : running === 1
          ? l10n.t("1 job is running")
          : l10n.t("{0} jobs are running", running),
    );
    return text;
  }
}

const count = (runs: readonly Run[], state: Run["state"]): number => runs.filter((run) => run.state === state).length;
