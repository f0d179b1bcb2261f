import { csvCell } from "./csvCell";
import { type Estimate } from "./data/estimates";
import { type ResultTable } from "./data/resultTable";
import { type ResultRow } from "./rows";

/** Contributions are named with what they are counted in. */
const columnsIn = (unit: ResultTable["unit"]) => [
  "driver",
  "kind",
  "product",
  `contribution_mean_${unit}`,
  `contribution_median_${unit}`,
  `contribution_low_${unit}`,
  `contribution_high_${unit}`,
  "share_median",
  "share_low",
  "share_high",
  "measured_against",
  "spend",
  "roi_median",
  "roi_low",
  "roi_high",
  "probability_roi_above_1",
  "roi_basis",
  "interval_level",
  "first_date",
  "last_date",
  "draws",
  "source",
];

/** What the numbers are about, filters and all, and their first and last date. */
export interface CsvOrigin {
  readonly source: string;
  readonly dates: readonly [first: string | undefined, last: string | undefined];
}

type Cells = Readonly<Record<string, string | number | null>>;

/**
 * The table as CSV (RFC 4180): the rows in the order given, then the total. Numbers are unrounded with a point,
 * shares are fractions, what is missing is empty. Each row names its source, so that a copy cannot lose it.
 */
export function resultCsv(
  rows: readonly ResultRow[],
  total: ResultRow,
  result: ResultTable,
  { source, dates: [first, last] }: CsvOrigin,
): string {
  const columns = columnsIn(result.unit);
  const lines = [...rows, { ...total, driver: "total", kind: "total" }].map((row): Cells => ({
    driver: row.driver,
    kind: row.kind,
    product: row.product,
    ...contributionCells(row.units, result.unit),
    ...shareCells(row.share),
    measured_against: row.reference,
    spend: row.spend,
    ...returnCells(row.roi, row.pAbove1),
    roi_basis: row.roi === null ? null : result.basis,
    interval_level: result.level,
    first_date: first ?? null,
    last_date: last ?? null,
    draws: result.draws,
    source,
  }));
  const text = lines.map((cells) => columns.map((column) => csvCell(cells[column] ?? null)).join(","));
  return [columns.join(","), ...text, ""].join("\r\n");
}

const contributionCells = (units: ResultRow["units"], unit: ResultTable["unit"]): Cells => ({
  [`contribution_mean_${unit}`]: units?.mean ?? null,
  [`contribution_median_${unit}`]: units?.p50 ?? null,
  [`contribution_low_${unit}`]: units?.lo ?? null,
  [`contribution_high_${unit}`]: units?.hi ?? null,
});

const shareCells = (share: Estimate | null) => ({
  share_median: share?.p50 ?? null,
  share_low: share?.lo ?? null,
  share_high: share?.hi ?? null,
});

const returnCells = (roi: Estimate | null, pAbove1: number | null) => ({
  roi_median: roi?.p50 ?? null,
  roi_low: roi?.lo ?? null,
  roi_high: roi?.hi ?? null,
  probability_roi_above_1: pAbove1,
});
