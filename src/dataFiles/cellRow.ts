/** What was met while scanning a cell; bits of `CellRow.flags`. */
export const QUOTED = 1;
/** The cell has doubled quotes that stand for one. */
export const ESCAPED = 2;
/** A quote where none may stand: inside a plain cell, or text after a closing quote. */
export const STRAY = 4;
/** The file ends inside the quotes. */
export const OPEN = 8;

/** Where a cell or row stands in its file; both offsets are 0 in a workbook, whose bytes are packed. */
export interface Place {
  readonly line: number;
  readonly column: number;
  readonly startOffset: number;
  readonly endOffset: number;
}

export const FILE_START: Place = { line: 1, column: 1, startOffset: 0, endOffset: 0 };

/** One row of cells, as bytes. What a scanner shows holds until it goes on to the next row. */
export interface CellRow {
  /** The bytes that `starts` and `ends` index. */
  readonly bytes: Uint8Array;
  readonly cellCount: number;
  /** First byte of each cell, its quote included. */
  readonly starts: Int32Array;
  /** One past the last byte of each cell. */
  readonly ends: Int32Array;
  /** QUOTED, ESCAPED, STRAY, OPEN. */
  readonly flags: Uint8Array;
  readonly rowLine: number;
  readonly rowOffset: number;
  readonly rowLength: number;
  place(cell: number): Place;
  /** The whole row, without its line end. */
  rowPlace(): Place;
}

/** Cuts bytes into rows: push bytes, take rows with `next` until it says false, push more, and `end` after the last. */
export interface CellScanner extends CellRow {
  push(chunk: Uint8Array): void;
  end(): void;
  next(): boolean;
}
