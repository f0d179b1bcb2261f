import type { ChannelRoi, ContributionDraws, DriverTotal } from "../contract";
import { ends, type Ends, interval, type Interval } from "../diagnostics/interval";

/** What the contributions alone say of a channel. */
type ChannelReturn = Omit<ChannelRoi, "mroi" | "prior">;

export interface Summary {
  /** Expected sales, summed over units and dates. */
  readonly total: Interval;
  readonly totals: readonly DriverTotal[];
  /** Media drivers with spend, largest spend first; empty without prices. */
  readonly roi: readonly ChannelReturn[];
  /** All media together; null without media. */
  readonly media: MediaTotal | null;
}

/** What only the draws can give: intervals of a sum are not the sums of intervals. */
export interface MediaTotal {
  /** Fraction of total expected sales. */
  readonly share: Ends;
  /** Of the channels with spend, over their spend; null without prices or spend. */
  readonly roi: Ends | null;
}

/**
 * Totals and returns over all dates of the draws, with intervals of probability `level` (0..1) computed from the draws.
 * Totals are summed over units, under the product "all".
 */
export function summariseDraws(draws: ContributionDraws, level: number): Summary {
  const units = draws.units.map((_, u) => u);
  return {
    total: interval(salesTotals(draws, units), level),
    totals: driverTotals(draws, level, units),
    roi: channelReturns(draws, level),
    media: mediaTotal(draws, level, units),
  };
}

/** One number per draw: the contribution of a driver over some units and all dates, each value times `weight` (units x dates). */
function drawTotals(
  draws: ContributionDraws,
  driver: number,
  units: readonly number[],
  weight?: Float64Array,
): Float64Array {
  const dates = draws.dates.length;
  const block = draws.drivers.length * draws.units.length * dates;
  const out = new Float64Array(draws.drawCount);
  for (let s = 0; s < out.length; s++) {
    for (const u of units) {
      const from = s * block + (driver * draws.units.length + u) * dates;
      for (let t = 0; t < dates; t++) {
        out[s] += draws.contributions[from + t] * (weight === undefined ? 1 : weight[u * dates + t]);
      }
    }
  }
  return out;
}

/** Expected sales over some units and all dates, one number per draw. */
export function salesTotals(draws: ContributionDraws, units: readonly number[]): Float64Array {
  return sumOver(
    draws.drivers.map((_, k) => drawTotals(draws, k, units)),
    draws.drawCount,
  );
}

function sumOver(parts: readonly Float64Array[], length: number): Float64Array {
  const out = new Float64Array(length);
  for (const part of parts) for (let s = 0; s < length; s++) out[s] += part[s];
  return out;
}

function ratio(numerator: Float64Array, denominator: (draw: number) => number): Float64Array {
  return numerator.map((value, s) => value / denominator(s));
}

/** Currency spent on a channel over some units and all dates. */
export function spendOn(draws: ContributionDraws, name: string, units: readonly number[]): number {
  const [spend, dates] = [draws.investment.get(name), draws.dates.length];
  if (!spend) return 0;
  return units.reduce((sum, unit) => spend.subarray(unit * dates, (unit + 1) * dates).reduce((a, b) => a + b, sum), 0);
}

function driverTotals(draws: ContributionDraws, level: number, units: readonly number[]): DriverTotal[] {
  const sales = salesTotals(draws, units);
  return draws.drivers.map(({ name, kind, zeroSum }, k) => {
    const values = drawTotals(draws, k, units);
    const { p50, lo, hi } = interval(
      ratio(values, (s) => sales[s]),
      level,
    );
    return {
      driver: name,
      kind,
      product: "all",
      ...interval(values, level),
      share: { p50, lo, hi },
      pPositive: shareAbove(values, 0),
      reference: zeroSum ? draws.reference : null,
    };
  });
}

/** Over some units and all dates; null without media. */
export function mediaTotal(draws: ContributionDraws, level: number, units: readonly number[]): MediaTotal | null {
  const { price, drawCount } = draws;
  const media = draws.drivers.flatMap(({ name, kind }, k) => (kind === "media" ? [{ name, k }] : []));
  if (media.length === 0) return null;
  const sales = salesTotals(draws, units);
  const effect = sumOver(
    media.map(({ k }) => drawTotals(draws, k, units)),
    drawCount,
  );
  const share = interval(
    ratio(effect, (s) => sales[s]),
    level,
  );
  const spendOf = (name: string): number => spendOn(draws, name, units);
  const paid = media.filter(({ name }) => spendOf(name) > 0);
  if (price === undefined || paid.length === 0) return { share: ends(share), roi: null };
  const spend = paid.reduce((sum, { name }) => sum + spendOf(name), 0);
  const revenue = sumOver(
    paid.map(({ k }) => drawTotals(draws, k, units, price)),
    drawCount,
  );
  const roi = interval(
    ratio(revenue, () => spend),
    level,
  );
  return { share: ends(share), roi: ends(roi) };
}

/** Revenue that each channel brought, at the prices of the period, over its spend. */
function channelReturns(draws: ContributionDraws, level: number): ChannelReturn[] {
  const { price } = draws;
  if (price === undefined) return [];
  const units = draws.units.map((_, u) => u);
  const media = draws.drivers.flatMap(({ name, kind }, k) =>
    kind === "media" ? [{ name, k, effect: drawTotals(draws, k, units) }] : [],
  );
  const allMedia = sumOver(
    media.map(({ effect }) => effect),
    draws.drawCount,
  );
  const spends = new Map(
    [...draws.investment].map(([name, spend]) => [name, spend.reduce((sum, value) => sum + value, 0)]),
  );
  const allSpend = media.reduce((sum, { name }) => sum + (spends.get(name) ?? 0), 0);
  const rows = media.flatMap(({ name, k, effect }): ChannelReturn[] => {
    const spend = spends.get(name) ?? 0;
    if (!(spend > 0)) return [];
    const roi = ratio(drawTotals(draws, k, units, price), () => spend);
    const inner = interval(roi, 0.5);
    const share = interval(
      ratio(effect, (s) => allMedia[s]),
      level,
    );
    return [
      {
        channel: name,
        spend,
        spendShare: spend / allSpend,
        effectShare: ends(share),
        basis: "revenue",
        ...interval(roi, level),
        lo50: inner.lo,
        hi50: inner.hi,
        pAbove1: shareAbove(roi, 1),
      },
    ];
  });
  return rows.sort((a, b) => b.spend - a.spend);
}

function shareAbove(values: Float64Array, bound: number): number {
  return values.reduce((count, value) => count + (value > bound ? 1 : 0), 0) / values.length;
}
