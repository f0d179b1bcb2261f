import { element } from "../shared/dom";
import { type NumberFormat } from "../shared/numberFormat";
import {
  type FromResults,
  type KeptChoices,
  type ResultPart,
  type ResultsHeader,
  type ResultsQuery,
  type ResultsView,
  type ToResults,
} from "../shared/resultsMessages";
import { FigureCard } from "./card/figureCard";
import { pressOn } from "./card/figureKeys";
import { type Alone } from "./card/fullSize";
import { levelCards } from "./card/levelCards";
import { type ResultTable } from "./data/resultTable";
import { FigureChoices } from "./figureChoices";
import { type Figure, type FigureContext, type FigureId } from "./figures/figure";
import { trainingFigure } from "./figures/training";
import { makeFigure, partOf } from "./figureSet";
import { type PageParts } from "./pageParts";
import { dataPeriod, groupedPeriod } from "./periods";
import { type MissingFigure, type ReportFigure } from "./report/reportFigure";
import { driverPlaces, mediaOrder, type Place } from "./rows";
import { sourceOf } from "./source";
import { problemElement } from "./states";
import { type ResultsStrings } from "./strings";
import { type TabId } from "./tabs";

/** What a page starts with, its texts in the reader's language. */
export type PageStart = Extract<ToResults, { readonly type: "start" }> & { readonly strings: ResultsStrings };

export interface BoardOptions {
  readonly start: PageStart;
  readonly format: NumberFormat;
  readonly send: (message: FromResults) => void;
  /** Figures that are shown as tables. */
  readonly tables: Set<string>;
  /** What of figures was looked at before the page was loaded again. */
  readonly choices: KeptChoices | undefined;
  readonly onChange: () => void;
  readonly onQuery: (change: Partial<ResultsQuery>) => void;
}

export interface BoardContent {
  readonly query: ResultsQuery;
  readonly shares: boolean;
  readonly result: ResultTable | null;
  readonly parts: PageParts;
  readonly header: ResultsHeader;
}

/** A fit at work has no parts yet. */
type Described = Omit<BoardContent, "parts"> & Partial<Pick<BoardContent, "parts">>;

/** The figures of a tab side by side: made as soon as their numbers are there, drawn one after another. */
export class FigureBoard {
  private readonly grid = element("div", { class: "figures" });
  private readonly cards = new Map<FigureId, FigureCard>();
  private readonly places = new Map<FigureId, HTMLElement>();
  private content: BoardContent | undefined;
  private readonly choices: FigureChoices;
  private drawing = 0;
  private lastUsed: FigureId | undefined;
  private readonly alone: Alone = { id: undefined };
  private tab: TabId | undefined;
  private media: readonly string[];

  constructor(private readonly options: BoardOptions) {
    this.media = options.choices?.media ?? [];
    this.choices = new FigureChoices(options.choices, options.onQuery, (id) => {
      this.again(id);
      options.onChange();
    });
    new ResizeObserver(() => this.draw()).observe(this.grid);
    this.grid.addEventListener("focusin", ({ target }) => {
      for (const [id, card] of this.cards)
        if (target instanceof Node && card.element.contains(target)) this.lastUsed = id;
    });
  }

  get fileName(): string {
    const { kind, id } = this.options.start.target;
    return `${kind}-${id.replace(/[^\w-]/g, "")}`;
  }

  shownAsTables(): readonly string[] {
    return [...this.options.tables];
  }

  get keptChoices(): KeptChoices {
    return { ...this.choices.kept, media: this.media };
  }

  /** Colours of drivers: the ones that they have had since the page was first opened. */
  placesOf(result: ResultTable): ReadonlyMap<string, Place> {
    this.media = mediaOrder(result, this.media);
    return driverPlaces(result, this.media);
  }

  /** Keys are meant for the figure that is alone or in use, else for the first. */
  press(event: KeyboardEvent): void {
    const cards = [...this.cards.values()];
    const used = this.lastUsed === undefined ? undefined : this.cards.get(this.lastUsed);
    pressOn(cards.find(({ alone }) => alone) ?? used ?? cards[0], event);
  }

