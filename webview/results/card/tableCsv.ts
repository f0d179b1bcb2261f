import { type FigureTable } from "../figures/figure";

/**
 * A figure's numbers as CSV (RFC 4180): unrounded with a point, shares as fractions, what is missing empty. `source` is
 * written in every row, so that a copy cannot lose it.
 */
export function tableCsv({ names, rows }: FigureTable, source: string): string {
  const lines = rows.map(({ values }) => names.map((_, at) => csvCell(values[at] ?? null)).concat(csvCell(source)));
  const head = [...names.map(csvCell), "source"];
  return [head, ...lines]
    .map((cells) => cells.join(","))
    .concat("")
    .join("\r\n");
}

/** What begins like a formula would be one in a spreadsheet: names from data get an apostrophe. */
function csvCell(value: string | number | null): string {
  if (value === null || (typeof value === "number" && !Number.isFinite(value))) return "";
  if (typeof value === "number") return String(value);
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
