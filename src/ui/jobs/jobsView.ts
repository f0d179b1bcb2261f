import { EventEmitter, l10n, type TreeDataProvider, type TreeItem, type TreeView, window } from "vscode";
import { type LedgerChange } from "../../jobs/run";
import { type Connections } from "../account/connections";
import { Owner } from "../kit/disposables";
import { type JobNode } from "./jobItem";
import { type Jobs } from "./jobs";

/** The view Jobs: what runs and what ran, newest first, until it is cleared. */
export class JobsView extends Owner implements TreeDataProvider<JobNode> {
  private readonly redraw = this.own(new EventEmitter<JobNode | undefined>());
  private readonly nodes = new Map<string, { kind: "job"; run: JobNode["run"] }>();

  readonly onDidChangeTreeData = this.redraw.event;
  readonly view: TreeView<JobNode>;

  constructor(
    private readonly jobs: Jobs,
    private readonly connections: Connections,
  ) {
    super();
    const options = { treeDataProvider: this, canSelectMany: true };
    this.view = this.own(window.createTreeView<JobNode>("alviss.jobs", options));
    this.own(jobs.onDidChange((change) => this.changed(change)));
    this.own(jobs.onDidLoad(() => this.drawBadge()));
    // What can be done with a job depends on its connection.
    this.own(connections.onDidChange(() => this.redraw.fire(undefined)));
  }

  async getTreeItem(node: JobNode): Promise<TreeItem> {
    const { jobItem } = await import("./jobItem");
    return jobItem(node, this.connections.get(node.run.connectionId));
  }

  getParent(): undefined {
    return undefined;
  }

  async getChildren(node?: JobNode): Promise<JobNode[]> {
    if (node !== undefined) return [];
    const runs = await this.jobs.load();
    return runs.map((run) => this.nodeOf(run));
  }

  private drawBadge(): void {
    const running = this.jobs.runs.filter((run) => run.state === "working").length;
    const words = running === 1 ? l10n.t("1 job is running") : l10n.t("{0} jobs are running", running);
    this.view.badge = running === 0 ? undefined : { value: running, tooltip: words };
  }

  private changed(change: LedgerChange): void {
    this.drawBadge();
    if (change.change === "removed") {
      for (const runId of change.runIds) this.nodes.delete(runId);
      this.redraw.fire(undefined);
      return;
    }
    const isKnown = this.nodes.has(change.run.runId);
    const node = this.nodeOf(change.run);
    this.redraw.fire(isKnown ? node : undefined);
  }

  /** One object a run, so that VS Code finds the row to redraw. */
  private nodeOf(run: JobNode["run"]): JobNode {
    const known = this.nodes.get(run.runId);
    if (known !== undefined) {
      known.run = run;
      return known;
    }
    const node = { kind: "job" as const, run };
    this.nodes.set(run.runId, node);
    return node;
  }
}
