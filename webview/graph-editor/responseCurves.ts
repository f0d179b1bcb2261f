/**
 * What a prior belief means for the effect of a medium: how it is carried over to later periods, and how it levels
 * off. The functions are those of the sandbox's engine; the beliefs are spread evenly over their quantiles.
 */
import { priorQuantiles, type PriorValue } from "./priorQuantiles";

/** Parts of the largest effect at each place of `x`. */
export interface Band {
  readonly x: readonly number[];
  readonly lo: readonly number[];
  readonly median: readonly number[];
  readonly hi: readonly number[];
}

export interface Adstock {
  readonly type: string;
  readonly lags: number;
  readonly first: PriorValue;
  readonly second: PriorValue | undefined;
}

export interface Saturation {
  readonly type: string;
  readonly half: PriorValue;
  readonly slope: PriorValue | undefined;
}

/** Each belief stands for so many values, those in the middle of as many equal parts. */
const values = 15;
const levels = Array.from({ length: values }, (_, i) => (i + 0.5) / values);
const mostLags = 60;
/** Activity, in medians of the active periods. */
const mostActivity = 4;
const activityPoints = 41;

/** Undefined for a type without a curve, or numbers that make no density. */
export function adstockBand({ type, lags, first, second }: Adstock): Band | undefined {
  const weights = adstockWeights[type];
  if (!weights || !(lags >= 1)) return undefined;
  const shown = Math.min(mostLags, Math.max(2, Math.round(lags)));
  const x = Array.from({ length: shown }, (_, lag) => lag);
  return band(x, first, second, (p1, p2) => {
    // A retention beyond 1 is none; the check says so.
    if (p1 > 1 && type !== "weibull_pdf") return [];
    const all = x.map((lag) => weights(lag, p1, p2, lags));
    const most = all.reduce((a, b) => Math.max(a, b), 0);
    return all.map((weight) => weight / most);
  });
}

export function saturationBand({ type, half, slope }: Saturation): Band | undefined {
  const curve = saturations[type];
  if (!curve) return undefined;
  const x = Array.from({ length: activityPoints }, (_, i) => (i * mostActivity) / (activityPoints - 1));
  return band(x, half, slope, (p1, p2) => x.map((activity) => curve(activity, p1, p2)));
}

/** The weight of a lag by the two parameters and the number of lags, up to a factor. */
export const adstockWeights: Readonly<Record<string, (lag: number, p1: number, p2: number, lags: number) => number>> = {
  geometric: (lag, retention) => retention ** lag,
  geometric_lag: (lag, retention, late) =>
    lag === 0 ? 1 - late : (1 - late) * retention ** lag + late * retention ** (lag - 1),
  delayed: (lag, retention, peak) => retention ** ((lag - peak) ** 2),
  binomial: (lag, retention, _, lags) => (lag >= lags ? 0 : (1 - lag / lags) ** (1 / retention - 1)),
  weibull_pdf: (lag, shape, scale) => {
    const ratio = (lag + 0.5) / scale;
    return (shape / scale) * ratio ** (shape - 1) * Math.exp(-(ratio ** shape));
  },
};

export const saturations: Readonly<Record<string, (x: number, half: number, slope: number) => number>> = {
  hill: (x, half, slope) => (x <= 0 ? 0 : 1 / (1 + (half / x) ** slope)),
  michaelis_menten: (x, half) => x / (x + half),
  logistic: (x, rate) => Math.tanh((rate * x) / 2),
};

function band(
  x: readonly number[],
  first: PriorValue,
  second: PriorValue | undefined,
  curve: (p1: number, p2: number) => readonly number[],
): Band | undefined {
  const ones = priorQuantiles(first, levels);
  const others = second ? priorQuantiles(second, levels) : [1];
  if (!ones || !others) return undefined;
  const curves = ones.flatMap((p1) => others.map((p2) => curve(p1, p2)));
  const rows = x.map((_, place) => curves.map((one) => one[place] ?? NaN).filter(Number.isFinite));
  if (rows.some((row) => row.length === 0)) return undefined;
  for (const row of rows) row.sort((a, b) => a - b);
  const at = (level: number): number[] => rows.map((row) => row[Math.round(level * (row.length - 1))] ?? 0);
  return { x, lo: at(0.05), median: at(0.5), hi: at(0.95) };
}
