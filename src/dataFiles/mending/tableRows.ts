import { ByteScanner } from "../byteScanner";
import { cellText } from "../cellText";
import { declaredSeparator, foreignSeparator, headerCells, isSeparatorLine } from "../header";
import { isName } from "../wideHeader";

/** A row as its texts and its bytes, line end not included. */
export interface TableRow {
  readonly texts: readonly string[];
  readonly start: number;
  readonly end: number;
}

const CHUNK = 1 << 16;

/** The separator of a file, as its header shows it, or the line above that spreadsheets write for each other. */
export function separatorOf(bytes: Uint8Array): string {
  const scanner = new ByteScanner();
  scanner.push(bytes.subarray(0, 1 << 20));
  scanner.end();
  if (!scanner.next()) return ",";
  const declared = declaredSeparator(headerCells(scanner));
  if (declared !== undefined && !scanner.next()) return declared;
  const cells = headerCells(scanner);
  return foreignSeparator(cells) ?? (cells.length === 1 ? declared : undefined) ?? ",";
}

/** Every row that is not blank, without a first line that only names the separator. */
export function* tableRows(bytes: Uint8Array, separator: string): Generator<TableRow> {
  let isFirst = true;
  for (const row of allRows(bytes, separator)) {
    if (!isFirst || !isSeparatorLine(row.texts.join(separator))) yield row;
    isFirst = false;
  }
}

/** The file begins with a line that only names its separator. */
export function namesSeparator(bytes: Uint8Array, separator: string): boolean {
  const first = allRows(bytes, separator).next();
  return first.done !== true && isSeparatorLine(first.value.texts.join(separator));
}

function* allRows(bytes: Uint8Array, separator: string): Generator<TableRow> {
  const scanner = new ByteScanner(separator.charCodeAt(0));
  for (let at = 0; at < bytes.length; at += CHUNK) {
    scanner.push(bytes.subarray(at, at + CHUNK));
    while (scanner.next()) yield rowOf(scanner);
  }
  scanner.end();
  while (scanner.next()) yield rowOf(scanner);
}

/** So many rows of names may stand above the dates of a wide file. */
const MOST_NAME_ROWS = 100;

/** The rows that tell layout and type, and the first below them. */
export function openingRows(bytes: Uint8Array, separator: string): (readonly string[])[] {
  const opening: (readonly string[])[] = [];
  for (const { texts } of tableRows(bytes, separator)) {
    opening.push(texts);
    if (opening.length > MOST_NAME_ROWS || (opening.length > 1 && !isName(texts[0] ?? ""))) break;
  }
  return opening;
}

function rowOf(scanner: ByteScanner): TableRow {
  const texts = Array.from({ length: scanner.cellCount }, (_, cell) => cellText(scanner, cell));
  const start = scanner.rowOffset;
  return { texts, start, end: start + scanner.rowLength };
}
