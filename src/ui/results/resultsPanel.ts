import { commands, env, l10n, type LogOutputChannel, type Uri, type WebviewPanel } from "vscode";
import { type Step } from "../../jobs/run";
import { resultAddress } from "../../platform/addresses";
import { type Id } from "../../platform/ids";
import { type ProjectObjects } from "../../platform/projectObjects";
import {
  type ExportKind,
  type FromResults,
  isFromResults,
  type Problem,
  type ResultPart,
  type ResultsQuery,
  type ResultsView,
  type ToResults,
} from "../../../webview/shared/resultsMessages";
import { Owner } from "../kit/disposables";
import { explain } from "../kit/explain";
import { setting } from "../kit/settings";
import { WebviewPage } from "../kit/webviewPage";
import { queryOf, readResultsState, type ResultsClient } from "./readResultsState";
import { objectTitle } from "./objectTitle";
import { placeLabel, type ResultsPlace } from "./resultsPlace";
import { LookingAgain } from "./lookingAgain";
import { ModelAttributions } from "./modelAttributions";
import { nothingLeft, problemOf, resultsHeader, resultsView } from "./resultsView";
import { saveFromPage } from "./saveFromPage";

export interface ResultsPanelParts {
  readonly clientOf: (connectionId: string) => Promise<ResultsClient>;
  readonly objectsOf: (connectionId: string) => Promise<Pick<ProjectObjects, "list">>;
  /** dist/webview of the extension. */
  readonly pages: Uri;
  readonly log: LogOutputChannel;
  /** Shows the result of another object. */
  readonly open: (place: ResultsPlace) => Promise<void>;
}

type SaveMessage = Extract<FromResults, { type: "save" }>;

interface Exporting {
  readonly what: ExportKind;
  readonly file: Uri | undefined;
  readonly done: (written: boolean) => void;
}

/** One open page about one object: reads, shows, and answers what the page asks. */
export class ResultsPanel extends Owner {
  private readonly page: WebviewPage<FromResults, ToResults>;
  private view: ResultsView;
  private modelId: Id<"model"> | undefined;
  private reading: AbortController | undefined;
  private readonly closed = new AbortController();
  private exporting: Exporting | undefined;
  /** A job that another window or person started tells nobody here how far it is. */
  private readonly lookingAgain = this.own(new LookingAgain(() => this.read("unasked")));
  private readonly attributions: ModelAttributions;

  constructor(
    private readonly panel: WebviewPanel,
    private readonly place: ResultsPlace,
    private query: ResultsQuery,
    private readonly parts: ResultsPanelParts,
  ) {
    super();
    this.view = { kind: "loading", header: resultsHeader(place) };
    if (place.kind === "model") this.modelId = place.id as Id<"model">;
    this.attributions = this.own(
      new ModelAttributions(place, {
        objects: () => parts.objectsOf(place.connectionId),
        tell: (message) => this.page.post(message),
        log: parts.log,
      }),
    );
    this.own({ dispose: () => this.reading?.abort() });
    this.own({ dispose: () => this.closed.abort() });
    this.own({ dispose: () => this.exporting?.done(false) });
    this.own(panel.onDidChangeViewState(() => this.lookAgain()));
    panel.title = objectTitle(place);
    this.page = this.own(
      new WebviewPage(panel.webview, {
        ...{ pages: parts.pages, name: "results", title: panel.title, log: parts.log, isMessage: isFromResults },
        obey: (message) => this.obey(message),
      }),
    );
    this.refresh();
  }

  get failed(): boolean {
    return this.view.kind === "failed" || (this.view.kind === "result" && this.view.problem !== null);
  }

  reveal(): void {
    this.panel.reveal();
  }

  close(): void {
    this.panel.dispose();
  }

  /**
   * Lets the page make a file of its object, and writes it; `file`: where to, else a dialog asks. Answers when it is
   * written or given up, false while there is no result to make one of: the page then says why.
   */
  export(what: ExportKind, file?: Uri): Promise<boolean> {
    this.exporting?.done(false);
    const written = new Promise<boolean>((done) => (this.exporting = { what, file, done }));
    const alive = this.page.hasBegun && this.panel.visible;
    this.panel.reveal();
    // A page that was hidden starts anew, and is asked when it does.
    if (alive) this.page.post({ type: "export", what });
    this.giveUpExport();
    return written;
  }

  /** Once it is known that there is nothing to make a file of. */
  private giveUpExport(): void {
    const { kind } = this.view;
    if (kind !== "loading" && kind !== "result") this.notExported();
  }

  private notExported(): void {
    this.exporting?.done(false);
    this.exporting = undefined;
  }

  /** Reads again; what is on the page stays until the answer. */
  refresh(): void {
    this.attributions.becomeOld();
    this.read("asked");
  }

  private read(wish: "asked" | "unasked"): void {
    this.reading?.abort();
    const reading = new AbortController();
    this.reading = reading;
    void this.answer(reading.signal, wish).then((view) => {
      if (view === undefined || reading.signal.aborted) return;
      this.show(view);
    });
  }

