import { csvCell } from "../csvCell";
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
