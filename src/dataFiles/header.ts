import { type ByteScanner, type Place, STRAY } from "./byteScanner";
import { cellText, contentEnd, contentStart, decodeStrictly } from "./cellText";
import { type ColumnSpec, type FileTypeSpec } from "./fileTypes";
import { type FindingLog } from "./findingLog";

export interface HeaderCell {
  readonly text: string;
  readonly place: Place;
  readonly utf8: boolean;
  readonly stray: boolean;
}

/** A column of the type and the cell of each row that holds it; -1 where the file has no such column. */
export interface PlannedColumn {
  readonly spec: ColumnSpec;
  readonly cell: number;
}

export interface HeaderPlan {
  readonly columns: readonly PlannedColumn[];
  readonly width: number;
  /** A required column is missing: rows cannot be told apart. */
  readonly lacking: boolean;
}

export function headerCells(scanner: ByteScanner): HeaderCell[] {
  return Array.from({ length: scanner.cellCount }, (_, cell) => ({
    text: cellText(scanner, cell),
    place: scanner.place(cell),
    utf8: decodeStrictly(scanner.bytes, contentStart(scanner, cell), contentEnd(scanner, cell)) !== null,
    stray: ((scanner.flags[cell] ?? 0) & STRAY) !== 0,
  }));
}

/** Another character than the comma that separates the names of a header; undefined where it is the comma. */
export function foreignSeparator(cells: readonly HeaderCell[]): string | undefined {
  const only = cells.length === 1 ? cells[0] : undefined;
  return [";", "\t", "|"].find((mark) => only?.text.includes(mark));
}

/** Holds the names of the header against the columns of the type. */
export function planHeader(cells: readonly HeaderCell[], spec: FileTypeSpec, log: FindingLog): HeaderPlan {
  checkCells(cells, log);
  const taken = new Set<number>();
  const columns: PlannedColumn[] = [];
  let lacking = false;
  for (const column of spec.columns) {
    const cell = findColumn(cells, column, spec, taken, log);
    if (cell >= 0) taken.add(cell);
    if (cell < 0 && column.required) {
      lacking = true;
      reportMissing(cells, column, spec, log);
    }
    columns.push({ spec: column, cell });
  }
  columns.push(...furtherColumns(cells, spec, taken, log));
  return { columns, width: cells.length, lacking };
}

function checkCells(cells: readonly HeaderCell[], log: FindingLog): void {
  for (const { text, place, utf8, stray } of cells) {
    if (!utf8) log.add("encoding", place, () => notUtf8(text));
    if (stray) {
      log.add("strayQuote", place, () => ({
        message: `The column name ${text} has a quotation mark in the wrong place.`,
        expected: 'Put the whole cell in quotation marks and double the ones inside: "a ""b""".',
      }));
    }
  }
}

const notUtf8 = (text: string) => ({
  message: `"${text}" is not UTF-8.`,
  expected: "Save the file with the encoding UTF-8.",
});

const plain = (name: string) => name.toLowerCase().replace(/[\s_-]/g, "");

function findColumn(
  cells: readonly HeaderCell[],
  column: ColumnSpec,
  spec: FileTypeSpec,
  taken: ReadonlySet<number>,
  log: FindingLog,
): number {
  const exact = cells.findIndex(({ text }) => text === column.name);
  if (exact >= 0) {
    reportDuplicates(cells, column, exact, log);
    return exact;
  }
  const isNameOfAnother = (text: string) => spec.columns.some(({ name }) => name === text);
  const near = cells.findIndex(
    ({ text }, cell) => !taken.has(cell) && plain(text) === plain(column.name) && !isNameOfAnother(text),
  );
  const found = cells[near];
  if (found === undefined) return -1;
  log.add("headerSpelling", found.place, () => ({
    message: `The column name is "${found.text}".`,
    expected: `Write it exactly as ${column.name}.`,
    fix: {
      title: `Rename to ${column.name}`,
      startOffset: found.place.startOffset,
      endOffset: found.place.endOffset,
      text: column.name,
    },
  }));
  return near;
}

function reportDuplicates(cells: readonly HeaderCell[], column: ColumnSpec, first: number, log: FindingLog): void {
  for (const { text, place } of cells.slice(first + 1)) {
    if (text !== column.name) continue;
    log.add("duplicateColumn", place, () => ({
      message: `The column ${column.name} is there twice, first as column ${String(first + 1)}.`,
      expected: "Keep one of the two.",
    }));
  }
}

function reportMissing(cells: readonly HeaderCell[], column: ColumnSpec, spec: FileTypeSpec, log: FindingLog): void {
  const last = cells.at(-1)?.place ?? { line: 1, column: 1, startOffset: 0, endOffset: 0 };
  const whole = {
    line: last.line,
    column: 1,
    startOffset: cells[0]?.place.startOffset ?? 0,
    endOffset: last.endOffset,
  };
  log.add("missingColumn", whole, () => ({
    message: `The column ${column.name} is missing.`,
    expected: `A ${spec.type} file needs ${spec.columns
      .filter(({ required }) => required)
      .map(({ name }) => name)
      .join(", ")}.`,
  }));
}

/** Columns the type does not have: read as words where its columns are unknown, else left aside. */
function furtherColumns(
  cells: readonly HeaderCell[],
  spec: FileTypeSpec,
  taken: ReadonlySet<number>,
  log: FindingLog,
): PlannedColumn[] {
  const further: PlannedColumn[] = [];
  cells.forEach(({ text, place }, cell) => {
    if (taken.has(cell) || spec.columns.some(({ name }) => name === text)) return;
    if (further.some(({ spec: { name } }) => name === text)) {
      log.add("duplicateColumn", place, () => ({
        message: `The column ${text} is there twice.`,
        expected: "Keep one of the two.",
      }));
      return;
    }
    if (!spec.complete && text !== "") {
      further.push({ spec: { name: text, kind: "word", required: false, whenEmpty: "" }, cell });
      return;
    }
    log.add("unknownColumn", place, () => ({
      message: text === "" ? "The column has no name." : `A ${spec.type} file has no column "${text}".`,
      expected: `It is not read. The columns are ${spec.columns.map(({ name }) => name).join(", ")}.`,
    }));
  });
  return further;
}
