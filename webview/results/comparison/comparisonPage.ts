import { button } from "../../shared/controls";
import { element } from "../../shared/dom";
import { fill } from "../../shared/fill";
import { inField } from "../../shared/inField";
import { type NumberFormat, numberFormat } from "../../shared/numberFormat";
import {
  type ComparisonMemory,
  type ComparisonQuery,
  type ComparisonView,
  type FromComparison,
  isFromComparison,
  type ToComparison,
} from "../../shared/comparisonMessages";
import { type FromResults } from "../../shared/resultsMessages";
import { FigureCard } from "../card/figureCard";
import { pressOn } from "../card/figureKeys";
import { type Alone } from "../card/fullSize";
import { readDiagnostics } from "../data/diagnostics";
import { type Figure } from "../figures/figure";
import { hatchDefinitions } from "../marks";
import { onPaper } from "../report/paper";
import { reportHtml } from "../report/reportHtml";
import { problemElement } from "../states";
import { type ResultsStrings } from "../strings";
import { type TabId, tabList } from "../tabs";
import { toolbar, type Toolbar } from "../toolbar";
import { amountsFigure } from "./amountsFigure";
import { changesFigure } from "./changesFigure";
import { isAwaitedAfter } from "../awaited";
import { comparisonContext, comparedTitle } from "./comparisonContext";
import { comparedMeta, comparisonHeaderElement } from "./comparisonHeader";
import { comparisonState } from "./comparisonStates";
import { type ComparisonTable, readComparison } from "./comparisonTable";
import { metricsFigure } from "./metricsFigure";
import { returnsFigure } from "./returnsFigure";

export type ComparisonStart = Extract<ToComparison, { readonly type: "startComparison" }> & {
  readonly strings: ResultsStrings;
};

export interface ComparisonHost {
  readonly send: (message: FromComparison) => void;
  readonly remember: (memory: ComparisonMemory) => void;
}

type Shown = Extract<ComparisonView, { readonly kind: "compared" }>;

const tabs = ["overview", "drivers", "roi", "fit", "changes"] as const satisfies readonly TabId[];
type ComparisonTab = (typeof tabs)[number];

/** Two results side by side: header, tabs and tools, and below them the figures or what stands in their place. */
export class ComparisonPage {
  private readonly format: NumberFormat;
  private readonly tools: Toolbar;
  private readonly tabs;
  private readonly header = element("div");
  private readonly main = element("main", { id: "tab-panel", role: "tabpanel", tabindex: "-1" });
  private readonly grid = element("div", { class: "figures" });
  private cards: readonly FigureCard[] = [];
  private view: Shown | undefined;
  private table: ComparisonTable | null = null;
  /** What has been asked for and is not answered yet: further changes are made to this. */
  private wanted: ComparisonQuery | undefined;
  private tab: ComparisonTab;
  private shares: boolean;
  private scroll: number;
  /** Where the reader was before a reload, until there is so much of the page again. */
  private restoring: number;
  private readonly asTables: Set<string>;
  private lastUsed: string | undefined;
  private readonly alone: Alone = { id: undefined };
  /** A report is to be made as soon as the numbers that were asked for are there. */
  private reporting = false;
  private readonly ended = new AbortController();

  constructor(
    private readonly root: HTMLElement,
    private readonly start: ComparisonStart,
    memory: ComparisonMemory | undefined,
    private readonly host: ComparisonHost,
  ) {
    const { strings } = start;
    this.format = numberFormat(start.locale);
    this.tab = tabs.find((id) => id === memory?.tab) ?? "overview";
    this.shares = memory?.shares ?? false;
    this.scroll = memory?.scroll ?? 0;
    this.restoring = this.scroll;
    this.asTables = new Set(memory?.tables ?? []);
    this.tabs = tabList(tabs, strings, (tab) => this.openTab(tab));
    this.tools = toolbar({
      strings,
      format: this.format,
      tabs: this.tabs,
      onQuery: ({ level, from, to, product, unit }) => this.ask({ level, from, to, product, unit }),
      onShares: (shares) => this.showShares(shares),
      onReport: () => this.report(),
      further: [button({ label: strings.swap, look: "secondary", onPress: () => host.send({ type: "swap" }) })],
    });
    this.tools.element.hidden = true;
    root.replaceChildren(hatchDefinitions(), this.header, this.tools.element, this.main);
    const { signal } = this.ended;
    const sized = new ResizeObserver(() => this.draw());
    sized.observe(this.grid);
    signal.addEventListener("abort", () => sized.disconnect());
    this.grid.addEventListener("focusin", ({ target }) => {
      this.lastUsed = this.cards.find(({ element }) => target instanceof Node && element.contains(target))?.figure.id;
    });
    addEventListener("scroll", this.scrolled, { passive: true, signal });
    addEventListener("wheel", () => (this.restoring = 0), { passive: true, signal });
    this.remember(memory?.query ?? null);
  }

