import { type Batch, type CombinationSpan, type FileSummary } from "./batch";
import { type ByteScanner, OPEN, type Place, STRAY } from "./byteScanner";
import { cellText } from "./cellText";
import { type ColumnReader, DateReader, NumberReader, WordReader } from "./columnReaders";
import { isoOfDay, NO_DAY } from "./dates";
import { type FileTypeSpec, MEDIA_METRICS, type Periodicity } from "./fileTypes";
import { type FindingLog } from "./findingLog";
import { type HeaderPlan } from "./header";
import { RowIndex } from "./rowIndex";
import { checkGaps, checkInvestment, checkPeriodStarts, usualPeriodicity } from "./wholeFileChecks";

const BATCH_ROWS = 10_000;

/** Reads the rows of a long-form file: cell by cell, then against each other. */
export class LongReader {
  private readonly readers: readonly { readonly reader: ColumnReader; readonly cell: number }[];
  private readonly words: readonly WordReader[];
  private readonly dates: readonly DateReader[];
  private readonly index: RowIndex;
  private readonly tuple: Int32Array;
  private readonly dateSeen = new Map<number, Place>();
  private rowNumbers = new Uint32Array(BATCH_ROWS);
  private kept = 0;
  private rows = 0;
  private lastDay = NO_DAY;

  constructor(
    private readonly spec: FileTypeSpec,
    private readonly plan: HeaderPlan,
    private readonly log: FindingLog,
  ) {
    this.readers = plan.columns
      .filter(({ spec: { required, whenEmpty }, cell }) => cell >= 0 || (!required && whenEmpty !== undefined))
      .map(({ spec: column, cell }) => ({ reader: readerOf(column, log), cell }));
    const all = this.readers.map(({ reader }) => reader);
    this.words = all.filter((reader) => reader instanceof WordReader);
    this.dates = all.filter((reader) => reader instanceof DateReader);
    // The second date of an event is part of what names its row.
    this.index = new RowIndex(this.words.length + Math.max(0, this.dates.length - 1));
    this.tuple = new Int32Array(this.index.series.width);
  }

  get batchFull(): boolean {
    return this.kept >= BATCH_ROWS;
  }

  readRow(scanner: ByteScanner): void {
    this.rows++;
    const ragged = scanner.cellCount !== this.plan.width;
    if (this.quotesWrong(scanner) || ragged) {
      if (ragged) this.reportRagged(scanner);
      return;
    }
    for (const { reader, cell } of this.readers) reader.read(scanner, cell);
    if (this.dates.some(({ day }) => day === NO_DAY)) return;
    this.checkDateOrder(scanner);
    this.indexRow(scanner);
    for (const { reader } of this.readers) reader.keep(this.kept);
    this.rowNumbers[this.kept++] = scanner.rowLine;
  }

  takeBatch(bytesRead: number, summary?: FileSummary): Batch {
    const batch = {
      columns: this.readers.map(({ reader }) => reader.take(this.kept)),
      rowNumbers: this.rowNumbers.subarray(0, this.kept),
      findings: this.log.take(),
      bytesRead,
    };
    this.rowNumbers = new Uint32Array(BATCH_ROWS);
    this.kept = 0;
    return summary === undefined ? batch : { ...batch, summary };
  }

  /** The checks that need the whole file, and what they found out. */
  finish(given: Periodicity | undefined): Omit<FileSummary, "type" | "sureness" | "layout" | keyof CountsOfFindings> {
    const days = Int32Array.from(this.dateSeen.keys()).sort();
    const periodicity = given ?? (this.spec.periodic ? usualPeriodicity(this.index, days) : null);
    if (this.spec.periodic && periodicity !== null) checkPeriodStarts(this.dateSeen, periodicity, this.log);
    if (this.canCompareRows && this.spec.periodic) {
      if (periodicity !== null) checkGaps(this.index, periodicity, (series) => this.seriesName(series), this.log);
      if (this.spec.type === "Media") this.checkInvestment();
    }
    const [first, last] = [days[0], days.at(-1)];
    return {
      rows: this.rows,
      combinations: this.combinations(),
      first: first === undefined ? null : isoOfDay(first),
      last: last === undefined ? null : isoOfDay(last),
      periodicity,
    };
  }

  private get canCompareRows(): boolean {
    return this.spec.complete && !this.plan.lacking;
  }

  private quotesWrong(scanner: ByteScanner): boolean {
    for (let cell = 0; cell < scanner.cellCount; cell++) {
      const flags = scanner.flags[cell] ?? 0;
      if (!(flags & (STRAY | OPEN))) continue;
      if (flags & OPEN) reportOpenQuote(this.log, scanner.place(cell));
      else {
        this.log.add("strayQuote", scanner.place(cell), () => ({
          message: `The cell ${cellText(scanner, cell)} has a quotation mark in the wrong place.`,
          expected: 'Put the whole cell in quotation marks and double the ones inside: "a ""b""".',
        }));
      }
      return true;
    }
    return false;
  }

