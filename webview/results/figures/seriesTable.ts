import { fill } from "../../shared/fill";
import { type DriverSeries, type ResultTable } from "../data/resultTable";
import { type FigureContext, type FigureRow, type FigureTable } from "./figure";
import { expectedOf } from "./seriesLayers";
import { estimateText, fileUnit, unitWord } from "./wording";

/** An amount as it stands beside the sum of its date. */
export const amountOf =
  (sum: number, { strings, format, shares }: FigureContext) =>
  (value: number): string =>
    shares ? fill(strings.percentValue, format.percent(value)) : format.amount(value, sum);

/** Dates by drivers, each mean with its interval; the total has none, since ends of intervals do not add up. */
export function seriesTable(result: ResultTable, context: FigureContext): FigureTable {
  const { strings, shares } = context;
  const { series, dates } = result;
  const sums = expectedOf(result);
  const unit = unitWord(context);
  return {
    columns: [
      { heading: strings.date, unit: "" },
      ...series.map(({ driver }) => ({ heading: driver, unit: fill(strings.seriesMeanBracket, unit) })),
      { heading: strings.total, unit: fill(strings.partsMean, unit) },
      ...(shares ? [] : [{ heading: strings.actual, unit }]),
    ],
    names: [
      "date",
      ...series.flatMap(({ driver }) => [`${driver}_mean`, `${driver}_low`, `${driver}_high`]),
      "total_mean",
      ...(shares ? [] : ["actual"]),
      "unit",
    ],
    rows: dates.map((date, at) => tableRow(result, { date, at, sum: sums[at] ?? NaN }, context)),
  };
}

function tableRow(
  result: ResultTable,
  { date, at, sum }: { readonly date: string; readonly at: number; readonly sum: number },
  context: FigureContext,
): FigureRow {
  const { format, strings, shares } = context;
  const show = amountOf(sum, context);
  const actual = result.actual[at] ?? null;
  const cell = ({ mean, lo, hi }: DriverSeries): string => {
    const [middle = NaN, low = NaN, high = NaN] = [mean[at], lo[at], hi[at]];
    return Number.isFinite(middle) ? estimateText({ p50: middle, lo: low, hi: high }, show, context) : strings.none;
  };
  return {
    name: format.date(date),
    cells: [
      ...result.series.map(cell),
      Number.isFinite(sum) ? show(sum) : strings.none,
      ...(shares ? [] : [actual === null ? strings.none : show(actual)]),
    ],
    values: [
      date,
      ...result.series.flatMap(({ mean, lo, hi }) => [mean[at] ?? null, lo[at] ?? null, hi[at] ?? null]),
      sum,
      ...(shares ? [] : [actual]),
      fileUnit(context),
    ],
  };
}
