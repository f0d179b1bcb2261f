import { type LogOutputChannel, Uri, ViewColumn, type WebviewPanel, type WebviewPanelSerializer, window } from "vscode";
import { type LedgerChange } from "../../jobs/run";
import { type AttributionId } from "../../platform/ids";
import { type IntervalLevel } from "../../../webview/shared/resultsMessages";
import { Owner } from "../kit/disposables";
import { type AttributionPlace, placeFromMemory, placeKey } from "./attributionPlace";
import { type ResultsClient } from "./readAttributionState";
import { type ResultsPanel } from "./resultsPanel";

const resultsViewType = "alviss.results";

const usualLevel: IntervalLevel = 0.9;

export interface ResultsPanelsParts {
  readonly clients: { of(connectionId: string): Promise<ResultsClient> };
  readonly extensionUri: Uri;
  readonly log: LogOutputChannel;
}

/** The open results pages, one an attribution; they come back after a reload of the window. */
export class ResultsPanels extends Owner implements WebviewPanelSerializer {
  private readonly shown = new Map<string, { readonly page: ResultsPanel; readonly place: AttributionPlace }>();
  private readonly pages: Uri;

  constructor(private readonly parts: ResultsPanelsParts) {
    super();
    this.pages = Uri.joinPath(parts.extensionUri, "dist", "webview");
    this.own(window.registerWebviewPanelSerializer(resultsViewType, this));
    this.own({ dispose: () => [...this.shown.values()].forEach(({ page }) => page.dispose()) });
  }

  /** Shows the result of an attribution, in its page if it has one already. */
  async open(place: AttributionPlace): Promise<void> {
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
    this.adopt(panel, place, usualLevel, ResultsPanel);
  }

  /** Keeps the pages of running attributions up with their jobs, and reads the result when one has ended. */
  readonly jobChanged = (change: LedgerChange): void => {
    if (change.change === "removed") return;
    const { connectionId, team, project, steps } = change.run;
    for (const step of steps) {
      if (step.object?.kind !== "attribution") continue;
      const place = { connectionId, team, project, attribution: step.object.id as AttributionId };
      this.shown.get(placeKey(place))?.page.jobMoved(step);
    }
  };

  /** Tries again what could not be read, when a connection is ready again. */
  retry(connectionId: string): void {
    for (const { page, place } of this.shown.values()) {
      if (place.connectionId === connectionId && page.failed) page.read();
    }
  }

  async deserializeWebviewPanel(panel: WebviewPanel, state: unknown): Promise<void> {
    const [{ ResultsPanel }, { isResultsMemory }] = await Promise.all([
      import("./resultsPanel"),
      import("../../../webview/shared/resultsMessages"),
    ]);
    const memory = isResultsMemory(state) ? state : undefined;
    const place = memory && placeFromMemory(memory.target);
    if (place === undefined || this.shown.has(placeKey(place))) panel.dispose();
    else this.adopt(panel, place, memory?.level ?? usualLevel, ResultsPanel);
  }

  private adopt(panel: WebviewPanel, place: AttributionPlace, level: IntervalLevel, Page: typeof ResultsPanel): void {
    const { clients, log } = this.parts;
    const clientOf = (connectionId: string): Promise<ResultsClient> => clients.of(connectionId);
    const page = new Page(panel, place, level, { clientOf, pages: this.pages, log });
    this.shown.set(placeKey(place), { page, place });
    panel.onDidDispose(() => {
      this.shown.delete(placeKey(place));
      page.dispose();
    });
  }
}
