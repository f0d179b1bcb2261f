import { commands, env, l10n, type LogOutputChannel, type Uri, type WebviewPanel } from "vscode";
import { type Step } from "../../../jobs/run";
import { comparisonAddress } from "../../../platform/addresses";
import {
  type ComparedRecords,
  type ComparisonQuery,
  type ComparisonView,
  type FromComparison,
  isFromComparison,
  type ToComparison,
} from "../../../../webview/shared/comparisonMessages";
import { type Problem, type ToResults } from "../../../../webview/shared/resultsMessages";
import { Owner } from "../../kit/disposables";
import { explain } from "../../kit/explain";
import { setting } from "../../kit/settings";
import { WebviewPage } from "../../kit/webviewPage";
import { objectTitle } from "../objectTitle";
import { problemOf } from "../resultsView";
import { saveFromPage } from "../saveFromPage";
import { type ComparedPlace } from "./comparedPlace";
import { comparisonHeader, notCompared, unfinishedView } from "./comparisonView";
import { comparisonWords, type ComparisonClient, readRecords, readSides, type Sides } from "./readCompared";

export interface ComparisonPanelParts {
  readonly clientOf: (connectionId: string) => Promise<ComparisonClient>;
  /** dist/webview of the extension. */
  readonly pages: Uri;
  readonly log: LogOutputChannel;
  /** Opens the two the other way round. */
  readonly open: (place: ComparedPlace) => Promise<void>;
}

type Said = Extract<ToResults, { readonly type: "said" }>;

/** What is read once: what is completed does not change. */
interface Known {
  readonly sides: Sides;
  readonly records: ComparedRecords;
}

/** One open page about two results: reads, shows, and answers what the page asks. */
export class ComparisonPanel extends Owner {
  private readonly page: WebviewPage<FromComparison, ToComparison | Said>;
  private view: ComparisonView;
  private known: Known | undefined;
  private reading: AbortController | undefined;

  constructor(
    private readonly panel: WebviewPanel,
    private readonly place: ComparedPlace,
    private query: ComparisonQuery,
    private readonly parts: ComparisonPanelParts,
  ) {
    super();
    this.view = { kind: "loading", header: comparisonHeader(place) };
    this.own({ dispose: () => this.reading?.abort() });
    panel.title = this.title();
    this.page = this.own(
      new WebviewPage(panel.webview, {
        ...{ pages: parts.pages, name: "results", title: panel.title, log: parts.log, isMessage: isFromComparison },
        obey: (message) => this.obey(message),
      }),
    );
    this.read();
  }

  get failed(): boolean {
    return this.view.kind === "failed" || (this.view.kind === "compared" && this.view.problem !== null);
  }

  reveal(): void {
    this.panel.reveal();
  }

  /** Reads both anew; what is on the page stays until the answer. */
  refresh(): void {
    this.known = undefined;
    this.read();
  }

  /** One of the two is at work: where it is, or that it has ended. */
  jobMoved({ state, lastWord, fraction }: Step): void {
    if (this.view.kind !== "running") return;
    if (state !== "waiting") this.refresh();
    else this.show({ ...this.view, word: lastWord ?? this.view.word, fraction: fraction ?? this.view.fraction });
  }

  private read(): void {
    this.reading?.abort();
    const reading = new AbortController();
    this.reading = reading;
    void this.answer(reading.signal).then((view) => {
      if (view !== undefined && !reading.signal.aborted) this.show(view);
    });
  }

  private async answer(signal: AbortSignal): Promise<ComparisonView | undefined> {
    const { place, view, query } = this;
    try {
      const client = await this.parts.clientOf(place.connectionId);
      const known = this.known ?? (await this.readKnown(client, signal));
      if ("kind" in known) return known;
      this.known = known;
      return await this.compared(client, known, query, signal);
    } catch (error) {
      const problem = this.problem(error);
      if (problem === undefined) return undefined;
      return view.kind === "compared" ? { ...view, problem } : { kind: "failed", header: view.header, problem };
    }
  }

  private async readKnown(client: ComparisonClient, signal: AbortSignal): Promise<Known | ComparisonView> {
    const state = await readSides(client, this.place, signal);
    if (state.kind !== "done") return unfinishedView(this.place, state);
    return { sides: state.sides, records: await readRecords(client, this.place, state.sides, signal) };
  }

  /** Where there are no numbers, the records are shown all the same. */
  private async compared(
    client: ComparisonClient,
    { sides, records }: Known,
    query: ComparisonQuery,
    signal: AbortSignal,
  ): Promise<ComparisonView | undefined> {
    const { place, view } = this;
    const whole = { kind: "compared", header: comparisonHeader(place, sides), query, records } as const;
    try {
      const text = await client.compareResults(place, place, comparisonWords(query), { signal });
      return text === undefined ? { ...whole, text: null, problem: notCompared() } : { ...whole, text, problem: null };
    } catch (error) {
      const problem = this.problem(error);
      if (problem === undefined) return undefined;
      return view.kind === "compared" ? { ...view, problem } : { ...whole, text: null, problem };
    }
  }

  private problem(error: unknown): Problem | undefined {
    const problem = problemOf(error);
    if (problem) this.parts.log.error(`comparison of ${this.title()}: ${explain(error)?.details ?? ""}`);
    return problem;
  }

  private show(view: ComparisonView): void {
    this.view = view;
    this.page.post({ type: "comparison", view });
  }

  private async obey(message: FromComparison): Promise<void> {
    switch (message.type) {
      case "ready":
        await this.start();
        return this.show(this.view);
      case "compareQuery":
        this.query = message.query;
        return this.read();
      case "swap":
        return this.parts.open({ ...this.place, first: this.place.second, second: this.place.first });
      case "retry":
        return this.refresh();
      case "copy":
        await env.clipboard.writeText(message.text);
        return this.page.post({ type: "said", note: message.note });
      case "save": {
        const note = await saveFromPage(message);
        if (note !== undefined) this.page.post({ type: "said", note });
        return;
      }
      case "showLog":
        await commands.executeCommand("alviss.showLog");
    }
  }

  private async start(): Promise<void> {
    const { place } = this;
    // Without a connection there is no address; the page then says what is wrong with it.
    const client = await this.parts.clientOf(place.connectionId).catch(() => undefined);
    this.page.post({
      type: "startComparison",
      translations: l10n.bundle ?? {},
      locale: env.language,
      target: place,
      currency: setting("results.currency"),
      address: client ? comparisonAddress(client.server, place, place) : "",
    });
  }

  private title(): string {
    return l10n.t("{0} against {1}", objectTitle(this.place.first), objectTitle(this.place.second));
  }
}
