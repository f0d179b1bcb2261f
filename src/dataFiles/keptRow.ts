import { type CellRow, type Place } from "./cellRow";

/** A copy of a row, for after its scanner went on. */
export class KeptRow implements CellRow {
  readonly bytes: Uint8Array;
  readonly cellCount: number;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  readonly flags: Uint8Array;
  readonly rowLine: number;
  readonly rowOffset: number;
  readonly rowLength: number;
  private readonly places: readonly Place[];

  constructor(row: CellRow) {
    const count = row.cellCount;
    const [from, to] = extent(row);
    this.cellCount = count;
    this.bytes = row.bytes.slice(from, to);
    this.starts = row.starts.slice(0, count).map((start) => start - from);
    this.ends = row.ends.slice(0, count).map((end) => end - from);
    this.flags = row.flags.slice(0, count);
    this.rowLine = row.rowLine;
    this.rowOffset = row.rowOffset;
    this.rowLength = row.rowLength;
    this.places = Array.from({ length: count }, (_, cell) => row.place(cell));
  }

  place(cell: number): Place {
    return this.places[cell] ?? this.rowPlace();
  }

  rowPlace(): Place {
    return { line: this.rowLine, column: 1, startOffset: this.rowOffset, endOffset: this.rowOffset + this.rowLength };
  }
}

/** The bytes of all cells; those of a sheet stand in the order they were written, not in that of the columns. */
function extent({ starts, ends, cellCount }: CellRow): readonly [number, number] {
  let from = starts[0] ?? 0;
  let to = from;
  for (let cell = 0; cell < cellCount; cell++) {
    from = Math.min(from, starts[cell] ?? from);
    to = Math.max(to, ends[cell] ?? to);
  }
  return [from, to];
}
