import { csvCell } from "../csvCell";
import { type TypeName } from "../fileTypes";
import { joinedBytes } from "../joinedBytes";
import { type Mended, mendCell, type OpenKind, openKindOf } from "./cellMender";
import { type ChosenReadings, Conventions } from "./conventions";
import { type MendKind } from "./mendKinds";
import { namesSeparator, openingRows, separatorOf, type TableRow, tableRows } from "./tableRows";
import { tableShape, type TableShape } from "./tableShape";
import { utf8Of } from "./utf8Of";

export interface MendOptions extends ChosenReadings {
  readonly kinds: readonly MendKind[];
  /** Undefined: the one that the header shows. */
  readonly type: TypeName | undefined;
  readonly fileName: string;
}

/** Cells that have several readings, and are left as they are. */
export interface OpenCells {
  readonly count: number;
  /** The text of the first of them. */
  readonly example: string;
}

export interface MendedFile {
  readonly bytes: Uint8Array;
  /** How often each kind changed something, or would have if it had been asked for. */
  readonly counts: Readonly<Partial<Record<MendKind, number>>>;
  readonly open: Readonly<Partial<Record<OpenKind, OpenCells>>>;
}

/** Puts right what can be put right without asking. Rows in which nothing is wrong keep every byte. */
export function mendFile(original: Uint8Array, options: MendOptions): MendedFile {
  if (isPacked(original)) return { bytes: original, counts: {}, open: {} };
  const { bytes, changed } = utf8Of(original);
  const mending = new Mending(changed && options.kinds.includes("encoding") ? bytes : original, options);
  if (changed) mending.note("encoding");
  mending.run();
  return mending;
}

/** Workbooks are no text, whatever they are called. */
function isPacked(bytes: Uint8Array): boolean {
  const begins = (...start: number[]) => start.every((byte, i) => bytes[i] === byte);
  return begins(0x50, 0x4b) || begins(0xd0, 0xcf, 0x11, 0xe0);
}

interface MendedRow {
  /** Undefined: as in the file. */
  readonly cells: readonly string[] | undefined;
  readonly row: TableRow;
}

class Mending implements MendedFile {
  bytes: Uint8Array;
  readonly counts: Partial<Record<MendKind, number>> = {};
  readonly open: Partial<Record<OpenKind, OpenCells>> = {};
  private changed = false;
  private readonly separator: string;
  private readonly encoder = new TextEncoder();

  constructor(
    private readonly original: Uint8Array,
    private readonly options: MendOptions,
  ) {
    this.bytes = original;
    this.separator = separatorOf(original);
  }

  /** True where that kind of change is wanted. */
  note(kind: MendKind): boolean {
    this.counts[kind] = (this.counts[kind] ?? 0) + 1;
    const wanted = this.options.kinds.includes(kind);
    this.changed ||= wanted;
    return wanted;
  }

  run(): void {
    const shape = tableShape(openingRows(this.original, this.separator), this.options.type, this.options.fileName);
    const isNamed = namesSeparator(this.original, this.separator);
    const mayRespace = (this.separator !== "," || isNamed) && this.note("separator");
    const respaced = mayRespace && this.separator !== ",";
    // Cells between other separators cannot be changed without changing those.
    if (this.separator !== "," && !respaced) return;
    if (shape === undefined && !mayRespace) return;
    const rows = shape === undefined ? this.rowsAsTheyAre() : this.rowsOf(shape);
    if (this.changed) this.bytes = this.written(rows, respaced, mayRespace && isNamed);
  }

  /** Of a table of no type only the cells are known: neither what is in them nor whether their order matters. */
  private rowsAsTheyAre(): readonly MendedRow[] {
    return Array.from(tableRows(this.original, this.separator), (row) => ({ row, cells: undefined }));
  }

  private rowsOf(shape: TableShape): readonly MendedRow[] {
    return this.inOrder([...this.withoutDuplicates(this.mendedRows(shape), shape)], shape);
  }

