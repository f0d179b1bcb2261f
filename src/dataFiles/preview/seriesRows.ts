import { type DateColumn, type DimensionColumn, type MeasureColumn } from "../batch";
import { RowIndex } from "../rowIndex";

const NOWHERE = { line: 0, column: 0, startOffset: 0, endOffset: 0 };

/** The rows of one combination: which series each is of, its day and its numbers. */
export class SeriesRows {
  private readonly index: RowIndex;
  private readonly tuple: Int32Array;
  private values: Float64Array[];
  /** Rows whose key another row has too, by the row that was there first. */
  readonly twice = new Set<number>();

  constructor(dimensions: number, measures: number) {
    this.index = new RowIndex(dimensions);
    this.tuple = new Int32Array(dimensions);
    this.values = Array.from({ length: measures }, () => new Float64Array(1024));
  }

  get size(): number {
    return this.index.size;
  }

  get seriesCount(): number {
    return this.index.series.size;
  }

  add(row: number, dimensions: readonly DimensionColumn[], date: DateColumn, measures: readonly MeasureColumn[]): void {
    for (let i = 0; i < this.tuple.length; i++) this.tuple[i] = dimensions[i]?.codes[row] ?? 0;
    const earlier = this.index.add(this.tuple, date.days[row] ?? 0, NOWHERE);
    const at = earlier < 0 ? this.index.size - 1 : earlier;
    if (earlier >= 0) this.twice.add(earlier);
    if (at >= (this.values[0]?.length ?? Infinity)) this.grow();
    for (let i = 0; i < this.values.length; i++) this.keep(i, at, measures[i]?.values[row] ?? NaN, earlier >= 0);
  }

  seriesOf(row: number): number {
    return this.index.seriesOf(row);
  }

  dayOf(row: number): number {
    return this.index.dayOf(row);
  }

  value(measure: number, row: number): number {
    return this.values[measure]?.[row] ?? NaN;
  }

  /** Code of a series in a column. */
  codeOf(series: number, column: number): number {
    return this.index.series.at(series, column);
  }

  /** Of two rows with one key the larger number counts: nobody knows which of them the platform takes. */
  private keep(measure: number, at: number, value: number, isSecond: boolean): void {
    const values = this.values[measure];
    if (values === undefined) return;
    if (!isSecond || Number.isNaN(values[at]) || Math.abs(value) > Math.abs(values[at] ?? 0)) values[at] = value;
  }

  private grow(): void {
    this.values = this.values.map((old) => {
      const fresh = new Float64Array(old.length * 2);
      fresh.set(old);
      return fresh;
    });
  }
}
