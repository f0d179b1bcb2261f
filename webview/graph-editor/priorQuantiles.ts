/** The sandbox's priors as densities, and the values below which given parts of them lie. */

export type PriorNumbers = Readonly<Record<string, number>>;

/** A prior as a drawing needs it. */
export interface PriorValue {
  readonly dist: string;
  readonly numbers: PriorNumbers;
}

/** As the engine takes it: where the sign of an effect is fixed, a normal prior ends at 0. */
export function cutBySign(prior: PriorValue, sign: string): PriorValue {
  const { mu = 0, sd = 1 } = prior.numbers;
  if (prior.dist !== "normal" || (sign !== "positive" && sign !== "negative")) return prior;
  const far = Math.abs(mu) + 10 * sd;
  const [lo, hi] = sign === "positive" ? [0, far] : [-far, 0];
  return { dist: "truncated_normal", numbers: { mu, sd, lo, hi } };
}

/** The logarithm of a density, up to a term: its size does not count, and it may be too small for a number. */
const logDensities: Readonly<Record<string, (x: number, prior: PriorNumbers) => number>> = {
  normal: (x, { mu = 0, sd = 1 }) => -(((x - mu) / sd) ** 2) / 2,
  truncated_normal: (x, { mu = 0, sd = 1, lo = 0, hi = 1 }) =>
    x < lo || x > hi ? -Infinity : -(((x - mu) / sd) ** 2) / 2,
  student_t: (x, { nu = 4, mu = 0, sd = 1 }) => (-(nu + 1) / 2) * Math.log1p(((x - mu) / sd) ** 2 / nu),
  lognormal: (x, { mu = 0, sd = 1 }) => -(((Math.log(x) - mu) / sd) ** 2) / 2 - Math.log(x),
  half_normal: (x, { sd = 1 }) => -((x / sd) ** 2) / 2,
  beta: (x, { a = 1, b = 1 }) => power(x, a - 1) + power(1 - x, b - 1),
  kumaraswamy: (x, { a = 1, b = 1 }) => power(x, a - 1) + power(1 - x ** a, b - 1),
  gamma: (x, { shape = 1, rate = 1 }) => power(x, shape - 1) - rate * x,
  exponential: (x, { rate = 1 }) => -rate * x,
  uniform: () => 0,
};

/** The logarithm of `base ** exponent`, also where both are 0. */
const power = (base: number, exponent: number): number => (exponent === 0 ? 0 : exponent * Math.log(base));

const positive: ReadonlySet<string> = new Set(["sd", "nu", "a", "b", "shape", "rate"]);

/** Undefined for numbers that make no density. */
export function logDensityOf({ dist, numbers }: PriorValue): ((x: number) => number) | undefined {
  const density = Object.hasOwn(logDensities, dist) ? logDensities[dist] : undefined;
  const fits = Object.entries(numbers).every(
    ([name, value]) => Number.isFinite(value) && (!positive.has(name) || value > 0),
  );
  const { lo = 0, hi = 1 } = numbers;
  return density && fits && lo < hi ? (x) => density(x, numbers) : undefined;
}

/** Values walked through in steps of `u`: evenly, by their size, by their odds, or ever faster away from the middle. */
interface Walk {
  readonly from: number;
  readonly to: number;
  readonly valueAt: (u: number) => number;
  /** Logarithm of how fast the value runs at `u`. */
  readonly logSpeed: (u: number) => number;
}

const evenly = (from: number, to: number): Walk => ({ from, to, valueAt: (u) => u, logSpeed: () => 0 });
const bySize = (from: number, to: number): Walk => ({ from, to, valueAt: Math.exp, logSpeed: (u) => u });
const oddsValue = (u: number): number => 1 / (1 + Math.exp(-u));
const byOdds: Walk = {
  from: -36,
  to: 36,
  valueAt: oddsValue,
  logSpeed: (u) => Math.log(oddsValue(u)) + Math.log(oddsValue(-u)),
};

/** Through all of a prior but what no figure shows. */
function walkThrough({ dist, numbers }: PriorValue): Walk {
  const { mu = 0, sd = 1, lo = 0, hi = 1, shape = 1, rate = 1 } = numbers;
  switch (dist) {
    case "lognormal":
      return bySize(mu - 9 * sd, mu + 9 * sd);
    case "half_normal":
      return bySize(Math.log(sd) - 20, Math.log(9 * sd));
    case "gamma":
      return bySize(-Math.log(rate) - 20 - 40 / shape, Math.log((shape + 9 * Math.sqrt(shape) + 40) / rate));
    case "exponential":
      return bySize(-Math.log(rate) - 20, Math.log(40 / rate));
    case "beta":
    case "kumaraswamy":
      return byOdds;
    case "uniform":
      return evenly(lo, hi);
    case "truncated_normal": {
      // Where the middle lies outside of the bounds, all is near the one next to it.
      const next = Math.min(Math.max(mu, lo), hi);
      return evenly(Math.max(lo, next - 9 * sd), Math.min(hi, next + 9 * sd));
    }
    case "student_t":
      return { from: -40, to: 40, valueAt: (u) => mu + sd * Math.sinh(u), logSpeed: (u) => Math.log(Math.cosh(u)) };
    default:
      return evenly(mu - 9 * sd, mu + 9 * sd);
  }
}

const cells = 600;
/** Before a prior is looked at closely, the places between which all but so small a part at each end lies are found. */
const tail = 1e-6;

/** The values below which the given parts lie; `levels` ascending. Undefined for numbers that make no density. */
export function priorQuantiles(prior: PriorValue, levels: readonly number[]): readonly number[] | undefined {
  const logDensity = logDensityOf(prior);
  if (!logDensity) return undefined;
  const walk = walkThrough(prior);
  const [from, to] = placesOf(walk, logDensity, [tail, 1 - tail]);
  if (from === undefined || to === undefined || !(to > from)) return undefined;
  return placesOf({ ...walk, from, to }, logDensity, levels).map(walk.valueAt);
}

/** The places of the walk before which the given parts lie. */
function placesOf(
  { from, to, valueAt, logSpeed }: Walk,
  logDensity: (x: number) => number,
  levels: readonly number[],
): number[] {
  const step = (to - from) / cells;
  const logs = Array.from({ length: cells }, (_, i) => {
    const u = from + (i + 0.5) * step;
    return logDensity(valueAt(u)) + logSpeed(u);
  });
  const most = logs.reduce((a, b) => Math.max(a, b), -Infinity);
  const weights = logs.map((one) => Math.exp(one - most));
  const total = weights.reduce((sum, one) => sum + one, 0);
  const places: number[] = [];
  let sum = 0;
  weights.forEach((one, i) => {
    for (let level = levels[places.length]; level !== undefined && sum + one >= level * total;) {
      places.push(from + (i + (level * total - sum) / one) * step);
      level = levels[places.length];
    }
    sum += one;
  });
  return places;
}
