import * as l10n from "@vscode/l10n";
import { type CellRow } from "./cellRow";
import { cellText, contentEnd, contentStart, decode } from "./cellText";
import { type ColumnReader, type DateReader, WordReader } from "./columnReaders";
import { NO_DAY } from "./dates";
import { type ColumnSpec, type FileTypeSpec } from "./fileTypes";
import { type FindingLog } from "./findingLog";
import { headerCell, type HeaderPlan, planHeader } from "./header";
import { type KeptRow } from "./keptRow";
import { isMissing } from "./numbers";
import { RowGatherer } from "./rowGatherer";
import { checkQuotes, wellShaped } from "./rowShape";
import { RULES } from "./rules";
import { shown, shownList } from "./shownText";
import { type TableReader } from "./tableReader";
import { TupleTable } from "./tupleTable";
import { mayLackCountry, measuresOf, wideSpec } from "./wideHeader";

/** One series: the codes of its words, and the cell of each row that holds each of its measures; -1 where none does. */
interface Series {
  readonly codes: readonly number[];
  readonly cells: number[];
}

/** Reads the wide layout: rows of names above, then one row for each date with one cell for each series. */
export class WideReader implements TableReader {
  readonly rows: RowGatherer;
  private readonly width: number;
  private readonly plan: HeaderPlan;
  private readonly dimensions: readonly { readonly reader: WordReader; readonly row: KeptRow | undefined }[];
  private readonly measures: readonly ColumnReader[];
  /** The date in front of each row; undefined where dates are what is measured. */
  private readonly date: DateReader | undefined;
  private readonly series: readonly Series[];
  private readonly lineOfDay = new Map<number, number>();

  constructor(
    private readonly spec: FileTypeSpec,
    private readonly header: readonly [KeptRow, ...KeptRow[]],
    private readonly log: FindingLog,
  ) {
    this.width = header[0].cellCount;
    this.checkShape();
    const labels = header.map((row) => headerCell(row, 0));
    this.plan = planHeader(labels, wideSpec(spec), log, "wide");
    this.checkCountry();
    const measures = this.measuresThere();
    const dimensions = this.plan.columns.filter(
      ({ spec: { name, required, whenEmpty }, cell }) =>
        !(name === "Metric" && this.pivots) && (cell >= 0 || required || whenEmpty !== undefined),
    );
    const date = spec.columns.filter(({ name }) => name === "Date");
    this.rows = new RowGatherer({
      spec,
      columns: inOrder([...dimensions.map((dimension) => dimension.spec), ...date, ...measures], spec),
      comparable: spec.complete && !this.plan.lacking,
      atOnce: this.width,
      log,
    });
    const { readers } = this.rows;
    this.dimensions = dimensions.flatMap(({ spec: column, cell }) => {
      const reader = readers.find((each) => each.spec === column);
      return reader instanceof WordReader ? [{ reader, row: header[cell] }] : [];
    });
    this.measures = readers.filter((reader) => measures.includes(reader.spec));
    this.date = date.length === 0 ? undefined : this.rows.dates[0];
    this.series = this.findSeries();
    for (const series of this.series) this.checkComplete(series);
  }

  readRow(row: CellRow): void {
    // The printed sample of wide events has nothing in front of its dates, not even an empty cell.
    const shift = this.date === undefined && row.cellCount === this.width - 1 ? -1 : 0;
    if (!wellShaped(row, this.width + shift, this.log) || !this.readDate(row)) {
      this.rows.rows++;
      return;
    }
    for (const { codes, cells } of this.series) {
      const first = cells.find((cell) => cell >= 0 && !isBlank(row, cell + shift));
      if (first === undefined) continue;
      this.rows.rows++;
      for (let i = 0; i < this.dimensions.length; i++) this.setCode(i, codes[i] ?? 0);
      for (let i = 0; i < this.measures.length; i++) {
        const cell = cells[i] ?? -1;
        this.measures[i]?.read(row, cell < 0 ? -1 : cell + shift);
      }
      this.rows.keep(row, first + shift);
    }
  }

  /** A series has several measures, and a row Metric says which one a cell holds. */
  private get pivots(): boolean {
    return measuresOf(this.spec).length > 1;
  }

  private get metricRow(): KeptRow | undefined {
    const metric = this.pivots ? this.plan.columns.find(({ spec: { name } }) => name === "Metric") : undefined;
    return this.header[metric?.cell ?? -1];
  }

  private setCode(dimension: number, code: number): void {
    const reader = this.dimensions[dimension]?.reader;
    if (reader !== undefined) reader.code = code;
  }

  private checkShape(): void {
    for (const row of this.header) {
      checkQuotes(row, this.log);
      if (row.cellCount === this.width) continue;
      this.log.addFatal("raggedRow", row.rowPlace(), () => ({
        message: l10n.t(
          "The row {0} has {1} cells, the first row has {2}.",
          shown(cellText(row, 0)),
          row.cellCount,
          this.width,
        ),
        expected: l10n.t("Give every row one cell for each series, and its name or date in front."),
      }));
    }
  }

  private checkCountry(): void {
    const country = this.plan.columns.find(({ spec }) => spec.kind === "country");
    if (country === undefined || country.cell >= 0 || !mayLackCountry(this.spec, country.spec)) return;
    this.log.add("countryRow", this.header[0].place(0), () => ({
      message: l10n.t("The row Country is missing; the series are read as those of all countries."),
      expected: RULES.countryRow.words().expected,
    }));
  }

