/** The densities of the sandbox's priors: their form, and the values below which given parts of them lie. */

export type PriorNumbers = Readonly<Record<string, number>>;

/** A prior as a drawing needs it. */
export interface PriorValue {
  readonly dist: string;
  readonly numbers: PriorNumbers;
}

const points = 400;

/** Up to a factor: the drawing has no scale. */
const densities: Readonly<Record<string, (x: number, prior: PriorNumbers) => number>> = {
  normal: (x, { mu = 0, sd = 1 }) => Math.exp(-(((x - mu) / sd) ** 2) / 2),
  truncated_normal: (x, { mu = 0, sd = 1, lo = -Infinity, hi = Infinity }) =>
    x < lo || x > hi ? 0 : Math.exp(-(((x - mu) / sd) ** 2) / 2),
  student_t: (x, { nu = 4, mu = 0, sd = 1 }) => (1 + ((x - mu) / sd) ** 2 / nu) ** (-(nu + 1) / 2),
  lognormal: (x, { mu = 0, sd = 1 }) => (x <= 0 ? 0 : Math.exp(-(((Math.log(x) - mu) / sd) ** 2) / 2) / x),
  half_normal: (x, { sd = 1 }) => (x < 0 ? 0 : Math.exp(-((x / sd) ** 2) / 2)),
  beta: (x, { a = 1, b = 1 }) => (x <= 0 || x >= 1 ? 0 : x ** (a - 1) * (1 - x) ** (b - 1)),
  kumaraswamy: (x, { a = 1, b = 1 }) => (x <= 0 || x >= 1 ? 0 : x ** (a - 1) * (1 - x ** a) ** (b - 1)),
  gamma: (x, { shape = 1, rate = 1 }) => (x <= 0 ? 0 : x ** (shape - 1) * Math.exp(-rate * x)),
  exponential: (x, { rate = 1 }) => (x < 0 ? 0 : Math.exp(-rate * x)),
  uniform: (x, { lo = 0, hi = 1 }) => (x < lo || x > hi ? 0 : 1),
};

/** Where almost all of it lies. */
function rangeOf(dist: string, prior: PriorNumbers): readonly [number, number] {
  const { mu = 0, sd = 1, lo = 0, hi = 1, shape = 1, rate = 1 } = prior;
  switch (dist) {
    case "lognormal":
      return [0, Math.exp(mu + 2.4 * sd)];
    case "half_normal":
      return [0, 3.5 * sd];
    case "beta":
    case "kumaraswamy":
      return [0, 1];
    case "gamma":
      return [0, (shape + 5 * Math.sqrt(shape)) / rate];
    case "exponential":
      return [0, 5 / rate];
    case "uniform":
      return [lo, hi];
    case "truncated_normal":
      return [Math.max(lo, mu - 4 * sd), Math.min(hi, mu + 4 * sd)];
    case "student_t":
      return [mu - 6 * sd, mu + 6 * sd];
    default:
      return [mu - 4 * sd, mu + 4 * sd];
  }
}

const hasLongTail: ReadonlySet<string> = new Set(["lognormal", "half_normal", "gamma", "exponential"]);

export interface PriorShape {
  readonly from: number;
  readonly to: number;
  readonly heights: readonly number[];
  readonly lo: number;
  readonly median: number;
  readonly hi: number;
}

interface Grid {
  readonly from: number;
  readonly to: number;
  readonly stepSize: number;
  readonly weights: readonly number[];
  readonly total: number;
}

/** Undefined for numbers that make no density. */
function gridOf({ dist, numbers }: PriorValue): Grid | undefined {
  const density = Object.hasOwn(densities, dist) ? densities[dist] : undefined;
  const [from, to] = rangeOf(dist, numbers);
  if (!density || !Number.isFinite(from) || !Number.isFinite(to) || !(to > from)) return undefined;
  const stepSize = (to - from) / points;
  // What lies in a long tail beyond the drawing counts too.
  const all = hasLongTail.has(dist) ? 4 * points : points;
  const weights = Array.from({ length: all }, (_, i) => density(from + (i + 0.5) * stepSize, numbers));
  const total = weights.reduce((sum, one) => sum + one, 0);
  return total > 0 && Number.isFinite(total) ? { from, to, stepSize, weights, total } : undefined;
}

/** The values below which the given parts lie; `levels` ascending. Undefined for numbers that make no density. */
export function priorQuantiles(prior: PriorValue, levels: readonly number[]): readonly number[] | undefined {
  const grid = gridOf(prior);
  return grid && quantilesOf(grid, levels);
}

function quantilesOf({ from, to, stepSize, weights, total }: Grid, levels: readonly number[]): number[] {
  const quantiles = levels.map(() => to);
  let sum = 0;
  let next = 0;
  weights.forEach((one, i) => {
    for (; next < levels.length && sum + one >= (levels[next] ?? 1) * total; next++)
      quantiles[next] = from + (i + ((levels[next] ?? 1) * total - sum) / one) * stepSize;
    sum += one;
  });
  return quantiles;
}

/** Undefined for numbers that make no density. */
export function priorShape(prior: PriorValue): PriorShape | undefined {
  const grid = gridOf(prior);
  if (!grid) return undefined;
  const { from, to, weights } = grid;
  const [lo = from, median = from, hi = to] = quantilesOf(grid, [0.05, 0.5, 0.95]);
  return { from, to, heights: weights.slice(0, points), lo, median, hi };
}
