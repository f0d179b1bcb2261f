import { type NumberFormat } from "../shared/numberFormat";
import { fill } from "../shared/fill";
import { type ResultsStrings } from "./strings";
import { type ResultTable } from "./data/resultTable";
import { type Estimate } from "./data/estimates";
import { probabilityPercent } from "./probability";
import { type ResultRow } from "./rows";

export type ColumnId =
  | "driver"
  | "kind"
  | "mean"
  | "meanInterval"
  | "share"
  | "shareInterval"
  | "spend"
  | "roi"
  | "roiInterval"
  | "aboveOne";

export type ColumnGroup = "driver" | "contribution" | "share" | "return";

export interface Column {
  readonly id: ColumnId;
  readonly group: ColumnGroup;
  readonly heading: string;
  /** Below the heading; empty for words. */
  readonly unit: string;
  /** What the numbers of the cell are counted in; empty for words. */
  readonly measure: string;
  readonly cell: (row: ResultRow) => string;
  /** The interval that belongs to the cell, in the same unit; null where there is none. */
  readonly interval: (row: ResultRow) => string | null;
  /** Absent where an order would mean nothing. */
  readonly sortBy?: (row: ResultRow) => number | string | null;
}

export interface ColumnContext {
  readonly strings: ResultsStrings;
  readonly format: NumberFormat;
  readonly level: number;
  readonly currency: string | null;
  /** What contributions are counted in. */
  readonly unit: ResultTable["unit"];
  readonly basis: ResultTable["basis"];
  readonly rows: readonly ResultRow[];
  /** Counts for the number of decimals, as it stands in the same column. */
  readonly total: number;
}

export function kindWord(kind: string, strings: ResultsStrings): string {
  const words: Readonly<Record<string, string>> = {
    base: strings.kindBase,
    media: strings.kindMedia,
    price: strings.kindPrice,
    distribution: strings.kindDistribution,
    events: strings.kindEvents,
    control: strings.kindControl,
    seasonality: strings.kindSeasonality,
    trend: strings.kindTrend,
  };
  return words[kind] ?? kind;
}

export function driverName(row: Pick<ResultRow, "driver" | "product">, strings: ResultsStrings): string {
  return row.product === null ? row.driver : fill(strings.driverOfProduct, row.driver, row.product);
}

/** The table's columns from left to right; those of returns only where the result has any. */
export function resultColumns(context: ColumnContext): readonly Column[] {
  const hasReturns = context.rows.some((row) => row.spend !== null);
  return [...wordColumns(context), ...unitColumns(context), ...(hasReturns ? returnColumns(context) : [])];
}

function wordColumns({ strings }: ColumnContext): Column[] {
  const name = (row: ResultRow): string => driverName(row, strings);
  const kind = (row: ResultRow): string => kindWord(row.kind, strings);
  const words = { group: "driver", unit: "", measure: "", interval: () => null } as const;
  return [
    { ...words, id: "driver", heading: strings.columnDriver, cell: name, sortBy: name },
    { ...words, id: "kind", heading: strings.columnKind, cell: kind, sortBy: kind },
  ];
}

