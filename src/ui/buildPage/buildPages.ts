import { Uri, ViewColumn, type WebviewPanel, window } from "vscode";
import { type BuildForm, type BuildTarget } from "../../../webview/shared/buildMessages";
import { Owner } from "../kit/disposables";
import { type BuildPanel } from "./buildPanel";
import { type BuildParts } from "./buildParts";

const buildViewType = "alviss.build";

/** The open build pages, one a graph and project; they come back after a reload of the window. */
export class BuildPages extends Owner {
  private readonly shown = new Map<string, BuildPanel>();

  constructor(private readonly parts: BuildParts) {
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
    const isSecond = [...this.shown.values()].some((page) => page.isOf(target.document));
    const page = new Page(panel, target, form, { ...this.parts, pages }, isSecond);
    this.shown.set(keyOf(target), page);
    panel.onDidDispose(() => {
      this.shown.delete(keyOf(target));
      page.dispose();
    });
  }
}

const keyOf = ({ document, connectionId, team, project }: BuildTarget): string =>
  JSON.stringify([document, connectionId, team, project]);
