import { commands, env, l10n, type LogOutputChannel, Uri, type WebviewPanel } from "vscode";
import { type Step } from "../../jobs/run";
import { showId } from "../../platform/ids";
import {
  type FromResults,
  type IntervalLevel,
  isFromResults,
  type ResultsView,
  type ToResults,
} from "../../../webview/shared/resultsMessages";
import { Owner } from "../kit/disposables";
import { explain } from "../kit/explain";
import { type AttributionPlace } from "./attributionPlace";
import { readAttributionState, type ResultsClient } from "./readAttributionState";
import { webviewHtml } from "../kit/webviewHtml";
import { resultsHeader } from "./resultTable";
import { resultsTexts } from "./resultsTexts";
import { problemOf, resultsView } from "./resultsView";

export interface ResultsPanelParts {
  readonly clientOf: (connectionId: string) => Promise<ResultsClient>;
  /** dist/webview of the extension. */
  readonly pages: Uri;
  readonly log: LogOutputChannel;
}

/** One open page of one attribution: reads, shows, and answers what the page asks. */
export class ResultsPanel extends Owner {
  private view: ResultsView;
  private reading: AbortController | undefined;
  private listening = false;

  constructor(
    private readonly panel: WebviewPanel,
    private readonly place: AttributionPlace,
    private level: IntervalLevel,
    private readonly parts: ResultsPanelParts,
  ) {
    super();
    this.view = { kind: "loading", header: resultsHeader(place) };
    this.own(panel.webview.onDidReceiveMessage((message: unknown) => this.receive(message)));
    this.own({ dispose: () => this.reading?.abort() });
    this.load();
    this.read();
  }

  get failed(): boolean {
    return this.view.kind === "failed" || (this.view.kind === "result" && this.view.problem !== null);
  }

  reveal(): void {
    this.panel.reveal();
  }

  /** Reads again; what is on the page stays until the answer. */
  read(): void {
    this.reading?.abort();
    const reading = new AbortController();
    this.reading = reading;
    void this.answer(reading.signal).then((view) => {
      if (view === undefined || reading.signal.aborted) return;
      this.show(view);
    });
  }

  /** What the job of a running attribution says: where it is, or that it has ended. */
  jobMoved({ state, lastWord, fraction }: Step): void {
    if (this.view.kind !== "running") return;
    if (state !== "waiting") this.read();
    else this.show({ ...this.view, word: lastWord ?? this.view.word, fraction: fraction ?? this.view.fraction });
  }

  private async answer(signal: AbortSignal): Promise<ResultsView | undefined> {
    try {
      const client = await this.parts.clientOf(this.place.connectionId);
      return resultsView(this.place, await readAttributionState(client, this.place, this.level, signal));
    } catch (error) {
      const problem = problemOf(error);
      if (problem === undefined) return undefined;
      this.parts.log.error(`result of attribution ${showId(this.place.attribution)}: ${explain(error)?.details ?? ""}`);
      const { view } = this;
      return view.kind === "result" ? { ...view, problem } : { kind: "failed", header: view.header, problem };
    }
  }

  private show(view: ResultsView): void {
    this.view = view;
    this.post({ type: "view", view });
  }

  private receive(message: unknown): void {
    if (!isFromResults(message)) {
      this.parts.log.warn("results page: a message that is not known was ignored");
      return;
    }
    void this.obey(message);
  }

  private async obey(message: FromResults): Promise<void> {
    switch (message.type) {
      case "ready":
        this.listening = true;
        this.post({ type: "start", strings: resultsTexts(), locale: env.language, target: this.place });
        return this.show(this.view);
      case "level":
        this.level = message.level;
        return this.read();
      case "retry":
        return this.read();
      case "copyCsv":
        await env.clipboard.writeText(message.csv);
        return this.post({ type: "copied", rows: message.rows });
      case "showLog":
        await commands.executeCommand("alviss.showLog");
    }
  }

  private post(message: ToResults): void {
    // A page that is not there yet, or no longer, asks with "ready" when it is; nothing is queued for it.
    if (this.listening && !this.isDisposed) void this.panel.webview.postMessage(message);
  }

  private load(): void {
    const { webview } = this.panel;
    const file = (name: string): string => webview.asWebviewUri(Uri.joinPath(this.parts.pages, name)).toString();
    const title = l10n.t("Attribution #{0}", showId(this.place.attribution));
    this.panel.title = title;
    webview.options = { enableScripts: true, localResourceRoots: [this.parts.pages] };
    webview.html = webviewHtml({
      cspSource: webview.cspSource,
      scriptUri: file("results.js"),
      styleUri: file("results.css"),
      language: env.language,
      title,
    });
  }
}
