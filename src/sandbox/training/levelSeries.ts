import { type Combination } from "../store/datasetTypes";
import { carriedNote, carryForward } from "./carryForward";
import { type RowTable } from "./rowTable";
import { type SalesSeries } from "./salesSeries";

/** How the rows of a type become series that always have some level: distribution, indicators, visits, competitors. */
export interface LevelRule {
  /** For notes: "Distribution Stores". */
  readonly label: string;
  readonly measure: string;
  /** The columns whose words name a series, and what stands before them. */
  readonly nameColumns: readonly string[];
  readonly prefix: string;
  /** How rows of one period add up over products and places. */
  readonly aggregate: "sum" | "mean";
}

export interface LevelSeries {
  readonly series: ReadonlyMap<string, Float64Array>;
  readonly notes: readonly string[];
}

export function levelSeries(
  table: RowTable,
  combination: Combination,
  sales: SalesSeries,
  rule: LevelRule,
): LevelSeries {
  const names = rule.nameColumns.map((column) => table.words(column));
  const nameOf = (row: number) =>
    [rule.prefix, ...names.map((word) => word(row))].filter((part) => part !== "").join(" ");
  const product = table.words("Product");
  const rowsOf = new Map<string, number[]>();
  for (const row of table.rowsNearest(combination, true, (each) => `${nameOf(each)}\n${product(each)}`)) {
    const rows = rowsOf.get(nameOf(row));
    if (rows === undefined) rowsOf.set(nameOf(row), [row]);
    else rows.push(row);
  }
  const series = new Map<string, Float64Array>();
  const notes: string[] = [];
  for (const [name, rows] of rowsOf) {
    const built = oneSeries(table, rows, sales, rule);
    if (typeof built === "string") notes.push(`${rule.label} ${name} ${built}`);
    else {
      series.set(name, built.values);
      const note = carriedNote(`${rule.label} ${name}`, sales.calendar.unit, built);
      if (note !== undefined) notes.push(note);
    }
  }
  return { series, notes };
}

interface FilledSeries {
  readonly values: Float64Array;
  readonly forward: number;
  readonly backward: number;
  readonly empty: boolean;
}

/** A sentence's end where there is nothing to build it from. */
function oneSeries(
  table: RowTable,
  rows: readonly number[],
  sales: SalesSeries,
  rule: LevelRule,
): FilledSeries | string {
  const dates = sales.calendar.dates.length;
  const values = new Float64Array(sales.units.length * dates).fill(NaN);
  let [forward, backward] = [0, 0];
  for (const [unit, name] of sales.units.entries()) {
    const own = rowsOfUnit(table, rows, name, rule);
    const before = fillUnit(table, own, sales, rule, values.subarray(unit * dates, (unit + 1) * dates));
    const carried = carryForward(values, unit * dates, (unit + 1) * dates, before);
    if (carried.empty) return "has no value in the Sales calendar and is left out.";
    forward = Math.max(forward, carried.forward);
    backward = Math.max(backward, carried.backward);
  }
  return { values, forward, backward, empty: false };
}

/** A product's own rows, else those for all products; for the sum of products the other way round. */
function rowsOfUnit(
  table: RowTable,
  rows: readonly number[],
  unit: string,
  { aggregate }: LevelRule,
): readonly number[] {
  const product = table.words("Product");
  const own = rows.filter((row) => product(row) === unit);
  if (own.length > 0) return own;
  const forAll = rows.filter((row) => product(row) === "all");
  if (forAll.length > 0) return forAll;
  // What competitors do to other products still says something; counts of other products do not.
  return unit === "all" || aggregate === "mean" ? rows : [];
}

/** Puts the values of one unit into its stretch. Answers the last value before the calendar, NaN where there is none. */
function fillUnit(
  table: RowTable,
  rows: readonly number[],
  { calendar }: SalesSeries,
  { measure, aggregate }: LevelRule,
  target: Float64Array,
): number {
  const [day, value] = [table.days("Date"), table.values(measure)];
  const sums = new Map<number, { sum: number; count: number }>();
  for (const row of rows) {
    if (Number.isNaN(value(row))) continue;
    const date = calendar.indexOf(day(row));
    // Days before the calendar keep their order below every position in it.
    const at =
      date >= 0 ? date : day(row) < (calendar.starts[0] ?? 0) ? day(row) - (calendar.starts[0] ?? 0) : undefined;
    if (at === undefined) continue;
    const sum = sums.get(at) ?? { sum: 0, count: 0 };
    sums.set(at, { sum: sum.sum + value(row), count: sum.count + 1 });
  }
  let [lastBefore, before] = [-Infinity, NaN];
  for (const [at, { sum, count }] of sums) {
    const level = aggregate === "sum" ? sum : sum / count;
    if (at >= 0) target[at] = level;
    else if (at > lastBefore) [lastBefore, before] = [at, level];
  }
  return before;
}
