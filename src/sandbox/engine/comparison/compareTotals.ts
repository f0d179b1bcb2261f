import { type DriverKind, ENGINE_VERSION, type ResultUnit } from "../contract";
import { type Interval } from "../diagnostics/interval";
import { quantileOfSorted } from "../diagnostics/quantile";
import { type DrawPairs, drawPairs, type Pairing } from "./drawPairs";
import { type DrawTotals } from "./drawTotals";

/** With the 50 % interval. */
export interface Spread extends Interval {
  readonly lo50: number;
  readonly hi50: number;
}

/** The second minus the first. */
export interface Difference extends Spread {
  /** Probability that the second is higher. */
  readonly pHigher: number;
}

/** One quantity in two results; null where a result does not have it. */
export interface Compared {
  readonly first: Spread | null;
  readonly second: Spread | null;
  readonly difference: Difference | null;
}

export interface ComparedDriver {
  readonly driver: string;
  readonly kind: DriverKind;
  /** In the unit of the comparison. */
  readonly amount: Compared;
  /** Fractions of each result's total expected sales. */
  readonly share: Compared;
  /** True where only differences to a reference level mean anything. */
  readonly zeroSum: boolean;
}

export interface ComparedChannel {
  readonly channel: string;
  /** Currency; null where a result does not have the channel or knows of no spend. */
  readonly spend: { readonly first: number | null; readonly second: number | null };
  /** Revenue per currency unit spent. */
  readonly roi: Compared;
}

export interface Comparison {
  readonly engine: string;
  readonly level: number;
  readonly pairing: Pairing;
  readonly pairs: number;
  /** Of the amounts: units sold where one of the two has no prices, whatever was asked for. */
  readonly unit: ResultUnit;
  readonly total: Compared;
  readonly totals: readonly ComparedDriver[];
  /** Empty where one of the two has no prices. */
  readonly roi: readonly ComparedChannel[];
  /** All media with spend together; null without prices, media or spend in either. */
  readonly media: { readonly share: Compared; readonly roi: Compared | null } | null;
}

export interface ComparisonRequest {
  readonly first: DrawTotals;
  readonly second: DrawTotals;
  /** Of `first` and `second` for pairs of one fit, where these have different numbers of draws: equally many of each. */
  readonly paired?: { readonly first: DrawTotals; readonly second: DrawTotals } | undefined;
  readonly pairing: Pairing;
  readonly level: number;
  readonly unit: ResultUnit;
}

/** One number a draw; undefined where a result does not have the quantity. */
type Values = Float64Array | undefined;
type Of = (totals: DrawTotals) => Values;

/**
 * Two results side by side. Each result's own numbers come from all of its draws, as in the result itself, and the mean
 * of a difference is the difference of their means; its median, interval and probability come from pairs of draws
 * (drawPairs.ts): the quantiles of second minus first.
 */
export function compareTotals(request: ComparisonRequest): Comparison {
  const { first, second, level } = request;
  const paired = request.paired ?? { first, second };
  const pairs = drawPairs(request.pairing, paired.first.drawCount, paired.second.drawCount);
  const compared = (of: Of): Compared => {
    const [a, b] = [of(first), of(second)];
    const [pairedA, pairedB] = request.paired ? [of(paired.first), of(paired.second)] : [a, b];
    return {
      first: a ? spread(a, level) : null,
      second: b ? spread(b, level) : null,
      difference: a && b && pairedA && pairedB ? difference(a, b, pairedA, pairedB, pairs, level) : null,
    };
  };
  const priced = first.revenue !== undefined && second.revenue !== undefined;
  const unit = priced ? request.unit : "units";
  const each = [first, second, paired.first, paired.second];
  const wholes = new Map(each.map((totals) => [totals, sumOf(totals, unit, () => true)]));
  const share = (totals: DrawTotals, amount: Values): Values => {
    const whole = wholes.get(totals);
    return whole && amount?.map((value, draw) => value / whole[draw]);
  };
  return {
    engine: ENGINE_VERSION,
    level,
    pairing: pairs.pairing,
    pairs: pairs.first.length,
    unit,
    total: compared((totals) => wholes.get(totals)),
    totals: driversOf(first, second).map(({ name, kind, zeroSum }) => ({
      driver: name,
      kind,
      zeroSum,
      amount: compared((totals) => amountOf(totals, name, kind, unit)),
      share: compared((totals) => share(totals, amountOf(totals, name, kind, unit))),
    })),
    roi: priced ? channelsOf(first, second).map((channel) => channelOf(channel, first, second, compared)) : [],
    media: mediaOf(request, priced, compared, (totals) =>
      share(
        totals,
        sumOf(totals, unit, ({ kind }) => kind === "media"),
      ),
    ),
  };
}

