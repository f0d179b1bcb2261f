import { element, putChildren } from "../shared/dom";
import { fill } from "../shared/fill";
import { inField } from "../shared/inField";
import { type NumberFormat, numberFormat } from "../shared/numberFormat";
import {
  type ExportKind,
  type FromResults,
  type ResultPart,
  type ResultsMemory,
  type ResultsQuery,
  type ResultsView,
  type ToResults,
} from "../shared/resultsMessages";
import { AttributionLinks, type Attributions } from "./attributionLinks";
import { isAwaitedAfter } from "./awaited";
import { compareButton } from "./compareButton";
import { readResultTable, type ResultTable } from "./data/resultTable";
import { figuresOn, type Has, partOf } from "./figureSet";
import { type BoardContent, FigureBoard, type PageStart } from "./figureBoard";
import { headerElement } from "./header";
import { hatchDefinitions } from "./marks";
import { PageParts } from "./pageParts";
import { type ExportContent, exportFile, partsOf } from "./report/exportFile";
import { ResultPane } from "./resultPane";
import { type Sort } from "./sorting";
import { problemElement, stateBanner } from "./states";
import { type TabId, tabList, tabOf, tabsOf } from "./tabs";
import { toolbar, type Toolbar } from "./toolbar";

export interface PageHost {
  readonly send: (message: FromResults) => void;
  readonly remember: (memory: ResultsMemory) => void;
}

type Shown = Extract<ResultsView, { readonly kind: "result" }>;

/** The whole page: header, tabs and tools, and below them the figures, the table or what stands in their place. */
export class ResultsPage {
  private readonly format: NumberFormat;
  private readonly tools: Toolbar;
  private readonly state: ReturnType<typeof stateBanner>;
  private readonly tabs;
  private readonly header = element("div");
  private readonly main = element("main", { id: "tab-panel", role: "tabpanel", tabindex: "-1" });
  private readonly attributions: AttributionLinks;
  private readonly parts: PageParts;
  private readonly board: FigureBoard;
  private pane: ResultPane | undefined;
  private view: Shown | undefined;
  private result: ResultTable | null = null;
  /** What has been asked for and is not answered yet: further changes are made to this. */
  private wanted: ResultsQuery | undefined;
  private tab: TabId;
  private shares: boolean;
  private sort: Sort | undefined;
  private scroll: number;
  /** Where the reader was before a reload, until there is so much of the page again. */
  private restoring: number;
  /** What is to be made into a file as soon as everything for it is there. */
  private exporting: ExportKind | undefined;
  private readonly ended = new AbortController();

  constructor(
    private readonly root: HTMLElement,
    private readonly start: PageStart,
    memory: Partial<ResultsMemory> | undefined,
    private readonly host: PageHost,
  ) {
    const { strings, target } = start;
    this.format = numberFormat(start.locale);
    const ids = tabsOf(target.kind);
    this.tab = ids.find((id) => id === tabOf(memory?.tab)) ?? "overview";
    this.shares = memory?.shares ?? false;
    this.sort = (memory?.sort as Sort | null | undefined) ?? undefined;
    this.scroll = memory?.scroll ?? 0;
    this.restoring = this.scroll;
    this.parts = new PageParts(host.send);
    this.tabs = tabList(ids, strings, (tab) => this.openTab(tab));
    this.state = stateBanner({ strings, format: this.format, send: host.send });
    this.tools = toolbar({
      strings,
      format: this.format,
      tabs: this.tabs,
      onQuery: (change) => this.ask(change),
      onShares: (shares) => this.showShares(shares),
      onCsv: () => this.export("csv"),
      onReport: () => this.export("report"),
      further: compareButton(target.kind, strings, host.send),
    });
    this.board = new FigureBoard({
      start,
      format: this.format,
      send: host.send,
      tables: new Set(memory?.tables ?? []),
      choices: memory?.choices,
      onChange: () => this.remember(),
      onQuery: (change) => this.ask(change),
    });
    this.attributions = new AttributionLinks({ strings, format: this.format, send: host.send });
    this.tools.element.hidden = true;
    root.replaceChildren(hatchDefinitions(), this.header, this.attributions.element, this.tools.element, this.main);
    const { signal } = this.ended;
    addEventListener("scroll", this.scrolled, { passive: true, signal });
    addEventListener("wheel", () => (this.restoring = 0), { passive: true, signal });
    this.remember(memory?.query ?? null);
  }

