import { isSeparatorLine } from "../../../dataFiles/header";

/** One cell of a line of CSV: where it stands in it, and its text without quotation marks. */
export interface LineCell {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The cells of a line, as far as one line tells: a quoted line break makes two lines of a cell. */
export function lineCells(line: string, separator = ","): LineCell[] {
  const mark = separator.replace(/[|\\]/, "\\$&");
  const pattern = new RegExp(`(?<=^|${mark})(?:"(?:[^"]|"")*"?[^${mark}]*|[^${mark}]*)`, "g");
  const cells: LineCell[] = [];
  for (const { 0: raw, index } of line.matchAll(pattern)) {
    const quoted = raw.startsWith('"');
    const text = quoted ? raw.replace(/^"|"$/g, "").replaceAll('""', '"') : raw;
    cells.push({ start: index, end: index + raw.length, text });
  }
  return cells;
}

/** Where the header of a text stands, and what separates its cells. */
export interface LineHeader {
  readonly line: number;
  readonly separator: string;
}

/** As the first two lines tell: "sep=;" may stand above the header. */
export function lineHeader(first: string, second: string): LineHeader {
  const line = isSeparatorLine(first) ? 1 : 0;
  const header = line === 0 ? first : second;
  const separator = [";", "\t", "|"].find((mark) => !header.includes(",") && header.includes(mark));
  return { line, separator: separator ?? "," };
}

/** The number of the cell that a character lies in, or just behind. */
export const cellAt = (cells: readonly LineCell[], character: number): number =>
  cells.findIndex(({ start, end }) => start <= character && character <= end);
