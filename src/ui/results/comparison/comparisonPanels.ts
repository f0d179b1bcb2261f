import { type LogOutputChannel, Uri, ViewColumn, type WebviewPanel, window } from "vscode";
import { type LedgerChange } from "../../../jobs/run";
import { type ComparisonQuery } from "../../../../webview/shared/comparisonMessages";
import { setContextKey } from "../../kit/contextKeys";
import { Owner } from "../../kit/disposables";
import { setting } from "../../kit/settings";
import { comparedFromMemory, comparedKey, type ComparedObject, type ComparedPlace } from "./comparedPlace";
import { type ComparisonPanel } from "./comparisonPanel";
import { type ComparisonClient } from "./readCompared";

const comparisonViewType = "alviss.comparison";

export interface ComparisonPanelsParts {
  readonly clients: { of(connectionId: string): Promise<ComparisonClient> };
  readonly extensionUri: Uri;
  readonly log: LogOutputChannel;
}

/** What was selected to be compared with something chosen later. */
export type SelectedForCompare = Omit<ComparedPlace, "first" | "second"> & { readonly object: ComparedObject };

/** The open pages that compare, one for two results; they come back after a reload of the window. */
export class ComparisonPanels extends Owner {
  private readonly shown = new Map<string, { readonly page: ComparisonPanel; readonly place: ComparedPlace }>();
  private readonly pages: Uri;
  private chosen: SelectedForCompare | undefined;

  constructor(private readonly parts: ComparisonPanelsParts) {
    super();
    this.pages = Uri.joinPath(parts.extensionUri, "dist", "webview");
    this.own(
      window.registerWebviewPanelSerializer(comparisonViewType, {
        deserializeWebviewPanel: (panel, state) => this.restore(panel, state),
      }),
    );
    this.own({ dispose: () => [...this.shown.values()].forEach(({ page }) => page.dispose()) });
  }

  get selected(): SelectedForCompare | undefined {
    return this.chosen;
  }

  select(what: SelectedForCompare): void {
    this.chosen = what;
    setContextKey("alviss.hasSelectedResult", true);
  }

  /** Shows two results side by side, in their page if they have one already. */
  readonly open = async (place: ComparedPlace): Promise<void> => {
    const known = this.shown.get(comparedKey(place));
    if (known !== undefined) {
      known.page.reveal();
      known.page.refresh();
      return;
    }
    const { ComparisonPanel } = await import("./comparisonPanel");
    // A second call may have come first while the code was loaded.
    if (this.shown.has(comparedKey(place))) return;
    const panel = window.createWebviewPanel(comparisonViewType, "", ViewColumn.Active, { enableFindWidget: true });
    this.adopt(panel, place, usualQuery(), ComparisonPanel);
  };

  /** Keeps the pages up with the jobs of what they compare. */
  readonly jobChanged = (change: LedgerChange): void => {
    if (change.change === "removed") return;
    const { connectionId, team, project, steps } = change.run;
    for (const { page, place } of this.shown.values()) {
      if (place.connectionId !== connectionId || place.team !== team || place.project !== project) continue;
      for (const step of steps) {
        const { kind, id } = step.object ?? {};
        if ([place.first, place.second].some((one) => one.kind === kind && one.id === id)) page.jobMoved(step);
      }
    }
  };

  /** Tries again what could not be read, when a connection is ready again. */
  retry(connectionId: string): void {
    for (const { page, place } of this.shown.values()) {
      if (place.connectionId === connectionId && page.failed) page.refresh();
    }
  }

  private async restore(panel: WebviewPanel, state: unknown): Promise<void> {
    const [{ ComparisonPanel }, { isComparisonMemory }] = await Promise.all([
      import("./comparisonPanel"),
      import("../../../../webview/shared/comparisonMessages"),
    ]);
    const memory = isComparisonMemory(state) ? state : undefined;
    const place = memory && comparedFromMemory(memory.comparison);
    if (place === undefined || this.shown.has(comparedKey(place))) panel.dispose();
    else this.adopt(panel, place, memory?.query ?? usualQuery(), ComparisonPanel);
  }

  private adopt(panel: WebviewPanel, place: ComparedPlace, query: ComparisonQuery, Page: typeof ComparisonPanel): void {
    const { clients, log } = this.parts;
    const clientOf = (connectionId: string): Promise<ComparisonClient> => clients.of(connectionId);
    const page = new Page(panel, place, query, { clientOf, pages: this.pages, log, open: this.open });
    this.shown.set(comparedKey(place), { page, place });
    panel.onDidDispose(() => {
      this.shown.delete(comparedKey(place));
      page.dispose();
    });
  }
}

/** Everything, at the level that the user likes best. */
const usualQuery = (): ComparisonQuery => ({
  ...{ level: setting("results.interval"), from: null, to: null, product: null, unit: "units" },
});