  /** Listens no longer, since another page takes its place. */
  end(): void {
    this.ended.abort();
  }

  show(view: ResultsView): void {
    this.tools.element.hidden = view.kind !== "result";
    if (!isAwaitedAfter(view, this.wanted)) {
      this.wanted = undefined;
      this.tools.say("");
      this.main.removeAttribute("aria-busy");
    }
    if (view.kind === "result") this.showResult(view);
    else this.showState(view);
  }

  receivePart(message: Extract<ToResults, { readonly type: "part" }>): void {
    const { part, query, text, problem } = message;
    if (!this.parts.receive(part, query, text, problem)) return;
    if (part === "diagnostics") this.showHeader();
    if (this.board.concerns(part)) this.fillBoard(part);
    this.exportWhenReady();
  }

  showAttributions(told: Attributions): void {
    if (this.view !== undefined) this.attributions.show(told);
  }

  /** Keys that count wherever the focus is. */
  press(event: KeyboardEvent): void {
    const { key, ctrlKey, metaKey, altKey } = event;
    if (ctrlKey || metaKey || altKey || inField(event)) return;
    if (this.pane === undefined) this.board.press(event);
    else if (key.toLowerCase() === "c") this.copy(this.pane);
  }

  say(note: string): void {
    this.tools.say(note);
  }

  private showState(view: Exclude<ResultsView, { readonly kind: "result" }>): void {
    const { strings } = this.start;
    this.pane = undefined;
    this.view = undefined;
    // What it was to be a file of is gone.
    if (view.kind !== "loading" && this.exporting !== undefined) {
      this.exporting = undefined;
      this.host.send({ type: "notSaved" });
    }
    this.parts.clear();
    this.attributions.clear();
    this.header.replaceChildren(headerElement(view.header, null, null, strings, this.format));
    const training = view.kind === "running" ? this.board.training(view) : null;
    putChildren(this.main, [this.state(view), ...(training === null ? [] : [training])]);
    this.board.draw();
  }

  private showResult(view: Shown): void {
    const { strings, currency } = this.start;
    const result = view.text === null ? null : readResultTable(view.text, currency);
    if (result === undefined) {
      const problem = { sentence: strings.unreadable, words: null, advice: strings.unreadableAdvice };
      this.showState({ kind: "failed", header: view.header, problem });
      return;
    }
    this.view = view;
    this.result = result;
    this.parts.useQuery(view.query);
    if (view.problem === null) this.parts.askAgain();
    // After a failure the controls go back to what is shown.
    if (view.problem !== null) this.tools.forget();
    this.showTools(view);
    this.showTab();
    this.remember();
    // The parts of the query before say nothing of this one.
    this.askExport();
  }

  private showTools({ query }: Shown): void {
    this.tools.show(this.wanted ?? query, this.shares, this.result);
  }

  private showHeader(): void {
    if (this.view === undefined) return;
    const { diagnostics = null } = this.parts.data;
    this.header.replaceChildren(
      headerElement(this.view.header, this.result, diagnostics, this.start.strings, this.format, this.view.query),
    );
  }

  private openTab(tab: TabId): void {
    if (tab === this.tab) return;
    this.tab = tab;
    this.scroll = 0;
    this.restoring = 0;
    this.showTab();
    this.remember();
  }

  private showTab(): void {
    const { view } = this;
    if (view === undefined) return;
    this.tabs.show(this.tab);
    this.main.setAttribute("aria-labelledby", `tab-${this.tab}`);
    this.showHeader();
    if (this.tab === "table") this.showTable(view);
    else this.showBoard(view);
    this.scrollBack();
  }

  private showTable({ problem, query, header }: Shown): void {
    if (this.result === null) return;
    const { strings, locale } = this.start;
    const focused = this.pane?.focusedCell();
    this.board.clear();
    this.pane = new ResultPane({
      ...{ strings, locale, format: this.format, send: this.host.send, problem, sort: this.sort },
      ...{ header, query, result: this.result, places: this.board.placesOf(this.result) },
      onSort: (sort) => {
        this.sort = sort;
        this.remember();
      },
    });
    this.main.replaceChildren(this.pane.element);
    if (focused !== undefined) this.pane.focusCell(...focused);
  }