  concerns(part: ResultPart): boolean {
    return [...this.places.keys()].some((id) => this.isOf(id, part));
  }

  /** Where dates are put together, only the fit tells what the data of the other parts count in. */
  private isOf(id: FigureId, part: ResultPart): boolean {
    const { result, query } = this.content ?? {};
    const grouped = (result?.by ?? query?.by ?? "period") !== "period";
    return partOf[id] === part || (part === "diagnostics" && grouped && partOf[id] !== null);
  }

  clear(): void {
    this.content = undefined;
    this.cards.clear();
    this.places.clear();
    this.grid.replaceChildren();
    this.lastUsed = undefined;
  }

  show(tab: TabId, ids: readonly FigureId[], content: BoardContent): HTMLElement {
    const focused = [...this.cards].find(([, card]) => card.hasFocus)?.[0];
    this.clear();
    this.content = content;
    if (tab !== this.tab) this.alone.id = undefined;
    this.tab = tab;
    this.grid.className = `figures figures-${tab}`;
    for (const id of ids) this.place(id);
    if (focused !== undefined) requestAnimationFrame(() => this.cards.get(focused)?.focus());
    return this.grid;
  }

  /** Makes the figures of a part that has come. */
  fill(part: ResultPart): void {
    for (const id of this.places.keys()) if (this.isOf(id, part)) this.place(id);
    this.draw();
  }

  /** Draws at once what comes first, then figure by figure, so that a tab opens without waiting for its last one. */
  draw(): void {
    const round = ++this.drawing;
    const [first, ...rest] = this.cards.values();
    this.level();
    first?.draw();
    const next = (): void => {
      if (round !== this.drawing) return;
      const card = rest.shift();
      card?.draw();
      if (rest.length > 0) requestAnimationFrame(next);
      else this.level();
    };
    if (rest.length > 0) requestAnimationFrame(next);
  }

  /** The verdict is the tallest card of the overview, beside the first two. */
  private level(): void {
    const [tall, ...column] = (["trust", "fit", "series"] as const).map((id) => this.cards.get(id));
    const known = column.filter((card) => card !== undefined);
    const alone = this.alone.id !== undefined;
    if (this.tab === "overview" && tall && known.length === column.length && !alone) levelCards(this.grid, known, tall);
  }

  /** The picture of a fit at work. */
  training({ loss, blocks, header }: Extract<ResultsView, { readonly kind: "running" }>): HTMLElement | null {
    if (loss.length < 2 && blocks.length === 0) {
      this.clear();
      return null;
    }
    const query = { level: 0.9, from: null, to: null, product: null, country: null, region: null } as const;
    const whole = { ...query, grouping: null, by: "period", unit: "units" } as const;
    const content = { query: whole, shares: false, result: null, header };
    const figure = trainingFigure(loss, blocks, this.contextOf(content), true);
    const known = this.content === undefined ? this.cards.get("training") : undefined;
    if (known !== undefined) {
      known.update(figure);
      return this.grid;
    }
    this.clear();
    const card = this.card("training", figure, content);
    this.grid.className = "figures figures-training";
    this.grid.replaceChildren(card.element);
    return this.grid;
  }

  /** All figures of what is shown, drawn into a place of their own, for a report: whatever tab is open. */
  stage(place: HTMLElement, ids: readonly FigureId[], content: BoardContent): ReportFigure[] {
    const context = this.contextOf(content);
    const figures = ids.map((id): ReportFigure => {
      const figure = makeFigure(id, { ...content.parts.data, result: content.result }, context, this.choices.looks());
      if (figure === undefined) return this.missing(id, content);
      return new FigureCard(figure, {
        ...this.cardContext(id, content),
        isTable: () => false,
        shownAlone: { id: undefined },
      });
    });
    const cards = figures.filter((figure) => figure instanceof FigureCard);
    place.append(...cards.map((card) => card.element));
    cards.forEach((card) => card.draw());
    return figures;
  }

