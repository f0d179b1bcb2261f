import * as l10n from "@vscode/l10n";
import { type Layout } from "./batch";
import { type CellRow, FILE_START, type Place, STRAY } from "./cellRow";
import { cellText, contentEnd, contentStart, decodeStrictly } from "./cellText";
import { type ColumnSpec, type FileTypeSpec } from "./fileTypes";
import { type FindingLog } from "./findingLog";
import { RULES } from "./rules";
import { shown } from "./shownText";

export interface HeaderCell {
  readonly text: string;
  readonly place: Place;
  readonly utf8: boolean;
  readonly stray: boolean;
}

/**
 * A column of the type and the cell of each row that holds it; -1 where the file has no such column. In the wide layout
 * the names stand below each other, and the cell is the number of the row.
 */
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

export function headerCells(row: CellRow): HeaderCell[] {
  return Array.from({ length: row.cellCount }, (_, cell) => headerCell(row, cell));
}

export function headerCell(row: CellRow, cell: number): HeaderCell {
  return {
    text: cellText(row, cell),
    place: row.place(cell),
    utf8: decodeStrictly(row.bytes, contentStart(row, cell), contentEnd(row, cell)) !== null,
    stray: ((row.flags[cell] ?? 0) & STRAY) !== 0,
  };
}

/** "sep=;" above the header, which spreadsheet programs write and read. */
export const isSeparatorLine = (text: string): boolean => /^sep=[^\p{L}\d]$/iu.test(text);

/** The separator that the first line of a file names; undefined where it is no such line. */
export function declaredSeparator(cells: readonly HeaderCell[]): string | undefined {
  const line = cells.map(({ text }) => text).join(",");
  return isSeparatorLine(line) ? line.slice(-1) : undefined;
}

/** Another character than the comma that separates the names of a header; undefined where it is the comma. */
export function foreignSeparator(cells: readonly HeaderCell[]): string | undefined {
  const only = cells.length === 1 ? cells[0] : undefined;
  return [";", "\t", "|"].find((mark) => only?.text.includes(mark));
}

/** Holds the names of the header against the columns of the type. */
export function planHeader(
  cells: readonly HeaderCell[],
  spec: FileTypeSpec,
  log: FindingLog,
  layout: Layout = "long",
): HeaderPlan {
  checkCells(cells, log);
  const what = layout === "long" ? "column" : "row";
  const taken = new Set<number>();
  const columns: PlannedColumn[] = [];
  let lacking = false;
  for (const column of spec.columns) {
    const cell = findColumn(cells, column, spec, taken, what, log);
    if (cell >= 0) taken.add(cell);
    if (cell < 0 && column.required) {
      lacking = true;
      reportMissing(cells, column, spec, what, log);
    }
    columns.push({ spec: column, cell });
  }
  columns.push(...furtherColumns(cells, spec, taken, what, log));
  return { columns, width: cells.length, lacking };
}

function checkCells(cells: readonly HeaderCell[], log: FindingLog): void {
  for (const { text, place, utf8, stray } of cells) {
    if (!utf8) log.add("encoding", place, () => notUtf8(text));
    if (stray) {
      log.add("strayQuote", place, () => ({
        message: l10n.t("The name {0} has a quotation mark in the wrong place.", shown(text)),
        expected: l10n.t('Put the whole cell in quotation marks and double the ones inside: "a ""b""".'),
      }));
    }
  }
}

const notUtf8 = (text: string) => ({
  message: l10n.t('"{0}" is not UTF-8.', shown(text)),
  expected: RULES.encoding.words().expected,
});

const plain = (name: string) => name.toLowerCase().replace(/[\s_-]/g, "");

function findColumn(
  cells: readonly HeaderCell[],
  column: ColumnSpec,
  spec: FileTypeSpec,
  taken: ReadonlySet<number>,
  what: "column" | "row",
  log: FindingLog,
): number {
  const exact = cells.findIndex(({ text }) => text === column.name);
  if (exact >= 0) {
    reportDuplicates(cells, column, exact, what, log);
    return exact;
  }
  const isNameOfAnother = (text: string) => spec.columns.some(({ name }) => name === text);
  const near = cells.findIndex(
    ({ text }, cell) => !taken.has(cell) && plain(text) === plain(column.name) && !isNameOfAnother(text),
  );
  const found = cells[near];
  if (found === undefined) return -1;
  log.add("headerSpelling", found.place, () => ({
    message:
      what === "row"
        ? l10n.t('The row name is "{0}".', shown(found.text))
        : l10n.t('The column name is "{0}".', shown(found.text)),
    expected: l10n.t("Write it exactly as {0}.", column.name),
    fix: {
      title: l10n.t("Rename to {0}", column.name),
      startOffset: found.place.startOffset,
      endOffset: found.place.endOffset,
      text: column.name,
    },
  }));
  return near;
}