  private showBoard(view: Shown): void {
    const { problem } = view;
    this.pane = undefined;
    const ids = figuresOn(this.tab, this.has());
    const needed = new Set(ids.map((id) => partOf[id]));
    // The error on unseen dates stands in the header of every tab.
    if (this.has().fit) needed.add("diagnostics");
    for (const part of needed) if (part !== null) this.parts.ask(part);
    const { strings } = this.start;
    const banner = problem && problemElement(problem, { strings, format: this.format, send: this.host.send });
    const figures = this.board.show(this.tab, ids, this.content(view));
    figures.classList.toggle("stale", problem !== null);
    this.main.replaceChildren(...(banner ? [element("div", { class: "banner-place" }, banner)] : []), figures);
    this.board.draw();
  }

  private has(): Has {
    const { kind } = this.start.target;
    const parts = (this.result?.parts.length ?? 0) > 0;
    return { result: this.result !== null, fit: kind !== "attributionSet", parts };
  }

  private content({ query, header }: Shown): BoardContent {
    return { query, header, shares: this.shares, result: this.result, parts: this.parts };
  }

  private fillBoard(part: ResultPart): void {
    if (this.view === undefined || this.tab === "table") return;
    this.board.fill(part);
    this.scrollBack();
  }

  private showShares(shares: boolean): void {
    if (shares === this.shares || this.view === undefined) return;
    this.shares = shares;
    this.showTools(this.view);
    this.showTab();
    this.remember();
  }

  private ask(change: Partial<ResultsQuery>): void {
    if (this.view === undefined) return;
    const query = { ...(this.wanted ?? this.view.query), ...change };
    this.wanted = query;
    this.main.setAttribute("aria-busy", "true");
    this.tools.say(
      change.level === undefined
        ? this.start.strings.loadingChange
        : fill(this.start.strings.loadingLevel, this.format.wholePercent(query.level)),
    );
    this.host.send({ type: "query", query });
  }

  private copy(pane: ResultPane): void {
    const { csv, rows } = pane.csv();
    this.host.send({ type: "copy", text: csv, note: fill(this.start.strings.copied, this.format.count(rows)) });
  }

  /** Makes a file of all that the page is about, as soon as there is a result and all its parts. */
  export(what: ExportKind): void {
    this.exporting = what;
    this.askExport();
  }

  /** What no tab has asked for yet is asked for now. */
  private askExport(): void {
    if (this.exporting === undefined || this.view === undefined) return;
    for (const part of partsOf(this.exporting, this.exportContent())) this.parts.ask(part);
    this.tools.say(this.start.strings.reportReading);
    this.exportWhenReady();
  }

  private exportContent(): ExportContent {
    const figures = [...new Set(tabsOf(this.start.target.kind).flatMap((tab) => figuresOn(tab, this.has())))];
    return { figures, result: this.result };
  }

  private exportWhenReady(): void {
    const { exporting, view } = this;
    if (exporting === undefined || view === undefined) return;
    // Of what is on its way; a file of the numbers before would be of another query than the page shows soon.
    if (this.wanted !== undefined) return;
    const content = this.exportContent();
    if ([...partsOf(exporting, content)].some((part) => this.parts.state(part).kind === "asked")) return;
    this.exporting = undefined;
    const board = { board: this.board, content: this.content(view), root: this.root, header: this.header };
    const { strings } = this.start;
    const file = exportFile(exporting, content, { ...board, start: this.start });
    if ("reason" in file) this.host.send({ type: "notSaved" });
    else this.host.send({ type: "save", ...file, base64: false, note: fill(strings.saved, file.name) });
    this.tools.say("reason" in file ? fill(strings.nothingSaved, file.reason) : "");
  }

  private scrollBack(): void {
    if (this.restoring <= 0) return;
    scrollTo(0, this.restoring);
    if (Math.abs(scrollY - this.restoring) < 2) this.restoring = 0;
  }

  private readonly scrolled = (): void => {
    if (this.restoring > 0) return;
    if (Math.abs(scrollY - this.scroll) < 40) return;
    this.scroll = Math.round(scrollY);
    this.remember();
  };

  private remember(query: ResultsQuery | null = this.view?.query ?? null): void {
    this.host.remember({
      ...{ v: 2, target: this.start.target, query, tab: this.tab, shares: this.shares },
      ...{ tables: this.board.shownAsTables(), scroll: this.scroll, sort: this.sort ?? null },
      choices: this.board.keptChoices,
    });
  }
}
