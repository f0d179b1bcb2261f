import { type NumberFormat } from "../shared/numberFormat";
import { type Problem, type ResultsHeader, type ResultsQuery } from "../shared/resultsMessages";
import { fill } from "../shared/fill";
import { type ResultsStrings } from "./strings";
import { cellFocus, type CellFocus } from "./cellFocus";
import { ratioUnit, resultColumns, roiFormula } from "./columns";
import { resultCsv } from "./csv";
import { type ResultTable } from "./data/resultTable";
import { element } from "../shared/dom";
import { findingOf } from "./finding";
import { notesOf } from "./notes";
import { readoutOf } from "./readout";
import { resultTable, type TableElements } from "./resultTable";
import { type Place, type ResultRow, resultRows } from "./rows";
import { firstSort, nextSort, type Sort, sortRows } from "./sorting";
import { csvOrigin } from "./source";
import { totalRow } from "./totalRow";
import { banner, problemElement, type StateContext } from "./states";

export interface PaneOptions extends StateContext {
  readonly locale: string;
  readonly header: ResultsHeader;
  readonly result: ResultTable;
  readonly places: ReadonlyMap<string, Place>;
  /** What was asked for; the result may be in another unit. */
  readonly query: ResultsQuery;
  readonly problem: Problem | null;
  readonly sort: Sort | undefined;
  readonly onSort: (sort: Sort) => void;
}

/** Table, readout and notes of one result, in an order that the reader chooses. */
export class ResultPane {
  readonly element: HTMLElement;
  private readonly rows: readonly ResultRow[];
  private readonly columns;
  private readonly parts: TableElements;
  private readonly focus: CellFocus;
  private readonly readout = element("div", { class: "readout", "aria-live": "polite", "aria-atomic": "true" });
  private ordered: readonly ResultRow[] = [];
  private sort: Sort;

  constructor(private readonly options: PaneOptions) {
    const { strings, format, result } = options;
    this.rows = resultRows(result, options.places);
    const { level, currency, unit, basis } = result;
    const total = result.total.mean;
    this.columns = resultColumns({ strings, format, level, currency, unit, basis, rows: this.rows, total });
    const known = this.columns.some((column) => column.id === options.sort?.column && column.sortBy !== undefined);
    this.sort = known && options.sort !== undefined ? options.sort : firstSort;
    const finding = findingOf(this.rows, result.basis, { strings, format });
    const onSort = (column: Sort["column"]): void => this.sortBy(nextSort(this.sort, column));
    this.parts = resultTable({ result, rows: this.rows, columns: this.columns, finding, strings, onSort });
    this.order(this.sort);
    this.focus = cellFocus(this.parts.table, 1);
    this.listen();
    this.say([strings.readoutHint]);
    this.element = this.assemble(strings, format);
  }

  /** The table as it stands, in its present order. */
  csv(): { readonly csv: string; readonly rows: number } {
    const { result, strings } = this.options;
    const csv = resultCsv(this.ordered, totalRow(result, strings), result, csvOrigin(this.options, result, strings));
    return { csv, rows: this.ordered.length + 1 };
  }

  /** Where the keyboard is in the table; undefined when it is elsewhere. */
  focusedCell(): readonly [number, number] | undefined {
    return this.parts.table.contains(document.activeElement) ? this.focus.position() : undefined;
  }

  focusCell(row: number, column: number): void {
    this.focus.moveTo(row, column);
  }

  private assemble(strings: ResultsStrings, format: NumberFormat): HTMLElement {
    const { result, problem, query } = this.options;
    const scroll = element("div", { class: "table-scroll" }, this.parts.table);
    const notes = notesOf(result, this.rows, strings, format, query).map(({ look, text }) =>
      look === "warning" ? banner(look, "note", element("p", {}, text)) : element("p", { class: "note" }, text),
    );
    return element(
      "section",
      { class: problem === null ? "pane" : "pane stale", "aria-label": strings.table },
      problem === null ? null : problemElement(problem, this.options),
      scroll,
      this.readout,
      element("div", { class: "notes" }, ...notes),
    );
  }

  private sortBy(sort: Sort): void {
    this.order(sort);
    this.options.onSort(sort);
  }

  private order(sort: Sort): void {
    this.sort = sort;
    this.ordered = sortRows(this.rows, this.columns, sort, this.options.locale);
    this.parts.order(this.ordered, sort, this.caption());
  }

  private sortHeading(): string {
    return this.columns.find((column) => column.id === this.sort.column)?.heading ?? "";
  }

  private caption(): string {
    const { strings, format, result } = this.options;
    const level = format.wholePercent(result.level);
    const sentences = [
      result.unit === "revenue"
        ? fill(strings.captionRevenue, result.currency ?? strings.unitCurrency, level)
        : fill(strings.caption, level),
      result.roi.length === 0 ? "" : fill(roiFormula(result, strings), ratioUnit(result, strings)),
      fill(strings.sortedBy, this.sortHeading()),
    ];
    return sentences.filter((sentence) => sentence !== "").join(" ");
  }

  private listen(): void {
    const { table } = this.parts;
    const read = (event: Event): void => {
      const cell = event.target instanceof Element ? event.target.closest("th, td") : null;
      if (cell !== null) this.read(cell);
    };
    table.addEventListener("focusin", read);
    table.addEventListener("pointerover", read);
    table.addEventListener("pointerleave", () => {
      const focused = document.activeElement?.closest("th, td");
      if (focused !== null && focused !== undefined && table.contains(focused)) this.read(focused);
    });
    table.addEventListener("keydown", (event) => {
      if (event.key === "Escape") (event.target as HTMLElement).blur();
    });
  }

  private read(cell: Element): void {
    const place = this.parts.placeOf(cell);
    if (place === undefined) return;
    const { strings, format, result } = this.options;
    const index = place.row === null ? -1 : this.ordered.indexOf(place.row);
    const row = index < 0 ? null : { number: index + 1, of: this.ordered.length };
    this.say(readoutOf(place, { strings, format, level: result.level, row, sortedBy: this.sortHeading() }));
  }

  private say(parts: readonly string[]): void {
    const [first, ...rest] = parts;
    this.readout.replaceChildren(element("b", {}, first ?? ""), ...rest.map((part) => element("span", {}, part)));
  }
}