  /** Listens no longer, since another page takes its place. */
  end(): void {
    this.ended.abort();
  }

  show(view: ComparisonView): void {
    if (!isAwaitedAfter(view, this.wanted)) {
      this.wanted = undefined;
      this.tools.say("");
      this.main.removeAttribute("aria-busy");
    }
    if (view.kind === "compared") this.showCompared(view);
    else this.showState(view);
  }

  say(note: string): void {
    this.tools.say(note);
  }

  /** Keys that count wherever the focus is. */
  press(event: KeyboardEvent): void {
    const { ctrlKey, metaKey, altKey } = event;
    if (ctrlKey || metaKey || altKey || inField(event)) return;
    const used = this.cards.find(({ figure }) => figure.id === this.lastUsed);
    pressOn(this.cards.find(({ alone }) => alone) ?? used ?? this.cards[0], event);
  }

  private showState(view: Exclude<ComparisonView, { readonly kind: "compared" }>): void {
    const { strings } = this.start;
    this.view = undefined;
    this.reporting = false;
    this.cards = [];
    this.tools.element.hidden = true;
    this.header.replaceChildren(comparisonHeaderElement(view.header, null, strings, this.format));
    this.main.replaceChildren(comparisonState(view, { strings, format: this.format, send: this.send }));
  }

  private showCompared(view: Shown): void {
    const { strings, currency } = this.start;
    const table = view.text === null ? null : readComparison(view.text, currency);
    const unread = { sentence: strings.unreadable, words: null, advice: strings.unreadableAdvice };
    // What the records say is shown even where the numbers cannot be read.
    this.view = table === undefined ? { ...view, text: null, problem: view.problem ?? unread } : view;
    this.table = table ?? null;
    if (this.view.problem !== null) this.tools.forget();
    this.tools.element.hidden = false;
    this.tabs.show(this.tab);
    this.showTools();
    this.header.replaceChildren(comparisonHeaderElement(view.header, this.table, strings, this.format));
    this.showTab();
    this.remember();
    if (this.reporting && this.wanted === undefined) this.report();
  }

  private showTools(): void {
    const { view, table } = this;
    if (view === undefined) return;
    const nowhere = { country: null, region: null, grouping: null, by: "period" } as const;
    this.tools.show({ ...(this.wanted ?? view.query), ...nowhere }, this.shares, table && { ...table, places: [] });
  }

  private openTab(tab: TabId): void {
    const known = tabs.find((id) => id === tab);
    if (known === undefined || known === this.tab) return;
    this.tab = known;
    this.scroll = 0;
    this.restoring = 0;
    this.alone.id = undefined;
    this.tabs.show(known);
    this.showTab();
    this.remember();
  }

  private showTab(): void {
    const { view } = this;
    if (view === undefined) return;
    const { strings } = this.start;
    const focused = this.cards.find((card) => card.hasFocus)?.figure.id;
    this.main.setAttribute("aria-labelledby", `tab-${this.tab}`);
    this.cards = this.figures(view, this.tab).map((figure) => this.card(figure));
    this.grid.replaceChildren(...this.cards.map((card) => card.element));
    this.grid.classList.toggle("stale", view.problem !== null && view.text !== null);
    const banner = view.problem && problemElement(view.problem, { strings, format: this.format, send: this.send });
    this.main.replaceChildren(...(banner ? [element("div", { class: "banner-place" }, banner)] : []), this.grid);
    this.draw();
    if (focused !== undefined) this.cards.find(({ figure }) => figure.id === focused)?.focus();
    this.scrollBack();
  }

