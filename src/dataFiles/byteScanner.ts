import { type CellScanner, ESCAPED, OPEN, type Place, QUOTED, STRAY } from "./cellRow";

const QUOTE = 34;
const COMMA = 44;
const LINE_FEED = 10;
const RETURN = 13;

type State = "cell" | "plain" | "quoted" | "afterQuote";

/**
 * Cuts CSV bytes into rows and cells (RFC 4180; lines end in LF, CRLF or CR) without making a string of anything. Data
 * files are separated by commas; another separator is for reading and putting right those that are not.
 */
export class ByteScanner implements CellScanner {
  bytes: Uint8Array = new Uint8Array(1 << 17);
  cellCount = 0;
  starts = new Int32Array(64);
  ends = new Int32Array(64);
  flags = new Uint8Array(64);
  private lines = new Int32Array(64);

  private length = 0;
  private base = 0;
  private position = 0;
  private rowStart = 0;
  private cellStart = 0;
  private cellFlags = 0;
  private cellLine = 1;
  private line = 1;
  private state: State = "cell";
  private ended = false;
  private rowDone = false;
  private markChecked = false;
  private highest: number;

  constructor(private separator = COMMA) {
    this.highest = Math.max(separator, QUOTE);
  }

  push(chunk: Uint8Array): void {
    if (this.rowDone) this.startRow();
    if (this.length + chunk.length > this.bytes.length) this.makeRoom(chunk.length);
    this.bytes.set(chunk, this.length);
    this.length += chunk.length;
  }

  end(): void {
    this.ended = true;
  }

  /** Cuts the row that was found last anew, and all that follow, by another separator. */
  separateBy(separator: number): void {
    this.separator = separator;
    this.highest = Math.max(separator, QUOTE);
    this.line = this.rowLine;
    this.position = this.rowStart;
    this.startRow();
  }

  /** Bytes of the row that is not complete yet. */
  get pending(): number {
    return this.rowDone ? 0 : this.length - this.rowStart;
  }

  /** Finds the next row that is not blank. False: push more bytes, or all is read. */
  next(): boolean {
    if (this.rowDone) this.startRow();
    if (!this.skipByteOrderMark()) return false;
    for (;;) {
      if (!this.scanRow()) return false;
      if (this.cellCount !== 1 || this.starts[0] !== this.ends[0]) return true;
      this.startRow();
    }
  }

  place(cell: number): Place {
    return {
      line: this.lines[cell] ?? this.line,
      column: cell + 1,
      startOffset: this.base + (this.starts[cell] ?? this.rowStart),
      endOffset: this.base + (this.ends[cell] ?? this.rowStart),
    };
  }

  rowPlace(): Place {
    return { line: this.rowLine, column: 1, startOffset: this.rowOffset, endOffset: this.rowOffset + this.rowLength };
  }

  get rowLine(): number {
    return this.lines[0] ?? this.line;
  }

  get rowOffset(): number {
    return this.base + (this.starts[0] ?? this.rowStart);
  }

  get rowLength(): number {
    return (this.ends[this.cellCount - 1] ?? 0) - (this.starts[0] ?? 0);
  }

  /** Bytes of the cell that is not complete yet. */
  get pendingCell(): number {
    return this.state === "cell" ? 0 : this.length - this.cellStart;
  }

  /** Where the cell that is not complete yet begins. */
  pendingPlace(): Place {
    return {
      line: this.cellLine,
      column: this.cellCount + 1,
      startOffset: this.base + this.cellStart,
      endOffset: this.base + this.length,
    };
  }

  /** True while the scanner stands inside quotes. */
  get insideQuotes(): boolean {
    return this.state === "quoted";
  }

  private startRow(): void {
    this.rowDone = false;
    this.rowStart = this.position;
    this.cellCount = 0;
    this.state = "cell";
  }

  private makeRoom(wanted: number): void {
    const kept = this.length - this.rowStart;
    // Half the room at most is moved, so that a row as long as the file is not copied once per chunk.
    const size =
      kept + wanted > this.bytes.length / 2 ? Math.max(this.bytes.length * 2, (kept + wanted) * 2) : this.bytes.length;
    const target = size === this.bytes.length ? this.bytes : new Uint8Array(size);
    if (target === this.bytes) target.copyWithin(0, this.rowStart, this.length);
    else target.set(this.bytes.subarray(this.rowStart, this.length));
    this.bytes = target;
    const shift = this.rowStart;
    for (let cell = 0; cell < this.cellCount; cell++) {
      this.starts[cell] = (this.starts[cell] ?? 0) - shift;
      this.ends[cell] = (this.ends[cell] ?? 0) - shift;
    }
    this.base += shift;
    this.rowStart = 0;
    this.position -= shift;
    this.cellStart -= shift;
    this.length = kept;
  }

