import { type LogOutputChannel, Uri, ViewColumn, type WebviewPanel, window } from "vscode";
import { type LedgerChange } from "../../jobs/run";
import { type Id } from "../../platform/ids";
import { type ExportKind, type ResultKind, type ResultsQuery } from "../../../webview/shared/resultsMessages";
import { Owner } from "../kit/disposables";
import { setting } from "../kit/settings";
import { type ResultsClient } from "./readResultsState";
import { type ResultsPanel } from "./resultsPanel";
import { placeFromMemory, placeKey, type ResultsPlace } from "./resultsPlace";

const resultsViewType = "alviss.results";

export interface ResultsPanelsParts {
  readonly clients: { of(connectionId: string): Promise<ResultsClient> };
  readonly extensionUri: Uri;
  readonly log: LogOutputChannel;
}

/** The open results pages, one an object; they come back after a reload of the window. */
export class ResultsPanels extends Owner {
  private readonly shown = new Map<string, { readonly page: ResultsPanel; readonly place: ResultsPlace }>();
  private readonly pages: Uri;

  constructor(private readonly parts: ResultsPanelsParts) {
    super();
    this.pages = Uri.joinPath(parts.extensionUri, "dist", "webview");
    this.own(
      window.registerWebviewPanelSerializer(resultsViewType, {
        deserializeWebviewPanel: (panel, state) => this.restore(panel, state),
      }),
    );
    this.own({ dispose: () => [...this.shown.values()].forEach(({ page }) => page.dispose()) });
  }

  /** Shows the result of an object, in its page if it has one already. */
  async open(place: ResultsPlace): Promise<void> {
    const known = this.shown.get(placeKey(place));
    if (known !== undefined) {
      known.page.reveal();
      known.page.read();
      return;
    }
    const { ResultsPanel } = await import("./resultsPanel");
    // A second call may have come first while the code was loaded.
    if (this.shown.has(placeKey(place))) return;
    const panel = window.createWebviewPanel(resultsViewType, "", ViewColumn.Active, { enableFindWidget: true });
    this.adopt(panel, place, usualQuery(), ResultsPanel);
  }

  /** Writes the numbers or a report of an object; a page that was opened for that alone is closed again. */
  async export(place: ResultsPlace, what: ExportKind, file?: Uri): Promise<void> {
    const key = placeKey(place);
    const open = this.shown.has(key);
    if (!open) await this.open(place);
    const page = this.shown.get(key)?.page;
    const written = await page?.export(what, file);
    if (!open && written) page?.close();
  }

  /** Keeps the pages of running jobs up with them, and reads the result when one has ended. */
  readonly jobChanged = (change: LedgerChange): void => {
    if (change.change === "removed") return;
    const { connectionId, team, project, steps } = change.run;
    for (const step of steps) {
      const { kind, id } = step.object ?? {};
      if (kind !== "attribution" && kind !== "attributionSet" && kind !== "model") continue;
      const place = { connectionId, team, project, kind, id: id as Id<ResultKind> };
      this.shown.get(placeKey(place))?.page.jobMoved(step);
    }
  };

  /** Tries again what could not be read, when a connection is ready again. */
  retry(connectionId: string): void {
    for (const { page, place } of this.shown.values()) {
      if (place.connectionId === connectionId && page.failed) page.read();
    }
  }

  private async restore(panel: WebviewPanel, state: unknown): Promise<void> {
    const [{ ResultsPanel }, { resultsMemory }] = await Promise.all([
      import("./resultsPanel"),
      import("../../../webview/shared/resultsMessages"),
    ]);
    const memory = resultsMemory(state);
    const place = memory && placeFromMemory(memory.target);
    if (place === undefined || this.shown.has(placeKey(place))) panel.dispose();
    else this.adopt(panel, place, memory?.query ?? usualQuery(), ResultsPanel);
  }

  private adopt(panel: WebviewPanel, place: ResultsPlace, query: ResultsQuery, Page: typeof ResultsPanel): void {
    const { clients, log } = this.parts;
    const clientOf = (connectionId: string): Promise<ResultsClient> => clients.of(connectionId);
    const page = new Page(panel, place, query, { clientOf, pages: this.pages, log });
    this.shown.set(placeKey(place), { page, place });
    panel.onDidDispose(() => {
      this.shown.delete(placeKey(place));
      page.dispose();
    });
  }
}

/** Everything, at the level that the user likes best. */
function usualQuery(): ResultsQuery {
  const nothing = { from: null, to: null, product: null, country: null, region: null, grouping: null };
  return { level: setting("results.interval"), ...nothing, by: "period", unit: "units" };
}