/** Sorted once for all its quantiles. */
function spread(values: Float64Array, level: number): Spread {
  const sorted = Float64Array.from(values).sort();
  const at = (probability: number): number => quantileOfSorted(sorted, probability);
  const tail = (1 - level) / 2;
  return { mean: meanOf(values), p50: at(0.5), lo: at(tail), hi: at(1 - tail), lo50: at(0.25), hi50: at(0.75) };
}

function difference(
  a: Float64Array,
  b: Float64Array,
  pairedA: Float64Array,
  pairedB: Float64Array,
  { first, second }: DrawPairs,
  level: number,
): Difference {
  const values = Float64Array.from(first, (draw, i) => pairedB[second[i]] - pairedA[draw]);
  // Equal draws of one fit are no evidence for either: half of them count.
  const higher = values.reduce((count, value) => count + (value > 0 ? 1 : value === 0 ? 0.5 : 0), 0);
  return { ...spread(values, level), mean: meanOf(b) - meanOf(a), pHigher: higher / values.length };
}

const meanOf = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Drivers of either, those of the first in its order, then what only the second has. A name of two kinds is two. */
function driversOf(first: DrawTotals, second: DrawTotals): DrawTotals["drivers"] {
  const key = ({ name, kind }: DrawTotals["drivers"][number]): string => JSON.stringify([name, kind]);
  return [...new Map([...second.drivers, ...first.drivers].map((driver) => [key(driver), driver])).values()].sort(
    (one, other) => placeOf(one.name, one.kind) - placeOf(other.name, other.kind),
  );

  function placeOf(name: string, kind: DriverKind): number {
    const own = indexOf(first, name, kind);
    return own >= 0 ? own : first.drivers.length + indexOf(second, name, kind);
  }
}

const indexOf = ({ drivers }: DrawTotals, name: string, kind: DriverKind): number =>
  drivers.findIndex((driver) => driver.name === name && driver.kind === kind);

const tableOf = ({ units, revenue }: DrawTotals, unit: ResultUnit): Values => (unit === "revenue" ? revenue : units);

function amountOf(totals: DrawTotals, name: string, kind: DriverKind, unit: ResultUnit): Values {
  const at = indexOf(totals, name, kind);
  const { drawCount } = totals;
  return at < 0 ? undefined : tableOf(totals, unit)?.subarray(at * drawCount, (at + 1) * drawCount);
}

function sumOf(
  totals: DrawTotals,
  unit: ResultUnit,
  counts: (driver: DrawTotals["drivers"][number]) => boolean,
): Float64Array {
  const out = new Float64Array(totals.drawCount);
  for (const driver of totals.drivers) {
    if (!counts(driver)) continue;
    amountOf(totals, driver.name, driver.kind, unit)?.forEach((value, draw) => (out[draw] += value));
  }
  return out;
}

const spendOf = (totals: DrawTotals, name: string): number =>
  indexOf(totals, name, "media") < 0 ? 0 : (totals.spend.get(name) ?? 0);

/** Media with spend in either, the largest spend of both together first. */
function channelsOf(first: DrawTotals, second: DrawTotals): string[] {
  const spend = (name: string): number => spendOf(first, name) + spendOf(second, name);
  return driversOf(first, second)
    .flatMap(({ name, kind }) => (kind === "media" && spend(name) > 0 ? [name] : []))
    .sort((one, other) => spend(other) - spend(one));
}

function channelOf(
  channel: string,
  first: DrawTotals,
  second: DrawTotals,
  compared: (of: Of) => Compared,
): ComparedChannel {
  const spend = (totals: DrawTotals): number | null =>
    indexOf(totals, channel, "media") < 0 ? null : (totals.spend.get(channel) ?? null);
  return {
    channel,
    spend: { first: spend(first), second: spend(second) },
    roi: compared((totals) => {
      const spent = spendOf(totals, channel);
      return spent > 0 ? amountOf(totals, channel, "media", "revenue")?.map((value) => value / spent) : undefined;
    }),
  };
}

function mediaOf(
  { first, second }: ComparisonRequest,
  priced: boolean,
  compared: (of: Of) => Compared,
  shareOfMedia: Of,
): Comparison["media"] {
  const has = ({ drivers }: DrawTotals): boolean => drivers.some(({ kind }) => kind === "media");
  if (!has(first) || !has(second)) return null;
  const share = compared(shareOfMedia);
  const spent = (totals: DrawTotals): number =>
    totals.drivers.reduce((sum, { name, kind }) => sum + (kind === "media" ? spendOf(totals, name) : 0), 0);
  if (!priced || spent(first) <= 0 || spent(second) <= 0) return { share, roi: null };
  const roi = compared((totals) => {
    const paid = sumOf(totals, "revenue", ({ name, kind }) => kind === "media" && spendOf(totals, name) > 0);
    return paid.map((value) => value / spent(totals));
  });
  return { share, roi };
}