  /** Of the whole page where no tab is named. */
  private figures(view: Shown, tab: ComparisonTab): Figure[] {
    const { strings, currency, address } = this.start;
    const { header, query, records } = view;
    const { table, shares, format } = this;
    const context = comparisonContext({ strings, format, header, query, shares, currency, address, table });
    const fits = { first: fitOf(records.diagnostics.first), second: fitOf(records.diagnostics.second) };
    const on = (...ids: readonly ComparisonTab[]): boolean => tab === "overview" || ids.includes(tab);
    return [
      ...(on("drivers") && table !== null ? [amountsFigure(table, context)] : []),
      ...(on("roi") && table !== null ? [returnsFigure(table, context)] : []),
      ...(on("fit") ? [metricsFigure(fits, context)] : []),
      ...(on("changes") ? [changesFigure(records, context)] : []),
    ];
  }

  private card(figure: Figure, looks = { shownAlone: this.alone, isTable: this.isTable }): FigureCard {
    const { strings } = this.start;
    return new FigureCard(figure, {
      strings,
      send: this.send,
      source: this.source(),
      fileName: this.fileName(),
      count: this.format.count,
      ...looks,
      onTable: (id, table) => {
        if (table) this.asTables.add(id);
        else this.asTables.delete(id);
        this.remember();
      },
    });
  }

  private readonly isTable = (id: string): boolean => this.asTables.has(id);

  /** What cards and banners ask of the host; the rest of what a results page asks is never asked here. */
  private readonly send = (message: FromResults): void => {
    if (isFromComparison(message)) this.host.send(message);
  };

  /** Stands in every file: what the numbers are and where they come from. */
  private source(): string {
    const { strings } = this.start;
    const { view, table } = this;
    if (view === undefined) return strings.sandboxLabel;
    const product = view.query.product === null ? [] : [fill(strings.readoutWord, strings.product, view.query.product)];
    const meta = comparedMeta(view.header, table, strings, this.format);
    return [strings.sandboxLabel, comparedTitle(view.header, strings), meta, ...product].join(", ");
  }

  private fileName(): string {
    const { first, second } = this.start.target;
    const name = ({ kind, id }: typeof first): string => `${kind}-${id.replace(/[^\w-]/g, "")}`;
    return `${name(first)}-against-${name(second)}`;
  }

  private draw(): void {
    for (const card of this.cards) card.draw();
  }

  private report(): void {
    const { view, start } = this;
    if (view === undefined) return;
    // A report of the numbers before would be of another query than the page shows soon.
    this.reporting = this.wanted !== undefined;
    if (this.reporting) return this.tools.say(start.strings.reportReading);
    const stage = element("div", { class: "stage", "aria-hidden": "true" });
    this.root.append(stage);
    const cards = this.figures(view, "overview").map((figure) => this.card(figure, asDrawn));
    stage.append(...cards.map((card) => card.element));
    const name = `${this.fileName()}.html`;
    const data = onPaper(() => {
      cards.forEach((card) => card.draw());
      return reportHtml(this.header, cards, start);
    });
    stage.remove();
    this.host.send({ type: "save", name, data, base64: false, note: fill(start.strings.saved, name) });
  }

  private showShares(shares: boolean): void {
    if (shares === this.shares || this.view === undefined) return;
    this.shares = shares;
    this.showTools();
    this.showTab();
    this.remember();
  }

  private ask(change: { readonly [K in keyof ComparisonQuery]?: ComparisonQuery[K] | undefined }): void {
    if (this.view === undefined) return;
    const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
    const query = { ...(this.wanted ?? this.view.query), ...given };
    this.wanted = query;
    this.main.setAttribute("aria-busy", "true");
    this.tools.say(this.start.strings.loadingChange);
    this.host.send({ type: "compareQuery", query });
  }

  private scrollBack(): void {
    if (this.restoring <= 0) return;
    scrollTo(0, this.restoring);
    if (Math.abs(scrollY - this.restoring) < 2) this.restoring = 0;
  }

  private readonly scrolled = (): void => {
    if (this.restoring > 0 || Math.abs(scrollY - this.scroll) < 40) return;
    this.scroll = Math.round(scrollY);
    this.remember();
  };

  private remember(query: ComparisonQuery | null = this.view?.query ?? null): void {
    this.host.remember({
      ...{ v: 1, comparison: this.start.target, query, tab: this.tab, shares: this.shares },
      ...{ tables: [...this.asTables], scroll: this.scroll },
    });
  }
}

/** In a report. */
const asDrawn = { shownAlone: { id: undefined }, isTable: () => false };

const fitOf = (text: string | null) => (text === null ? undefined : readDiagnostics(text));
