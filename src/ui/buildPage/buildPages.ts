import { type LogOutputChannel, Uri, ViewColumn, type WebviewPanel, window } from "vscode";
import { type KeyValueStore } from "../../platform/keyValueStore";
import { type BuildForm, type BuildTarget } from "../../../webview/shared/buildMessages";
import { type Clients } from "../account/clients";
import { type Connections } from "../account/connections";
import { type MaySend } from "../dataFiles/untrusted";
import { type ProjectExplorer } from "../explorer/projectExplorer";
import { type GraphEditors } from "../graphEditor/graphEditors";
import { type Jobs } from "../jobs/jobs";
import { Owner } from "../kit/disposables";
import { type BuildPanel } from "./buildPanel";

const buildViewType = "alviss.build";

export interface BuildPagesParts {
  readonly connections: Connections;
  readonly clients: Clients;
  readonly explorer: ProjectExplorer;
  readonly jobs: Jobs;
  readonly graphs: GraphEditors;
  readonly dataFiles: { readonly maySend: MaySend };
  /** Where it is kept what was chosen last. */
  readonly memory: KeyValueStore;
  readonly extensionUri: Uri;
  readonly log: LogOutputChannel;
}

/** The open build pages, one a graph and project; they come back after a reload of the window. */
export class BuildPages extends Owner {
  private readonly shown = new Map<string, BuildPanel>();

  constructor(private readonly parts: BuildPagesParts) {
    super();
    this.own(
      window.registerWebviewPanelSerializer(buildViewType, {
        deserializeWebviewPanel: (panel, state) => this.restore(panel, state),
      }),
    );
    this.own({ dispose: () => [...this.shown.values()].forEach((page) => page.dispose()) });
  }

  /** Shows the page of a graph, in its tab if it has one already. */
  async open(target: BuildTarget): Promise<void> {
    const { BuildPanel } = await import("./buildPanel");
    const known = this.shown.get(keyOf(target));
    if (known !== undefined) return known.reveal();
    const panel = window.createWebviewPanel(buildViewType, "", ViewColumn.Active, { enableFindWidget: true });
    this.adopt(panel, target, undefined, BuildPanel);
  }

  private async restore(panel: WebviewPanel, state: unknown): Promise<void> {
    const [{ BuildPanel }, { isBuildMemory }] = await Promise.all([
      import("./buildPanel"),
      import("../../../webview/shared/buildMessages"),
    ]);
    if (!isBuildMemory(state) || this.shown.has(keyOf(state.target))) panel.dispose();
    else this.adopt(panel, state.target, state.form, BuildPanel);
  }

  private adopt(panel: WebviewPanel, target: BuildTarget, form: BuildForm | undefined, Page: typeof BuildPanel): void {
    const pages = Uri.joinPath(this.parts.extensionUri, "dist", "webview");
    const page = new Page(panel, target, form, { ...this.parts, pages });
    this.shown.set(keyOf(target), page);
    panel.onDidDispose(() => {
      this.shown.delete(keyOf(target));
      page.dispose();
    });
  }
}

const keyOf = ({ document, connectionId, team, project }: BuildTarget): string =>
  JSON.stringify([document, connectionId, team, project]);
