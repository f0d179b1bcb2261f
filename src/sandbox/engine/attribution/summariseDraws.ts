import type { ChannelRoi, ContributionDraws, DriverTotal } from "../contract";
import { sumOver, UnitTotals } from "./unitTotals";
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
  const totals = new UnitTotals(draws);
  return {
    total: interval(totals.sales(), level),
    totals: driverTotals(totals, level),
    roi: channelReturns(totals, level),
    media: mediaTotal(totals, level),
  };
}

function ratio(numerator: Float64Array, denominator: (draw: number) => number): Float64Array {
  return numerator.map((value, s) => value / denominator(s));
}

export function driverTotals(totals: UnitTotals, level: number): DriverTotal[] {
  const { draws } = totals;
  const sales = totals.sales();
  return draws.drivers.map(({ name, kind, zeroSum }, k) => {
    const values = totals.of(k);
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

/** Null without media. */
export function mediaTotal(totals: UnitTotals, level: number): MediaTotal | null {
  const { price, drawCount, drivers } = totals.draws;
  const media = drivers.flatMap(({ name, kind }, k) => (kind === "media" ? [{ name, k }] : []));
  if (media.length === 0) return null;
  const sales = totals.sales();
  const effect = sumOver(
    media.map(({ k }) => totals.of(k)),
    drawCount,
  );
  const share = interval(
    ratio(effect, (s) => sales[s]),
    level,
  );
  const paid = media.filter(({ name }) => totals.spendOn(name) > 0);
  if (price === undefined || paid.length === 0) return { share: ends(share), roi: null };
  const spend = paid.reduce((sum, { name }) => sum + totals.spendOn(name), 0);
  const revenue = sumOver(
    paid.map(({ k }) => totals.revenueOf(k)),
    drawCount,
  );
  const roi = interval(
    ratio(revenue, () => spend),
    level,
  );
  return { share: ends(share), roi: ends(roi) };
}

/** Revenue that each channel brought, at the prices of the period, over its spend. */
function channelReturns(totals: UnitTotals, level: number): ChannelReturn[] {
  const { draws } = totals;
  const { price } = draws;
  if (price === undefined) return [];
  const media = draws.drivers.flatMap(({ name, kind }, k) =>
    kind === "media" ? [{ name, k, effect: totals.of(k) }] : [],
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
    const roi = ratio(totals.revenueOf(k), () => spend);
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
