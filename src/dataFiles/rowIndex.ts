import { type Place } from "./cellRow";
import { TupleTable } from "./tupleTable";

/**
 * Remembers every row by one compact key, its series (the tuple of its dimension codes) and its day, and where it stands
 * in the file: about 35 bytes a row.
 */
export class RowIndex {
  size = 0;
  readonly series: TupleTable;
  private rowSeries = new Int32Array(1024);
  private rowDays = new Int32Array(1024);
  private rowLines = new Int32Array(1024);
  private rowColumns = new Int32Array(1024);
  private rowLengths = new Int32Array(1024);
  private rowOffsets = new Float64Array(1024);
  private table = new Int32Array(2048).fill(-1);

  constructor(dimensions: number) {
    this.series = new TupleTable(dimensions);
  }

  /** Adds a row. Answers the earlier row with the same key, or -1. */
  add(tuple: ArrayLike<number>, day: number, at: Place): number {
    const series = this.series.intern(tuple);
    const slot = this.slotOf(series, day);
    const earlier = this.table[slot] as number;
    if (earlier >= 0) return earlier;
    const row = this.size++;
    if (row >= this.rowSeries.length) this.growRows();
    this.rowSeries[row] = series;
    this.rowDays[row] = day;
    this.rowLines[row] = at.line;
    this.rowColumns[row] = at.column;
    this.rowLengths[row] = at.endOffset - at.startOffset;
    this.rowOffsets[row] = at.startOffset;
    this.table[slot] = row;
    if (this.size * 4 > this.table.length * 3) this.growTable();
    return -1;
  }

  has(series: number, day: number): boolean {
    return (this.table[this.slotOf(series, day)] as number) >= 0;
  }

  seriesOf(row: number): number {
    return this.rowSeries[row] as number;
  }

  dayOf(row: number): number {
    return this.rowDays[row] as number;
  }

  lineOf(row: number): number {
    return this.rowLines[row] as number;
  }

  placeOf(row: number): Place {
    const startOffset = this.rowOffsets[row] as number;
    return {
      line: this.lineOf(row),
      column: this.rowColumns[row] as number,
      startOffset,
      endOffset: startOffset + (this.rowLengths[row] as number),
    };
  }

  private slotOf(series: number, day: number): number {
    const mask = this.table.length - 1;
    let hash = Math.imul(series, 0x9e3779b1) ^ Math.imul(day, 0x85ebca6b);
    hash ^= hash >>> 15;
    let slot = hash & mask;
    for (;;) {
      const row = this.table[slot] as number;
      if (row < 0 || (this.rowSeries[row] === series && this.rowDays[row] === day)) return slot;
      slot = (slot + 1) & mask;
    }
  }

  private growRows(): void {
    const size = this.rowSeries.length * 2;
    const grown = (old: Int32Array): Int32Array<ArrayBuffer> => {
      const fresh = new Int32Array(size);
      fresh.set(old);
      return fresh;
    };
    this.rowSeries = grown(this.rowSeries);
    this.rowDays = grown(this.rowDays);
    this.rowLines = grown(this.rowLines);
    this.rowColumns = grown(this.rowColumns);
    this.rowLengths = grown(this.rowLengths);
    const offsets = new Float64Array(size);
    offsets.set(this.rowOffsets);
    this.rowOffsets = offsets;
  }

  private growTable(): void {
    const old = this.table;
    this.table = new Int32Array(old.length * 2).fill(-1);
    for (let row = 0; row < this.size; row++) this.table[this.slotOf(this.seriesOf(row), this.dayOf(row))] = row;
  }
}