  private skipByteOrderMark(): boolean {
    if (this.markChecked) return true;
    if (this.length < 3 && !this.ended) return false;
    this.markChecked = true;
    if (this.length >= 3 && this.bytes[0] === 0xef && this.bytes[1] === 0xbb && this.bytes[2] === 0xbf) {
      this.position = 3;
      this.rowStart = 3;
    }
    return true;
  }

  /** Goes on with the current row from where the bytes ran out. */
  private scanRow(): boolean {
    for (;;) {
      if (this.state === "cell") {
        if (this.position >= this.length && !this.ended) return false;
        if (this.position >= this.length && this.cellCount === 0) return false;
        this.openCell();
      }
      if (this.state === "plain") this.skipPlain();
      else if (this.state === "quoted") this.skipQuoted();
      if (this.state === "afterQuote" && !this.leaveQuotes()) continue;
      if (this.position >= this.length) {
        if (!this.ended) return false;
        if (this.state === "quoted") this.cellFlags |= OPEN;
        this.closeCell();
        this.rowDone = true;
        return true;
      }
      const separator = this.bytes[this.position];
      if (separator === RETURN && this.position + 1 >= this.length && !this.ended) return false;
      this.closeCell();
      this.position +=
        separator === RETURN && this.bytes[this.position + 1] === LINE_FEED && this.position + 1 < this.length ? 2 : 1;
      if (separator === this.separator) continue;
      this.line++;
      this.rowDone = true;
      return true;
    }
  }

  private openCell(): void {
    this.cellStart = this.position;
    this.cellLine = this.line;
    if (this.position < this.length && this.bytes[this.position] === QUOTE) {
      this.cellFlags = QUOTED;
      this.state = "quoted";
      this.position++;
    } else {
      this.cellFlags = 0;
      this.state = "plain";
    }
  }

  private closeCell(): void {
    const cell = this.cellCount++;
    if (cell >= this.starts.length) this.growCells();
    this.starts[cell] = this.cellStart;
    this.ends[cell] = this.position;
    this.flags[cell] = this.cellFlags;
    this.lines[cell] = this.cellLine;
    this.state = "cell";
  }

  private growCells(): void {
    const grown = <T extends Int32Array | Uint8Array>(old: T, fresh: T): T => (fresh.set(old), fresh);
    const size = this.starts.length * 2;
    this.starts = grown(this.starts, new Int32Array(size));
    this.ends = grown(this.ends, new Int32Array(size));
    this.flags = grown(this.flags, new Uint8Array(size));
    this.lines = grown(this.lines, new Int32Array(size));
  }

  private skipPlain(): void {
    const { bytes, length, separator, highest } = this;
    let at = this.position;
    for (; at < length; at++) {
      const byte = bytes[at] as number;
      // A comma is the highest of the bytes that matter: nearly every byte is passed by this one comparison.
      if (byte > highest) continue;
      if (byte === separator || byte === LINE_FEED || byte === RETURN) break;
      if (byte === QUOTE) this.cellFlags |= STRAY;
    }
    this.position = at;
  }

  private skipQuoted(): void {
    const { bytes, length } = this;
    let at = this.position;
    for (; at < length; at++) {
      const byte = bytes[at] as number;
      if (byte > QUOTE) continue;
      if (byte === QUOTE) break;
      if (byte === RETURN || (byte === LINE_FEED && bytes[at - 1] !== RETURN)) this.line++;
    }
    this.position = at;
    if (at >= length) return;
    this.position++;
    this.state = "afterQuote";
  }

  /** True when the cell ends here, or more bytes are needed; false when it goes on. */
  private leaveQuotes(): boolean {
    if (this.position >= this.length) return true;
    const byte = this.bytes[this.position];
    if (byte === QUOTE) {
      this.cellFlags |= ESCAPED;
      this.position++;
      this.state = "quoted";
      return false;
    }
    if (byte === this.separator || byte === LINE_FEED || byte === RETURN) return true;
    this.cellFlags |= STRAY;
    this.state = "plain";
    return false;
  }
}