function reportDuplicates(
  cells: readonly HeaderCell[],
  column: ColumnSpec,
  first: number,
  what: "column" | "row",
  log: FindingLog,
): void {
  for (const { text, place } of cells.slice(first + 1)) {
    if (text !== column.name) continue;
    log.add("duplicateColumn", place, () => ({
      message:
        what === "row"
          ? l10n.t("The row {0} is there twice, first as row {1}.", column.name, first + 1)
          : l10n.t("The column {0} is there twice, first as column {1}.", column.name, first + 1),
      expected: RULES.duplicateColumn.words().expected,
    }));
  }
}

function reportMissing(
  cells: readonly HeaderCell[],
  column: ColumnSpec,
  spec: FileTypeSpec,
  what: "column" | "row",
  log: FindingLog,
): void {
  const first = cells[0]?.place ?? FILE_START;
  const last = cells.at(-1)?.place ?? FILE_START;
  const whole = {
    line: first.line,
    column: 1,
    startOffset: first.startOffset,
    endOffset: last.endOffset,
  };
  const needed = () =>
    spec.columns
      .filter(({ required }) => required)
      .map(({ name }) => name)
      .join(", ");
  const words = () => ({
    message:
      what === "row"
        ? l10n.t("The row {0} is missing.", column.name)
        : l10n.t("The column {0} is missing.", column.name),
    expected:
      what === "row"
        ? l10n.t("In the wide layout a {0} file needs the rows {1}.", spec.type, needed())
        : l10n.t("A {0} file needs {1}.", spec.type, needed()),
  });
  // Rows without a date belong nowhere; anything else that is missing leaves something to read.
  if (column.kind === "date") log.addFatal("missingColumn", whole, words);
  else log.add("missingColumn", whole, words);
}

/** Each takes memory of its own. */
const MOST_COLUMNS = 1000;

/** Columns the type does not have: read as words where its columns are unknown, else left aside. */
function furtherColumns(
  cells: readonly HeaderCell[],
  spec: FileTypeSpec,
  taken: ReadonlySet<number>,
  what: "column" | "row",
  log: FindingLog,
): PlannedColumn[] {
  const further: PlannedColumn[] = [];
  const names = new Set<string>();
  cells.forEach(({ text, place }, cell) => {
    if (taken.has(cell) || spec.columns.some(({ name }) => name === text)) return;
    if (names.has(text)) {
      log.add("duplicateColumn", place, () => ({
        message:
          what === "row"
            ? l10n.t("The row {0} is there twice.", shown(text))
            : l10n.t("The column {0} is there twice.", shown(text)),
        expected: RULES.duplicateColumn.words().expected,
      }));
      return;
    }
    if (!spec.complete && text !== "") {
      if (names.size === MOST_COLUMNS) reportMany(cells.length, place, log);
      names.add(text);
      if (names.size > MOST_COLUMNS) return;
      further.push({ spec: { name: text, kind: "word", required: false, whenEmpty: "" }, cell });
      return;
    }
    log.add("unknownColumn", place, () => unknownWords(text, spec, what));
  });
  return further;
}

function unknownWords(text: string, { type, columns }: FileTypeSpec, what: "column" | "row") {
  const names = columns.map(({ name }) => name).join(", ");
  if (what === "row") {
    return {
      message: text === "" ? l10n.t("The row has no name.") : l10n.t('A {0} file has no row "{1}".', type, shown(text)),
      expected: l10n.t("It is not read. The rows are {0}.", names),
    };
  }
  return {
    message:
      text === "" ? l10n.t("The column has no name.") : l10n.t('A {0} file has no column "{1}".', type, shown(text)),
    expected: l10n.t("It is not read. The columns are {0}.", names),
  };
}

function reportMany(count: number, place: Place, log: FindingLog): void {
  log.addFatal("tooManyColumns", place, () => ({
    message: l10n.t("The file has {0} columns; at most {1} can be read.", count, MOST_COLUMNS),
    expected: RULES.tooManyColumns.words().expected,
  }));
}
