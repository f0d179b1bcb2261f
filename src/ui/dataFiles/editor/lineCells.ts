/** One cell of a line of CSV: where it stands in it, and its text without quotation marks. */
export interface LineCell {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The cells of a line, as far as one line tells: a quoted line break makes two lines of a cell. */
export function lineCells(line: string): LineCell[] {
  const cells: LineCell[] = [];
  for (const { 0: raw, index } of line.matchAll(/(?<=^|,)(?:"(?:[^"]|"")*"?[^,]*|[^,]*)/g)) {
    const quoted = raw.startsWith('"');
    const text = quoted ? raw.replace(/^"|"$/g, "").replaceAll('""', '"') : raw;
    cells.push({ start: index, end: index + raw.length, text });
  }
  return cells;
}

/** The number of the cell that a character lies in, or just behind. */
export const cellAt = (cells: readonly LineCell[], character: number): number =>
  cells.findIndex(({ start, end }) => start <= character && character <= end);