  private missing(id: FigureId, { parts }: BoardContent): MissingFigure {
    const { strings } = this.options.start;
    const part = partOf[id];
    const state = part === null ? undefined : parts.state(part);
    const title = strings[`${id}Name`];
    if (state?.kind !== "failed") return { title, reason: strings.partAbsent };
    const { sentence, words } = state.problem;
    return { title, reason: words === null ? sentence : `${sentence} ${strings.serverSaid} ${words}` };
  }

  private place(id: FigureId): void {
    const { content } = this;
    if (content === undefined) return;
    const made = this.make(id, content);
    const before = this.places.get(id);
    this.places.set(id, made);
    if (before) before.replaceWith(made);
    else this.grid.append(made);
  }

  private make(id: FigureId, content: BoardContent): HTMLElement {
    const { start, format, send } = this.options;
    const { strings } = start;
    const context = this.contextOf(content);
    const figure = makeFigure(id, { ...content.parts.data, result: content.result }, context, this.choices.looks());
    if (figure !== undefined) return this.card(id, figure, content).element;
    const part = partOf[id];
    const state = part === null ? ({ kind: "absent" } as const) : content.parts.state(part);
    const waits = state.kind === "asked" || state.kind === "unasked";
    const inside =
      state.kind === "failed"
        ? problemElement(state.problem, { strings, format, send })
        : state.kind === "absent"
          ? element("p", { class: "absent-figure second" }, strings.partAbsent)
          : element("div", { class: "block figure-block", role: "status", "aria-label": strings.loadingFigure });
    const alone = this.alone.id === id ? " alone" : "";
    return element("section", { class: `figure figure-${id}${alone}`, "aria-busy": String(waits) }, inside);
  }

  private card(id: FigureId, figure: Figure, content: Described): FigureCard {
    const card = new FigureCard(figure, this.cardContext(id, content));
    this.cards.set(id, card);
    return card;
  }

  private cardContext(id: FigureId, content: Described): ConstructorParameters<typeof FigureCard>[1] {
    const { start, format, send, tables, onChange } = this.options;
    return {
      strings: start.strings,
      send,
      source: sourceOf(id, { ...content, parts: content.parts?.data ?? {} }, start.strings),
      fileName: this.fileName,
      count: format.count,
      shownAlone: this.alone,
      isTable: (id) => tables.has(id),
      onTable: (id, table) => {
        if (table) tables.add(id);
        else tables.delete(id);
        onChange();
        requestAnimationFrame(() => this.level());
      },
    };
  }

  /** Makes one figure anew after a choice of its own; the focus goes on from where it was. */
  private again(id: FigureId): void {
    const buttons = (): HTMLElement[] => [
      ...(this.cards.get(id)?.element.querySelectorAll<HTMLElement>("button, vscode-dropdown") ?? []),
    ];
    const at = buttons().findIndex((button) => button === document.activeElement);
    this.place(id);
    this.cards.get(id)?.draw();
    if (at >= 0) buttons()[at]?.focus();
  }

  private contextOf({ query, shares, result, header, parts }: Described): FigureContext {
    const { start, format } = this.options;
    const by = result?.by ?? query.by;
    const dates = result?.dates ?? [];
    const fitDates = parts?.data.diagnostics?.fit.map(({ date }) => date) ?? [];
    return {
      ...{ strings: start.strings, format, header, query, shares, address: start.address },
      unit: result?.unit ?? query.unit,
      currency: result?.currency ?? (start.currency || start.strings.unitCurrency),
      ...{
        by,
        period: dataPeriod(by, { dates, daysPerPeriod: result?.daysPerPeriod ?? null }, fitDates),
        shownPeriod: groupedPeriod(by, dates),
      },
      places: result ? this.placesOf(result) : new Map(),
    };
  }
}