  /** What the job of a running object says: where it is, or that it has ended. */
  jobMoved({ state, lastWord, fraction }: Step): void {
    // It may have ended while its record was on the way.
    if (this.view.kind === "loading" && state !== "waiting") return this.refresh();
    if (this.view.kind !== "running") return;
    // A fit tells more of itself than its job does.
    if (state !== "waiting" || this.place.kind === "model") this.refresh();
    else this.show({ ...this.view, word: lastWord ?? this.view.word, fraction: fraction ?? this.view.fraction });
  }

  /** A job made an attribution in the page's project, or is through with it. */
  attributionMoved(id: Id<"attribution">, { state }: Step): void {
    if (this.hasAttributions()) this.attributions.jobMoved(id, state === "waiting");
  }

  /** Those of a model can be asked for once it has been fitted. */
  private hasAttributions(): boolean {
    return this.place.kind === "model" && this.view.kind === "result";
  }

  private async answer(signal: AbortSignal, wish: "asked" | "unasked"): Promise<ResultsView | undefined> {
    const { query, view } = this;
    try {
      const client = await this.parts.clientOf(this.place.connectionId);
      const state = await readResultsState(client, this.place, query, { signal, wasDone: view.kind === "result" });
      if (state.kind !== "deleted") this.modelId = state.modelId;
      return resultsView(this.place, state, query);
    } catch (error) {
      const problem = nothingLeft(error) ?? this.problem(error);
      if (problem === undefined) return undefined;
      // Nobody has asked, and the next look may be answered.
      if (wish === "unasked" && view.kind === "running") return view;
      return view.kind === "result" ? { ...view, problem } : { kind: "failed", header: view.header, problem };
    }
  }

  /** What only some figures need. Without a model there is nothing to say about its fit. */
  private async answerPart(part: ResultPart, query: ResultsQuery): Promise<void> {
    const { place, modelId, closed } = this;
    const ref = part === "diagnostics" ? modelId && ({ kind: "model", id: modelId } as const) : place;
    const asked: Record<string, string> = part === "diagnostics" ? {} : { ...queryOf(query), part };
    const answer: { text: string | null; problem: Problem | null } = { text: null, problem: null };
    try {
      const client = await this.parts.clientOf(place.connectionId);
      if (ref) answer.text = (await client.readResultText(place, ref, asked, { signal: closed.signal })) ?? null;
    } catch (error) {
      answer.problem = (part === "diagnostics" ? undefined : nothingLeft(error)) ?? this.problem(error) ?? null;
    }
    this.page.post({ type: "part", part, query, ...answer });
  }

  private problem(error: unknown): Problem | undefined {
    const problem = problemOf(error);
    if (problem) this.parts.log.error(`result of ${placeLabel(this.place)}: ${explain(error)?.details ?? ""}`);
    return problem;
  }

  private show(view: ResultsView): void {
    this.view = view;
    this.page.post({ type: "view", view });
    if (this.hasAttributions()) this.attributions.show();
    this.giveUpExport();
    this.lookAgain();
  }

  private lookAgain(): void {
    this.lookingAgain.next(this.view.kind === "running" && this.panel.visible);
  }

  private async obey(message: FromResults): Promise<void> {
    const { place } = this;
    switch (message.type) {
      case "ready":
        await this.start();
        this.attributions.becomeOld();
        this.show(this.view);
        if (this.exporting) this.page.post({ type: "export", what: this.exporting.what });
        return;
      case "query":
        this.query = message.query;
        return this.read("asked");
      case "part":
        return this.answerPart(message.part, message.query);
      case "retry":
        return this.refresh();
      case "copy":
        await env.clipboard.writeText(message.text);
        return this.page.post({ type: "said", note: message.note });
      case "save":
        return this.save(message);
      case "notSaved":
        return this.notExported();
      case "compare":
        await commands.executeCommand("alviss.results.compare", place);
        return;
      case "openAttribution": {
        const attribution = this.attributions.placeOf(message.id);
        return attribution && this.parts.open(attribution);
      }
      case "attribute":
        if (place.kind === "model") await commands.executeCommand("alviss.attribution.create", place);
        return;
      case "showLog":
        await commands.executeCommand("alviss.showLog");
    }
  }

  private async start(): Promise<void> {
    const { place } = this;
    // Without a connection there is no address; the page then says what is wrong with it.
    const client = await this.parts.clientOf(place.connectionId).catch(() => undefined);
    const address = client ? resultAddress(client.server, place, place) : "";
    const currency = setting("results.currency");
    this.page.post({
      type: "start",
      translations: l10n.bundle ?? {},
      locale: env.language,
      target: place,
      currency,
      address,
    });
  }

  private async save(message: SaveMessage): Promise<void> {
    const { exporting } = this;
    this.exporting = undefined;
    try {
      const note = await saveFromPage(message, exporting?.file);
      if (note !== undefined) this.page.post({ type: "said", note });
    } finally {
      exporting?.done(true);
    }
  }
}