  private reportRagged(scanner: ByteScanner): void {
    const [have, want] = [scanner.cellCount, this.plan.width];
    this.log.add("raggedRow", scanner.rowPlace(), () => ({
      message: `The row has ${String(have)} ${have === 1 ? "cell" : "cells"}, the header has ${String(want)}.`,
      expected:
        have > want
          ? "A comma inside a value makes two cells of it: write decimals with a period, and put texts with a comma in quotation marks."
          : "Give every row one cell for each column, an empty one where a value is missing.",
    }));
  }

  private checkDateOrder(scanner: ByteScanner): void {
    const [start, end] = this.dates;
    if (start === undefined || end === undefined || end.day >= start.day) return;
    const cell = this.readers.find(({ reader }) => reader === end)?.cell ?? 0;
    this.log.add("dateOrder", scanner.place(cell), () => ({
      message: `${end.spec.name} ${isoOfDay(end.day)} is before ${start.spec.name} ${isoOfDay(start.day)}.`,
      expected: `${end.spec.name} is the last day: the same as ${start.spec.name} or later.`,
    }));
  }

  private indexRow(scanner: ByteScanner): void {
    const [date, second] = this.dates;
    const day = date?.day ?? 0;
    if (date !== undefined && day !== this.lastDay) this.noteDate(day, scanner);
    for (let i = 0; i < this.words.length; i++) this.tuple[i] = this.words[i]?.code ?? 0;
    if (second !== undefined) this.tuple[this.words.length] = second.day;
    const earlier = this.index.add(this.tuple, day, scanner);
    if (earlier >= 0 && this.canCompareRows) this.reportDuplicate(scanner, earlier);
  }

  private noteDate(day: number, scanner: ByteScanner): void {
    this.lastDay = day;
    if (this.dateSeen.has(day)) return;
    const cell = this.readers.find(({ reader }) => reader === this.dates[0])?.cell ?? 0;
    this.dateSeen.set(day, scanner.place(cell));
  }

  private reportDuplicate(scanner: ByteScanner, earlier: number): void {
    const otherLine = this.index.lineOf(earlier);
    this.log.add("duplicateRow", scanner.rowPlace(), () => ({
      message: `Lines ${String(otherLine)} and ${String(scanner.rowLine)} are about the same: ${this.words
        .map((reader) => reader.words[reader.code])
        .filter((word) => word !== "all")
        .concat(this.dates.map(({ day }) => isoOfDay(day)))
        .join(", ")}.`,
      expected: "Keep one row for each date and combination; add amounts up where both count.",
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
      .join(", ");
  }

  private combinations(): CombinationSpan[] {
    if (this.dates.length === 0 || this.words.length < 3) return [];
    const spans = new Map<string, { words: string[]; days: Set<number> }>();
    const keyOfSeries: (Set<number> | undefined)[] = [];
    for (let row = 0; row < this.index.size; row++) {
      const series = this.index.seriesOf(row);
      let days = keyOfSeries[series];
      if (days === undefined) {
        const words = ["Country", "Region", "Grouping"].map((name) => this.wordOf(series, name));
        const key = words.join("\n");
        const span = spans.get(key) ?? { words, days: new Set<number>() };
        spans.set(key, span);
        keyOfSeries[series] = days = span.days;
      }
      days.add(this.index.dayOf(row));
    }
    return [...spans.values()].map(({ words: [country_code = "", region_code = "", grouping = ""], days }) => {
      const sorted = Int32Array.from(days).sort();
      const [first = 0, last = 0] = [sorted[0], sorted.at(-1)];
      return { country_code, region_code, grouping, first: isoOfDay(first), last: isoOfDay(last), periods: days.size };
    });
  }

  private wordOf(series: number, name: string): string {
    const at = this.words.findIndex(({ spec }) => spec.name === name);
    return this.words[at]?.words[this.index.series.at(series, at)] ?? "all";
  }
}

type CountsOfFindings = Pick<FileSummary, "findingCount" | "errorCount" | "warningCount" | "ruleCounts">;

function readerOf(column: HeaderPlan["columns"][number]["spec"], log: FindingLog): ColumnReader {
  if (column.kind === "date") return new DateReader(column, BATCH_ROWS, log);
  if (column.kind === "number" || column.kind === "count") return new NumberReader(column, BATCH_ROWS, log);
  return new WordReader(column, BATCH_ROWS, log);
}

export function reportOpenQuote(log: FindingLog, place: Place): void {
  log.add("openQuote", place, () => ({
    message: "A quotation mark opens here and is never closed.",
    expected: "Close it, or double it where it belongs to the text.",
  }));
}