function unitColumns({ strings, format, level, rows, total, unit, currency }: ColumnContext): Column[] {
  const counted = contributionUnit(unit, currency ?? strings.unitCurrency, strings);
  const largest = Math.max(Math.abs(total), ...rows.map((row) => Math.abs(row.units?.mean ?? 0)));
  const amount = (value: number): string => format.amount(value, largest);
  const units = (row: ResultRow): string => range(row.units, amount, strings);
  const share = (row: ResultRow): string => range(row.share, format.percent, strings);
  const heading = fill(strings.columnInterval, format.wholePercent(level));
  return [
    {
      id: "mean",
      group: "contribution",
      heading: strings.columnMean,
      unit: counted,
      measure: counted,
      cell: (row) => (row.units === null ? strings.none : amount(row.units.mean)),
      interval: (row) => (row.units === null ? null : units(row)),
      sortBy: (row) => row.units?.mean ?? null,
    },
    {
      id: "meanInterval",
      group: "contribution",
      heading,
      unit: strings.unitLowHigh,
      measure: counted,
      cell: units,
      interval: () => null,
    },
    {
      id: "share",
      group: "share",
      heading: strings.columnMedian,
      unit: strings.unitPercent,
      measure: strings.unitPercent,
      cell: (row) => (row.share === null ? strings.none : format.percent(row.share.p50)),
      interval: (row) => (row.share === null ? null : share(row)),
      sortBy: (row) => row.share?.p50 ?? null,
    },
    {
      id: "shareInterval",
      group: "share",
      heading,
      unit: strings.unitLowHigh,
      measure: strings.unitPercent,
      cell: share,
      interval: () => null,
    },
  ];
}

function returnColumns({ strings, format, level, currency, basis, rows }: ColumnContext): Column[] {
  const ratio = ratioUnit({ currency, basis }, strings);
  const largest = Math.max(0, ...rows.map((row) => row.spend ?? 0));
  const missing = (row: ResultRow): string => (row.spend === 0 ? strings.noSpend : strings.none);
  const roi = (row: ResultRow): string => (row.roi === null ? missing(row) : range(row.roi, format.ratio, strings));
  return [
    {
      id: "spend",
      group: "return",
      heading: strings.columnSpend,
      unit: currency ?? strings.unitCurrency,
      measure: currency ?? strings.unitCurrency,
      cell: (row) => (row.spend === null ? strings.none : format.amount(row.spend, largest)),
      interval: () => null,
      sortBy: (row) => row.spend,
    },
    {
      id: "roi",
      group: "return",
      heading: strings.columnRoi,
      unit: ratio,
      measure: ratio,
      cell: (row) => (row.roi === null ? missing(row) : format.ratio(row.roi.p50)),
      interval: (row) => (row.roi === null ? null : roi(row)),
      sortBy: (row) => row.roi?.p50 ?? null,
    },
    {
      id: "roiInterval",
      group: "return",
      heading: fill(strings.columnInterval, format.wholePercent(level)),
      unit: strings.unitLowHigh,
      measure: ratio,
      cell: roi,
      interval: () => null,
    },
    {
      id: "aboveOne",
      group: "return",
      heading: strings.columnAboveOne,
      unit: strings.unitPercent,
      measure: strings.unitPercent,
      cell: (row) => (row.pAbove1 === null ? missing(row) : probabilityPercent(row.pAbove1, format)),
      interval: () => null,
      sortBy: (row) => row.pAbove1,
    },
  ];
}

/** "units sold" or "revenue, kr". */
export function contributionUnit(unit: ResultTable["unit"], currency: string, strings: ResultsStrings): string {
  return unit === "revenue" ? fill(strings.unitRevenue, currency) : strings.unitUnits;
}

/** What a return is counted in: "kr per kr", or "kr of profit per kr". */
export function ratioUnit(
  { currency, basis }: Pick<ResultTable, "currency" | "basis">,
  strings: ResultsStrings,
): string {
  if (basis === "profit") return fill(strings.unitProfitPerMoney, currency ?? strings.unitCurrency);
  return currency === null ? strings.unitRatio : fill(strings.unitMoneyPerMoney, currency);
}

/** How a return is computed; {0} is its unit. */
export const roiFormula = ({ basis }: Pick<ResultTable, "basis">, strings: ResultsStrings): string =>
  basis === "profit" ? strings.captionProfitRoi : strings.captionRoi;

/** "low to high" in a column's own format; a number that is certain has none. */
export function range(estimate: Estimate | null, format: (value: number) => string, strings: ResultsStrings): string {
  if (estimate === null || estimate.lo === estimate.hi) return strings.none;
  return fill(strings.range, format(estimate.lo), format(estimate.hi));
}
