import * as l10n from "@vscode/l10n";
import { type Batch, type FileSummary } from "./batch";
import { type CellRow, type Place } from "./cellRow";
import { type ColumnReader, DateReader, NumberReader, WordReader } from "./columnReaders";
import { combinationsOf } from "./combinations";
import { isoOfDay, NO_DAY } from "./dates";
import { type ColumnSpec, type FileTypeSpec, MEDIA_METRICS, type Periodicity } from "./fileTypes";
import { type FindingLog } from "./findingLog";
import { RowIndex } from "./rowIndex";
import { RULES } from "./rules";
import { shown } from "./shownText";
import { checkGaps, checkInvestment, checkPeriodStarts, usualPeriodicity } from "./wholeFileChecks";

const BATCH_ROWS = 10_000;

/** What a whole file came to, as far as its rows say it. */
export type RowSummary = Pick<FileSummary, "rows" | "combinations" | "first" | "last" | "periodicity">;

export interface GathererOptions {
  readonly spec: FileTypeSpec;
  /** The columns of the rows, in the order of the batches. */
  readonly columns: readonly ColumnSpec[];
  /** No column is missing, so that rows can be held against each other. */
  readonly comparable: boolean;
  /** So many rows may come at once, between two looks at `batchFull`. */
  readonly atOnce: number;
  readonly log: FindingLog;
}

/** Gathers rows of the long form, whatever layout they were read from, and holds them against each other. */
export class RowGatherer {
  readonly readers: readonly ColumnReader[];
  readonly words: readonly WordReader[];
  readonly dates: readonly DateReader[];
  /** Rows of data met so far, also those that could not be kept. */
  rows = 0;
  /** Rows kept so far. */
  keptRows = 0;
  private readonly capacity: number;
  private readonly index: RowIndex;
  private readonly tuple: Int32Array;
  private readonly dateSeen = new Map<number, Place>();
  private readonly at = { line: 0, column: 1, startOffset: 0, endOffset: 0 };
  private rowNumbers: Uint32Array<ArrayBuffer>;
  private kept = 0;
  private lastDay = NO_DAY;
  private readonly log: FindingLog;
  private readonly spec: FileTypeSpec;
  private readonly units: NumberReader | undefined;
  private readonly price: NumberReader | undefined;

  constructor(private readonly options: GathererOptions) {
    this.capacity = BATCH_ROWS + options.atOnce;
    this.log = options.log;
    this.spec = options.spec;
    this.rowNumbers = new Uint32Array(this.capacity);
    this.readers = options.columns.map((column) => this.readerOf(column));
    this.words = this.readers.filter((reader) => reader instanceof WordReader);
    this.dates = this.readers.filter((reader) => reader instanceof DateReader);
    const numbers = this.readers.filter((reader) => reader instanceof NumberReader);
    this.units = numbers.find((reader) => reader.spec.name === "UnitsSold");
    this.price = this.units && numbers.find((reader) => reader.spec.name === "PricePerUnit");
    // The second date of an event is part of what names its row.
    this.index = new RowIndex(this.words.length + Math.max(0, this.dates.length - 1));
    this.tuple = new Int32Array(this.index.series.width);
  }

  get batchFull(): boolean {
    return this.kept >= BATCH_ROWS;
  }

  /** Keeps what the readers hold as one row: it stands in a cell of the file, or is a whole row of it. */
  keep(row: CellRow, cell = -1): void {
    if (this.dates.some(({ day }) => day === NO_DAY)) return;
    this.checkDateOrder(row);
    if (this.price !== undefined) this.checkPrice(row, cell);
    this.indexRow(row, cell);
    for (const reader of this.readers) reader.keep(this.kept);
    this.rowNumbers[this.kept++] = row.rowLine;
    this.keptRows++;
  }

  takeBatch(bytesRead: number, summary?: FileSummary): Batch {
    const batch = {
      columns: this.readers.map((reader) => reader.take(this.kept)),
      rowNumbers: this.rowNumbers.subarray(0, this.kept),
      findings: this.log.take(),
      bytesRead,
    };
    this.rowNumbers = new Uint32Array(this.capacity);
    this.kept = 0;
    return summary === undefined ? batch : { ...batch, summary };
  }

  /** What the rows came to; the checks that need the whole file are made where all of it was read. */
  finish(given: Periodicity | undefined, wholeFile: boolean): RowSummary {
    const { periodic } = this.spec;
    const days = Int32Array.from(this.dateSeen.keys()).sort();
    const periodicity = given ?? (periodic ? usualPeriodicity(this.index, days) : null);
    if (periodic && wholeFile) this.checkWhole(periodicity);
    const [first, last] = [days[0], days.at(-1)];
    return {
      rows: this.rows,
      combinations: this.dates.length === 0 ? [] : combinationsOf(this.index, this.words),
      first: first === undefined ? null : isoOfDay(first),
      last: last === undefined ? null : isoOfDay(last),
      periodicity,
    };
  }

