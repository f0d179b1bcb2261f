import { readFileSync } from "node:fs";
import { type Frame } from "../../../src/sandbox/engine/frame";

type Row = Readonly<Record<string, string>>;

/** Rows of a demo file; its cells hold no quotes. */
function readDemo(file: string): Row[] {
  const text = readFileSync(new URL(`../../../media/demo/${file}.csv`, import.meta.url), "utf8");
  const [header = "", ...lines] = text.trim().split("\n");
  const names = header.split(",");
  return lines.map((line) => {
    const cells = line.split(",");
    return Object.fromEntries(names.map((name, i) => [name, cells[i] ?? ""]));
  });
}

const DAY = 864e5;
const DAYS_PER_WEEK = 7;

/** The demo data laid out for a model: both products summed, or one unit each. */
export function demoFrame(products: "sum" | "pooled" = "sum"): Frame {
  const sales = readDemo("Sales");
  const dates = [...new Set(sales.map((row) => row["Date"] ?? ""))].sort();
  const units = products === "sum" ? ["all"] : [...new Set(sales.map((row) => row["Product"] ?? ""))].sort();
  const size = dates.length * units.length;
  const dateOf = new Map(dates.map((date, i) => [date, i]));
  const each = (row: Row): number[] => {
    const date = dateOf.get(row["Date"] ?? "") ?? NaN;
    const owners = units.filter((unit) => units.length === 1 || row["Product"] === "all" || row["Product"] === unit);
    return owners.map((unit) => units.indexOf(unit) * dates.length + date);
  };
  const add = (values: Float64Array, i: number, value: number): void => {
    values[i] = (values[i] ?? 0) + value;
  };
  const seriesOf = (into: Map<string, Float64Array>, name: string): Float64Array => {
    const series = into.get(name) ?? new Float64Array(size);
    into.set(name, series);
    return series;
  };

  const sold = new Float64Array(size);
  const revenue = new Float64Array(size);
  for (const row of sales) {
    for (const i of each(row)) {
      add(sold, i, Number(row["UnitsSold"]));
      add(revenue, i, Number(row["UnitsSold"]) * Number(row["PricePerUnit"]));
    }
  }
  const media = new Map<string, Float64Array>();
  const mediaMetrics = new Map<string, string>();
  const investment = new Map<string, Float64Array>();
  for (const row of readDemo("Media")) {
    const [name = "", metric = ""] = [row["Media"], row["Metric"]];
    const isSpend = metric === "Investment";
    if (!isSpend) mediaMetrics.set(name, metric);
    const series = seriesOf(isSpend ? investment : media, name);
    for (const i of each(row)) add(series, i, Number(row["Value"]) / (isSpend ? units.length : 1));
  }
  const distribution = new Map<string, Float64Array>();
  for (const row of readDemo("Distribution")) {
    for (const i of each(row)) add(seriesOf(distribution, row["Channel"] ?? ""), i, Number(row["Value"]));
  }
  const events = new Map<string, Float64Array>();
  for (const row of readDemo("Events")) {
    const [begin, end] = [Date.parse(row["StartDate"] ?? ""), Date.parse(row["EndDate"] ?? "")];
    dates.forEach((date, t) => {
      const start = Date.parse(date);
      const days = (Math.min(end, start + (DAYS_PER_WEEK - 1) * DAY) - Math.max(begin, start)) / DAY + 1;
      const series = seriesOf(events, row["Event"] ?? "");
      if (days > 0) units.forEach((_, u) => add(series, u * dates.length + t, days / DAYS_PER_WEEK));
    });
  }
  return {
    dates,
    daysPerPeriod: DAYS_PER_WEEK,
    units,
    sales: sold,
    observed: new Uint8Array(size).fill(1),
    price: sold.map((units, i) => (revenue[i] ?? NaN) / units),
    media,
    mediaMetrics,
    investment,
    distribution,
    events,
    controls: new Map(),
  };
}

/** The first 75 % of the dates. */
export function demoTraining({ dates }: Frame): Uint8Array {
  const end = Math.floor(dates.length * 0.75);
  return Uint8Array.from(dates, (_, t) => (t < end ? 1 : 0));
}

/** What the demo data were made from, both products together. */
export interface DemoTruth {
  /** Return on investment per channel. */
  readonly roi: ReadonlyMap<string, number>;
  /** Units sold per date that each driver brings, zero-sum drivers as generated. */
  readonly contributions: ReadonlyMap<string, Float64Array>;
  /** Drivers where only differences to a reference level mean anything. */
  readonly zeroSum: readonly string[];
}

export function readDemoTruth(): DemoTruth {
  const truth = JSON.parse(readFileSync(new URL("../../fixtures/demo/truth.json", import.meta.url), "utf8")) as {
    readonly reference: { readonly zero_sum: readonly string[] };
    readonly channels: Readonly<Record<string, { readonly roi: number }>>;
    readonly products: Readonly<
      Record<string, { readonly contributions: Readonly<Record<string, readonly number[]>> }>
    >;
  };
  const contributions = new Map<string, Float64Array>();
  for (const { contributions: own } of Object.values(truth.products)) {
    for (const [driver, values] of Object.entries(own)) {
      const total = contributions.get(driver) ?? new Float64Array(values.length);
      contributions.set(
        driver,
        total.map((value, t) => value + (values[t] ?? NaN)),
      );
    }
  }
  return {
    roi: new Map(Object.entries(truth.channels).map(([channel, { roi }]) => [channel, roi])),
    contributions,
    zeroSum: truth.reference.zero_sum,
  };
}

/** Total of every driver after moving the mean level of zero-sum drivers over the reference dates to the base. */
export function rereferencedTotals(truth: DemoTruth, reference: Uint8Array): Map<string, number> {
  const totals = new Map<string, number>();
  let moved = 0;
  for (const [driver, values] of truth.contributions) {
    const total = values.reduce((sum, value) => sum + value, 0);
    if (!truth.zeroSum.includes(driver)) {
      totals.set(driver, total);
      continue;
    }
    const onReference = values.filter((_, t) => reference[t] === 1);
    const level = onReference.reduce((sum, value) => sum + value, 0) / onReference.length;
    totals.set(driver, total - level * values.length);
    moved += level * values.length;
  }
  totals.set("Base", (totals.get("Base") ?? NaN) + moved);
  return totals;
}
