import { type CellRow, ESCAPED, OPEN, QUOTED, STRAY } from "./cellRow";

const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
const strictDecoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

export function decode(bytes: Uint8Array, start: number, end: number): string {
  return decoder.decode(bytes.subarray(start, end));
}

/** Null where the bytes are not UTF-8. */
export function decodeStrictly(bytes: Uint8Array, start: number, end: number): string | null {
  try {
    return strictDecoder.decode(bytes.subarray(start, end));
  } catch {
    return null;
  }
}

/** The content of a cell: quotes taken off, doubled quotes made one. */
export function cellText(row: CellRow, cell: number): string {
  const flags = row.flags[cell] ?? 0;
  const start = contentStart(row, cell);
  const end = contentEnd(row, cell);
  const text = decode(row.bytes, start, end);
  return flags & ESCAPED ? text.replaceAll('""', '"') : text;
}

/** First byte inside the quotes, or of the cell. A cell with a stray quote is taken as it stands. */
export function contentStart(row: CellRow, cell: number): number {
  const flags = row.flags[cell] ?? 0;
  const start = row.starts[cell] ?? 0;
  return flags & QUOTED && !(flags & STRAY) ? start + 1 : start;
}

export function contentEnd(row: CellRow, cell: number): number {
  const flags = row.flags[cell] ?? 0;
  const end = row.ends[cell] ?? 0;
  return flags & QUOTED && !(flags & (STRAY | OPEN)) ? end - 1 : end;
}