  /** The words that the readers hold, without the uniform "all". */
  currentName(): string {
    return this.words
      .map((reader) => reader.words[reader.code] ?? "")
      .filter((word) => word !== "all" && word !== "")
      .map(shown)
      .join(", ");
  }

  private checkWhole(periodicity: Periodicity | null): void {
    const { separator = 0, decimalComma = 0 } = this.log.ruleCounts;
    const showsCommas = separator + decimalComma > 0;
    for (const reader of this.readers) if (reader instanceof NumberReader) reader.checkThousands(showsCommas);
    if (periodicity !== null) checkPeriodStarts(this.dateSeen, periodicity, this.log);
    if (!this.options.comparable) return;
    if (periodicity !== null) checkGaps(this.index, periodicity, (series) => this.seriesName(series), this.log);
    if (this.spec.type === "Media") this.checkInvestment();
  }

  private readerOf(column: ColumnSpec): ColumnReader {
    if (column.kind === "date") return new DateReader(column, this.capacity, this.log);
    if (column.kind === "number" || column.kind === "count") return new NumberReader(column, this.capacity, this.log);
    return new WordReader(column, this.capacity, this.log);
  }

  private checkDateOrder(row: CellRow): void {
    const [start, end] = this.dates;
    if (start === undefined || end === undefined || end.day >= start.day) return;
    this.log.add("dateOrder", row.place(end.cell), () => ({
      message: l10n.t(
        "{0} {1} is before {2} {3}.",
        end.spec.name,
        isoOfDay(end.day),
        start.spec.name,
        isoOfDay(start.day),
      ),
      expected: l10n.t("{0} is the last day: the same as {1} or later.", end.spec.name, start.spec.name),
    }));
  }

  private checkPrice(row: CellRow, cell: number): void {
    if (!Number.isNaN(this.price?.value) || this.price?.unreadable === true || !((this.units?.value ?? 0) > 0)) return;
    this.log.add("missingPrice", cell < 0 ? row.rowPlace() : row.place(cell), () => ({
      message: l10n.t("{0}: units were sold, and PricePerUnit is empty.", this.currentName()),
      expected: l10n.t("Fill in the price: without it the sale has no revenue."),
    }));
  }

  private indexRow(row: CellRow, cell: number): void {
    const [date, second] = this.dates;
    const day = date?.day ?? 0;
    if (date !== undefined && day !== this.lastDay) this.noteDate(day, row.place(date.cell));
    for (let i = 0; i < this.words.length; i++) this.tuple[i] = this.words[i]?.code ?? 0;
    if (second !== undefined) this.tuple[this.words.length] = second.day;
    const earlier = this.index.add(this.tuple, day, cell < 0 ? this.wholeRow(row) : row.place(cell));
    if (earlier >= 0 && this.options.comparable) this.reportDuplicate(row, cell, earlier);
  }

  /** `row.rowPlace()` without an object for every row of a long file. */
  private wholeRow(row: CellRow): Place {
    this.at.line = row.rowLine;
    this.at.startOffset = row.rowOffset;
    this.at.endOffset = row.rowOffset + row.rowLength;
    return this.at;
  }

  private noteDate(day: number, place: Place): void {
    this.lastDay = day;
    if (!this.dateSeen.has(day)) this.dateSeen.set(day, place);
  }

  private reportDuplicate(row: CellRow, cell: number, earlier: number): void {
    const otherLine = this.index.lineOf(earlier);
    this.log.add("duplicateRow", cell < 0 ? row.rowPlace() : row.place(cell), () => ({
      message: l10n.t(
        "Lines {0} and {1} are about the same: {2}.",
        otherLine,
        row.rowLine,
        [this.currentName(), ...this.dates.map(({ day }) => isoOfDay(day))].join(", "),
      ),
      expected: RULES.duplicateRow.words().expected,
      otherLine,
    }));
  }

  private checkInvestment(): void {
    const metric = this.words.findIndex(({ spec }) => spec.kind === "metric");
    const investment = this.words[metric]?.words.indexOf("Investment") ?? -1;
    const known = new Set(MEDIA_METRICS.flatMap((name) => this.words[metric]?.words.indexOf(name) ?? []));
    checkInvestment(this.index, { metric, investment, known }, (series) => this.seriesName(series, metric), this.log);
  }

  /** The words that tell a series from others, without the uniform "all". */
  private seriesName(series: number, without = -1): string {
    return this.words
      .map((reader, i) => (i === without ? "all" : (reader.words[this.index.series.at(series, i)] ?? "")))
      .filter((word) => word !== "all" && word !== "")
      .map(shown)
      .join(", ");
  }
}
