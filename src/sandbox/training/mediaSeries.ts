import { type Frame } from "../engine/frame";
import { type Combination } from "../store/datasetTypes";
import { countOf } from "./carryForward";
import { type MetricChoice } from "./frameTypes";
import { type RowTable } from "./rowTable";
import { type SalesSeries } from "./salesSeries";

/** What tells best how many people met the medium, best first; money only where nothing else does. */
const EXPOSURES = ["Impression", "GRP", "Reach", "Clicks"];
const OTHERS = ["Investment", "Gross", "Leads"];

/** An exposure counts as complete when it is there in this share of the periods with spend. */
const COMPLETE = 0.9;

export interface MediaSeries extends Pick<Frame, "media" | "mediaMetrics" | "investment" | "sharedSpend"> {
  readonly notes: readonly string[];
}

interface MetricSeries {
  readonly values: Float64Array;
  readonly seen: Uint8Array;
}

type Vehicle = Map<string, MetricSeries>;

/** Throws a sentence where a vehicle lacks the metric that `choices` name for it. */
export function mediaSeries(
  table: RowTable,
  combination: Combination,
  sales: SalesSeries,
  choices: readonly MetricChoice[] = [],
): MediaSeries {
  const { vehicles, shared, notes } = addUp(table, table.rowsConcerning(combination), sales);
  const media = new Map<string, Float64Array>();
  const mediaMetrics = new Map<string, string>();
  const investment = new Map<string, Float64Array>();
  const gaps: string[] = [];
  for (const [name, metrics] of vehicles) {
    const metric = namedMetric(name, metrics, choices) ?? chooseMetric(name, metrics, notes);
    const chosen = metrics.get(metric);
    if (chosen === undefined) continue;
    media.set(name, chosen.values);
    mediaMetrics.set(name, metric);
    const spend = metrics.get("Investment");
    if (spend === undefined) notes.push(`Media ${name}: there is no Investment, so it has no return on investment.`);
    else investment.set(name, spend.values);
    const missing = periodsWithoutRow(chosen.seen, sales);
    if (missing > 0) gaps.push(`${name} ${countOf(missing, sales.calendar.unit)}`);
  }
  if (gaps.length > 0) notes.push(`Media: a missing value counts as 0: ${gaps.join(", ")}.`);
  return { media, mediaMetrics, investment, notes, ...(shared && { sharedSpend: true }) };
}

function addUp(table: RowTable, rows: readonly number[], sales: SalesSeries) {
  const [vehicle, metric, product] = [table.words("Media"), table.words("Metric"), table.words("Product")];
  const [day, value] = [table.days("Date"), table.values("Value")];
  const vehicles = new Map<string, Vehicle>();
  const left = new LeftOut();
  for (const row of rows) {
    const date = sales.calendar.indexOf(day(row));
    if (date < 0) left.outside++;
    const units = date < 0 ? [] : unitsOf(product(row), sales.units);
    if (date >= 0 && units.length === 0) left.products.add(product(row));
    if (units.length === 0) continue;
    const metrics = vehicles.get(vehicle(row)) ?? new Map<string, MetricSeries>();
    vehicles.set(vehicle(row), metrics);
    const series = metrics.get(metric(row)) ?? emptySeries(sales.sales.length);
    metrics.set(metric(row), series);
    // Money spent for all products is spent once; people who saw it may buy any of them.
    const isMoney = metric(row) === "Investment" || metric(row) === "Gross";
    const part = isMoney ? value(row) / units.length : value(row);
    if (isMoney && units.length > 1) left.shared = true;
    for (const unit of units) addValue(series, unit * sales.calendar.dates.length + date, part);
  }
  return { vehicles, shared: left.shared, notes: left.notes() };
}

function addValue({ values, seen }: MetricSeries, at: number, value: number): void {
  if (Number.isNaN(value)) return;
  values[at] = (values[at] ?? 0) + value;
  seen[at] = 1;
}

const emptySeries = (size: number): MetricSeries => ({ values: new Float64Array(size), seen: new Uint8Array(size) });

function unitsOf(product: string, units: readonly string[]): number[] {
  if (units.length === 1 && units[0] === "all") return [0];
  const own = units.indexOf(product);
  if (own >= 0) return [own];
  return product === "all" ? [...units.keys()] : [];
}

class LeftOut {
  outside = 0;
  shared = false;
  readonly products = new Set<string>();

  notes(): string[] {
    const notes: string[] = [];
    if (this.outside > 0) notes.push(`Media: ${countOf(this.outside, "row")} outside the Sales calendar left out.`);
    if (this.products.size > 0) {
      notes.push(`Media: rows of products without Sales are left out: ${[...this.products].join(", ")}.`);
    }
    if (this.shared) notes.push("Media: spend for all products is split evenly over them.");
    return notes;
  }
}

function namedMetric(name: string, metrics: Vehicle, choices: readonly MetricChoice[]): string | undefined {
  const choice = choices.find(({ media }) => media === name) ?? choices.find(({ media }) => media === null);
  if (choice === undefined || metrics.has(choice.metric)) return choice?.metric;
  throw new Error(
    `The graph reads ${choice.metric} of media ${name}, which the dataset does not have; it has ${[...metrics.keys()].join(", ")}. Use a dataset with ${choice.metric}, or a high-level graph with another data.metric.`,
  );
}

function chooseMetric(name: string, metrics: Vehicle, notes: string[]): string {
  const spend = metrics.get("Investment");
  const exposures = EXPOSURES.filter((metric) => metrics.has(metric));
  const complete = exposures.find((metric) => spend === undefined || coverage(metrics.get(metric), spend) >= COMPLETE);
  if (complete !== undefined) return complete;
  const [first] = exposures;
  if (first !== undefined) {
    notes.push(`Media ${name}: ${first} is missing in many periods with spend, so Investment is used.`);
  }
  return OTHERS.find((metric) => metrics.has(metric)) ?? first ?? "Investment";
}

/** Share of the periods with spend that also have the exposure. */
function coverage(exposure: MetricSeries | undefined, spend: MetricSeries): number {
  let [both, spent] = [0, 0];
  spend.values.forEach((value, i) => {
    if (value <= 0) return;
    spent++;
    if ((exposure?.values[i] ?? 0) > 0) both++;
  });
  return spent === 0 ? 1 : both / spent;
}

/** Periods in which no unit has a value. */
function periodsWithoutRow(seen: Uint8Array, sales: SalesSeries): number {
  const dates = sales.calendar.dates.length;
  let missing = 0;
  for (let date = 0; date < dates; date++) {
    if (!sales.units.some((_, unit) => seen[unit * dates + date] === 1)) missing++;
  }
  return missing;
}
