/** The density of a prior as it is drawn, with its median and the interval that holds 90 % of it. */
import { logDensityOf, priorQuantiles, type PriorValue } from "./priorQuantiles";

const points = 400;

/** How far a drawing goes: as far as most of it lies, and always over the whole interval. */
function rangeOf({ dist, numbers }: PriorValue, lo: number, hi: number): readonly [number, number] {
  const { mu = 0, sd = 1, lo: least = 0, hi: most = 1, shape = 1, rate = 1 } = numbers;
  const spare = (hi - lo) / 3;
  switch (dist) {
    case "lognormal":
      return [0, Math.exp(mu + 2.4 * sd)];
    case "half_normal":
      return [0, 3.5 * sd];
    case "beta":
    case "kumaraswamy":
      return [0, 1];
    case "gamma":
      return [0, Math.max(hi, (shape + 5 * Math.sqrt(shape)) / rate)];
    case "exponential":
      return [0, 5 / rate];
    case "uniform":
      return [least, most];
    case "truncated_normal":
      return [Math.max(least, Math.min(lo - spare, mu - 4 * sd)), Math.min(most, Math.max(hi + spare, mu + 4 * sd))];
    case "student_t":
      return [lo - spare, hi + spare];
    default:
      return [mu - 4 * sd, mu + 4 * sd];
  }
}

export interface PriorShape {
  readonly from: number;
  readonly to: number;
  /** The largest is 1. */
  readonly heights: readonly number[];
  readonly lo: number;
  readonly median: number;
  readonly hi: number;
}

/** Undefined for numbers that make no density. */
export function priorShape(prior: PriorValue): PriorShape | undefined {
  const logDensity = logDensityOf(prior);
  const [lo, median, hi] = priorQuantiles(prior, [0.05, 0.5, 0.95]) ?? [];
  if (!logDensity || lo === undefined || median === undefined || hi === undefined) return undefined;
  const [from, to] = rangeOf(prior, lo, hi);
  if (!Number.isFinite(from) || !Number.isFinite(to) || !(to > from)) return undefined;
  const logs = Array.from({ length: points }, (_, i) => logDensity(from + ((i + 0.5) * (to - from)) / points));
  const most = logs.reduce((a, b) => Math.max(a, b), -Infinity);
  return { from, to, heights: logs.map((one) => Math.exp(one - most)), lo, median, hi };
}