  /** The measures that the file has, and those it must have. */
  private measuresThere(): readonly ColumnSpec[] {
    const row = this.metricRow;
    const words = new Set(row === undefined ? [] : Array.from({ length: row.cellCount }, (_, i) => metricAt(row, i)));
    return measuresOf(this.spec).filter(({ name, required }) => required || words.has(name));
  }

  private findSeries(): Series[] {
    const names = new TupleTable(this.dimensions.length);
    const numbers = new TupleTable(2);
    const met = new Map<number, number>();
    const all: Series[] = [];
    for (let cell = 1; cell < this.width; cell++) {
      const measure = this.measureAt(cell);
      if (measure < 0) continue;
      const codes = this.dimensions.map(({ reader, row }) => {
        reader.read(row ?? this.header[0], row === undefined ? -1 : cell);
        return reader.code;
      });
      const name = names.intern(codes);
      const occurrence = this.occurrence(name * this.measures.length + measure, met);
      const series = (all[numbers.intern([name, occurrence])] ??= { codes, cells: this.measures.map(() => -1) });
      const other = series.cells[measure] ?? -1;
      if (other < 0) series.cells[measure] = cell;
      else this.reportTwice(cell, other);
    }
    return all;
  }

  /** An event may happen several times: its first start goes with its first end. Other series are there once. */
  private occurrence(key: number, met: Map<number, number>): number {
    if (this.date !== undefined) return 0;
    const before = met.get(key) ?? 0;
    met.set(key, before + 1);
    return before;
  }

  /** Which measure a column holds; -1 where its Metric is none, which is said. */
  private measureAt(cell: number): number {
    const row = this.metricRow;
    if (row === undefined) return 0;
    const word = metricAt(row, cell);
    const measure = this.measures.findIndex(({ spec: { name } }) => name === word);
    if (measure < 0) {
      this.log.add("metric", row.place(cell), () => ({
        message:
          word === ""
            ? l10n.t("{0} is empty.", "Metric")
            : l10n.t('"{0}" is not a metric of a {1} file.', shown(word), this.spec.type),
        expected: l10n.t("The metrics are {0}.", shownList(measuresOf(this.spec).map(({ name }) => name))),
      }));
    }
    return measure;
  }

  private reportTwice(cell: number, other: number): void {
    const metric = this.metricRow;
    this.log.add("duplicateRow", this.header[0].place(cell), () => ({
      message: l10n.t(
        "Columns {0} and {1} are about the same: {2}.",
        other + 1,
        cell + 1,
        [this.rows.currentName(), ...(metric === undefined ? [] : [metricAt(metric, cell)])].join(", "),
      ),
      expected: l10n.t("Keep one column for each combination; add amounts up where both count."),
    }));
  }

  private checkComplete({ codes, cells }: Series): void {
    if (!this.pivots || this.metricRow === undefined) return;
    const [first = 1] = cells.filter((cell) => cell >= 0);
    this.measures.forEach(({ spec: { name, required, kind } }, i) => {
      if (!required || (cells[i] ?? -1) >= 0) return;
      codes.forEach((code, dimension) => this.setCode(dimension, code));
      const words = () => ({
        message: l10n.t("{0}: there is no column with the metric {1}.", this.rows.currentName(), name),
        expected: l10n.t(
          "Give every series a column for each of {0}.",
          shownList(this.measures.filter(({ spec }) => spec.required).map(({ spec }) => spec.name)),
        ),
      });
      const place = this.header[0].place(first);
      if (kind === "date") this.log.addFatal("missingColumn", place, words);
      else this.log.add("missingColumn", place, words);
    });
  }

  /** True where the row can be read; a second row of the same date is told and left out. */
  private readDate(row: CellRow): boolean {
    if (this.date === undefined) return true;
    this.date.read(row, 0);
    const { day } = this.date;
    if (day === NO_DAY) return false;
    const otherLine = this.lineOfDay.get(day);
    if (otherLine === undefined) {
      this.lineOfDay.set(day, row.rowLine);
      return true;
    }
    this.log.add("duplicateRow", row.place(0), () => ({
      message: l10n.t("Lines {0} and {1} have the same date, {2}.", otherLine, row.rowLine, shown(cellText(row, 0))),
      expected: l10n.t("Keep one row for each date; add amounts up where both count."),
      otherLine,
    }));
    return false;
  }
}

const metricAt = (row: CellRow, cell: number): string => cellText(row, cell).trim();

/** Columns in the order of their type, as the long layout has them; further ones last. */
function inOrder(columns: readonly ColumnSpec[], { columns: order }: FileTypeSpec): ColumnSpec[] {
  const rank = ({ name }: ColumnSpec) => {
    const at = order.findIndex((column) => column.name === name);
    return at < 0 ? order.length : at;
  };
  return [...columns].sort((a, b) => rank(a) - rank(b));
}

const MINUS = 45;
const NINE = 57;

/** Empty or a word for a missing value: the series has no row on that date. */
function isBlank(row: CellRow, cell: number): boolean {
  const [start, end] = [contentStart(row, cell), contentEnd(row, cell)];
  const byte = row.bytes[start] ?? 0;
  if (start < end && byte >= MINUS && byte <= NINE) return false;
  return end - start < 16 && isMissing(decode(row.bytes, start, end).trim());
}
