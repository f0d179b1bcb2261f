import { TupleTable } from "../tupleTable";
import { DAYS_PER_PERIOD, isDated, periodIndex, periodStart } from "../periods";
import { type LongTable } from "./longTable";

/** What longer periods can be made of. */
export type Longer = "Week" | "Month";

/** Why a file cannot be added up: its dates are no periods, or not shorter ones than are wanted. */
export type NotShorter = "noPeriods" | "notShorter";

/** How the values of a measure become one. */
type Way = "sum" | "mean" | "wholeMean" | "weightedMean";

/** A price holds for each unit sold; places and indicators are levels; what remains is an amount. */
function wayOf(type: string, measure: string): Way {
  if (measure === "PricePerUnit" || measure === "ProfitPerUnit") return type === "Sales" ? "weightedMean" : "mean";
  if (type === "Distribution" || type === "Competitor Distribution") return "wholeMean";
  return type === "Macro" ? "mean" : "sum";
}

/** People reached in two weeks are partly the same ones: they do not add up. */
const MEAN_METRICS: readonly string[] = ["Reach"];

/** One row for each longer period of each series. */
export function aggregate(table: LongTable, to: Longer): LongTable | NotShorter {
  const { dates, summary } = table;
  const { type, periodicity } = summary;
  const [date] = dates;
  if (type === null || type === "Events" || date === undefined || dates.length > 1) return "noPeriods";
  if (periodicity === null || !isDated(periodicity)) return "noPeriods";
  if (DAYS_PER_PERIOD[periodicity] >= DAYS_PER_PERIOD[to]) return "notShorter";
  const groups = grouped(table, date.days, to);
  const measures = table.measures.map(({ name, values }) => ({
    name,
    values: Float64Array.from(groups, (rows) => valueOf(table, name, values, rows)),
  }));
  return {
    rows: groups.length,
    dimensions: table.dimensions.map(({ name, codes, dictionary }) => ({
      name,
      dictionary,
      codes: Uint32Array.from(groups, ([row = 0]) => codes[row] ?? 0),
    })),
    dates: [
      {
        name: date.name,
        days: Int32Array.from(groups, ([row = 0]) => periodStart(periodIndex(date.days[row] ?? 0, to), to)),
      },
    ],
    measures,
    summary: { ...summary, periodicity: to },
  };
}

/** The rows of each series and period, in the order they were met. */
function grouped({ rows, dimensions }: LongTable, days: Int32Array, to: Longer): readonly (readonly number[])[] {
  const keys = new TupleTable(dimensions.length + 1);
  const tuple = new Int32Array(dimensions.length + 1);
  const groups: number[][] = [];
  for (let row = 0; row < rows; row++) {
    dimensions.forEach(({ codes }, i) => (tuple[i] = codes[row] ?? 0));
    tuple[dimensions.length] = periodIndex(days[row] ?? 0, to);
    (groups[keys.intern(tuple)] ??= []).push(row);
  }
  return groups;
}

function valueOf(table: LongTable, measure: string, values: Float64Array, rows: readonly number[]): number {
  const given = rows.filter((row) => !Number.isNaN(values[row] ?? NaN));
  if (given.length === 0) return NaN;
  const sum = (of: readonly number[], weight: (row: number) => number) =>
    rounded(of.reduce((total, row) => total + (values[row] ?? 0) * weight(row), 0));
  const mean = () => rounded(sum(given, () => 1) / given.length);
  const way = wayOf(table.summary.type ?? "", measure);
  if (way === "wholeMean") return Math.round(mean());
  if (way === "mean" || isMeanMetric(table, given[0] ?? 0)) return mean();
  if (way === "sum") return sum(given, () => 1);
  const units = table.measures.find(({ name }) => name === "UnitsSold")?.values;
  const weight = (row: number) => Math.max(0, units?.[row] ?? 0) || 0;
  const total = given.reduce((all, row) => all + weight(row), 0);
  return total > 0 ? rounded(sum(given, weight) / total) : mean();
}

function isMeanMetric({ dimensions }: LongTable, row: number): boolean {
  const metric = dimensions.find(({ name }) => name === "Metric");
  return metric !== undefined && MEAN_METRICS.includes(metric.dictionary[metric.codes[row] ?? 0] ?? "");
}

/** Sums of decimals end in digits that nobody wrote: 0.1 + 0.2. */
const rounded = (value: number): number => Number(value.toPrecision(12));