  private *mendedRows(shape: TableShape): Generator<MendedRow> {
    const conventions = new Conventions(this.separator, this.options);
    let at = 0;
    for (const { texts } of tableRows(this.original, this.separator)) {
      texts.forEach((text, cell) => {
        const column = shape.columnAt(at, cell);
        if (column !== undefined) conventions.see(column, text, shape.countryAt(cell, texts));
      });
      at++;
    }
    at = 0;
    for (const row of tableRows(this.original, this.separator)) {
      yield { row, cells: this.mendRow(row, at, shape, conventions) };
      at++;
    }
  }

  private mendRow(
    row: TableRow,
    at: number,
    shape: TableShape,
    conventions: Conventions,
  ): readonly string[] | undefined {
    let cells: string[] | undefined;
    for (const cell of row.texts.keys()) {
      const mended = this.mendAt(at, cell, row.texts, shape, conventions);
      if (mended === undefined || !this.note(mended.kind)) continue;
      cells ??= [...row.texts];
      cells[cell] = mended.text;
    }
    return cells;
  }

  private mendAt(
    row: number,
    cell: number,
    texts: readonly string[],
    shape: TableShape,
    conventions: Conventions,
  ): Mended | undefined {
    const text = texts[cell] ?? "";
    const name = shape.nameAt(row, cell, text);
    if (name !== undefined && name !== text) return { kind: "names", text: name };
    const column = shape.columnAt(row, cell);
    if (column === undefined) return undefined;
    const country = shape.countryAt(cell, texts);
    const mended = mendCell(column, text, country, conventions);
    if (mended === undefined || mended.kind === "spaces")
      this.noteOpen(openKindOf(column, text, country, conventions), text);
    return mended;
  }

  private noteOpen(kind: OpenKind | undefined, text: string): void {
    if (kind === undefined) return;
    const { count = 0, example = text.trim() } = this.open[kind] ?? {};
    this.open[kind] = { count: count + 1, example };
  }

  /** A row with the same cells as an earlier one says nothing new. */
  private *withoutDuplicates(rows: Iterable<MendedRow>, shape: TableShape): Generator<MendedRow> {
    const met = new Set<string>();
    let at = 0;
    for (const row of rows) {
      const texts = row.cells ?? row.row.texts;
      const key = texts.join("\0");
      // Spreadsheets leave rows of empty cells behind the last one; they say nothing, however often.
      const isNothing = texts.length > 1 && texts.every((text) => text.trim() === "");
      const again = at++ >= shape.headerRows && (isNothing || met.has(key));
      met.add(key);
      if (again && this.note("duplicates")) continue;
      yield row;
    }
  }

  private inOrder(rows: readonly MendedRow[], shape: TableShape): readonly MendedRow[] {
    const keyed = rows.slice(shape.headerRows).map((row) => {
      const texts = row.cells ?? row.row.texts;
      return { row, key: shape.sortCells.map((cell) => texts[cell] ?? "").join("\0") };
    });
    const outOfOrder = keyed.some(({ key }, i) => i > 0 && key < (keyed[i - 1]?.key ?? ""));
    if (!outOfOrder || !this.note("order")) return rows;
    keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
    return [...rows.slice(0, shape.headerRows), ...keyed.map(({ row }) => row)];
  }

  private written(rows: readonly MendedRow[], respaced: boolean, fromHeader: boolean): Uint8Array {
    const [first] = rows;
    const end = this.encoder.encode(this.lineEnd());
    const parts: Uint8Array[] = [];
    if (first !== undefined)
      parts.push(this.original.subarray(0, fromHeader ? markLength(this.original) : first.row.start));
    for (const { row, cells } of rows) {
      const written = cells ?? (respaced ? row.texts : undefined);
      const { start, end: stop } = row;
      parts.push(
        written === undefined
          ? this.original.subarray(start, stop)
          : this.encoder.encode(written.map(csvCell).join(",")),
        end,
      );
    }
    return joinedBytes(parts);
  }

  /** The one that ends the first row; a file whose rows end in different ways gets one. */
  private lineEnd(): string {
    const first = this.original.findIndex((byte) => byte === 10 || byte === 13);
    if (first < 0 || this.original[first] === 10) return "\n";
    return this.original[first + 1] === 10 ? "\r\n" : "\r";
  }
}

/** Bytes of the byte order mark. */
const markLength = (bytes: Uint8Array): number => (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0);
