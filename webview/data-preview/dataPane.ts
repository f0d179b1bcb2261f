import { element } from "../shared/dom";
import { fill } from "../shared/fill";
import { type NumberFormat } from "../shared/numberFormat";
import { type PreviewData, type PreviewMemory, type SentSeries } from "../shared/previewMessages";
import { type PreviewStrings } from "../shared/previewStrings";
import { calendarElement } from "./calendar";
import { ChartGrid } from "./chartGrid";
import { moneyTable } from "./moneyTable";
import { seriesTable } from "./seriesTable";
import { combinationWords } from "./toolbar";

export interface PaneOptions {
  readonly data: PreviewData;
  readonly strings: PreviewStrings;
  readonly format: NumberFormat;
  readonly axis: (value: number) => string;
  readonly mode: PreviewMemory["mode"];
  readonly measure: string | null;
  /** Only a part of the dates is looked at. */
  readonly hasDates: boolean;
}

/** What a file holds: as charts with their calendar and money, or as one table. */
export class DataPane {
  readonly element: HTMLElement;
  private readonly grid: ChartGrid | undefined;

  constructor(options: PaneOptions) {
    const { data, strings, mode, format, axis } = options;
    const { series, calendar, totals } = data;
    const isKnown = series.some(({ measure }) => measure === options.measure);
    const shown = isKnown ? series.filter(({ measure }) => measure === options.measure) : series;
    const hasCharts = mode === "charts" && calendar !== null && shown.length > 0;
    this.grid = hasCharts ? new ChartGrid({ series: shown, all: series, calendar, strings, format, axis }) : undefined;
    const parts: (HTMLElement | null)[] = [
      ...notes(options).map((text) => element("p", { class: "note" }, text)),
      ...(series.length === 0 ? [nothing(options)] : [this.seriesPart(options, shown)]),
      calendar === null || mode === "table" ? null : calendarElement(calendar, strings, format),
      totals === null ? null : moneyTable(totals, series, strings, format),
    ];
    this.element = element("div", { class: "pane" }, ...parts);
  }

  /** Where the keyboard is among the charts. */
  focus(): { readonly chart: number; readonly slot: number } | undefined {
    return this.grid?.focus();
  }

  focusOn(place: { readonly chart: number; readonly slot: number }): void {
    this.grid?.focusOn(place);
  }

  private seriesPart({ data, strings, format }: PaneOptions, shown: readonly SentSeries[]): HTMLElement {
    const combination = data.combinations[data.shown];
    const title = fill(strings.seriesHeading, combination === undefined ? "" : combinationWords(combination));
    return element(
      "section",
      { "aria-label": title },
      element("h2", {}, title),
      this.grid?.element ?? seriesTable(shown, title, strings, format),
    );
  }
}

/** What the page leaves out, in true numbers. */
function notes({ data, strings, format }: PaneOptions): string[] {
  const { series, seriesCount, combinations, combinationCount, rowsRead, isCut } = data;
  const cut = (text: string, some: number, all: number): string[] =>
    some < all ? [fill(text, format.count(some), format.count(all))] : [];
  return [
    ...(isCut ? [fill(strings.rowsCut, format.count(rowsRead))] : []),
    ...cut(strings.combinationsCut, combinations.length, combinationCount),
    ...cut(strings.seriesCut, series.length, seriesCount),
  ];
}

function nothing({ data: { calendar, dates }, strings, hasDates }: PaneOptions): HTMLElement {
  if (calendar !== null) return element("p", { class: "note" }, strings.noType);
  const isOutside = hasDates && dates !== null;
  return element(
    "div",
    { class: "state", role: "status" },
    element("p", { class: "lead" }, isOutside ? strings.datesEmpty : strings.empty),
    element(
      "p",
      { class: "second" },
      isOutside ? fill(strings.datesEmptyAdvice, dates.first, dates.last) : strings.emptyAdvice,
    ),
  );
}
