import { type FitRequest, type ParameterDensity } from "../contract";
import { compileGraph } from "../graph/compileGraph";
import { uncentred } from "../graph/uncentred";
import { RandomStream, STREAM } from "../numerics/random";
import { significant } from "../numerics/significant";
import { LOG_DENSITY, NATURAL, type PriorTransform, SLOPE } from "../priors/priorTransform";
import { type ModelQuantity } from "../program/compiledModel";
import { parameterRole, type ParameterRole } from "./parameterRole";
import { quantileOfSorted } from "./quantile";

const MOST_DRAWS = 500;
const PRIOR_DRAWS = 500;
/** Points of each of two grids: one over the prior, one over the posterior, which may be much narrower. */
const POINTS = 40;
/** Of the prior, left out of the picture at each end. */
const TAIL = 0.005;
const DIGITS = 5;
/** The median and the ends of 50, 80, 90 and 95 % intervals. */
const PROBABILITIES = [0.025, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.975];

/** Prior and posterior of every parameter, as densities over its natural scale. */
export function parameterDensities(
  { graph, frame, training, seed }: Pick<FitRequest, "graph" | "frame" | "training" | "seed">,
  draws: Float64Array,
  drawCount: number,
): ParameterDensity[] {
  const model = compileGraph(graph, frame, training, { dates: "training" });
  const count = Math.min(MOST_DRAWS, drawCount);
  const learnt = model.quantities.map(() => new Float64Array(count));
  for (let i = 0; i < count; i++) {
    const row = Math.floor((i * drawCount) / count);
    model.evaluate(draws.subarray(row * model.dim, (row + 1) * model.dim));
    model.quantities.forEach(({ transform, value }, k) => (learnt[k][i] = transform.unconstrain(value())));
  }
  const believed = priorDraws({ graph, frame, training, seed }, model.quantities);
  return model.quantities.map((quantity, k) =>
    density(quantity, parameterRole(graph, quantity.node), believed[k], learnt[k].filter(Number.isFinite).sort()),
  );
}

/** Ascending draws from the prior of each quantity, on the whole line. */
function priorDraws(
  { graph, frame, training, seed }: Pick<FitRequest, "graph" | "frame" | "training" | "seed">,
  quantities: readonly ModelQuantity[],
): Float64Array[] {
  const model = compileGraph(uncentred(graph), frame, training, { dates: "training" });
  const same = quantities.map(({ name }) => model.quantities.find((each) => each.name === name));
  const out = quantities.map(() => new Float64Array(PRIOR_DRAWS));
  const random = new RandomStream(seed, STREAM.priors);
  for (let i = 0; i < PRIOR_DRAWS; i++) {
    model.evaluate(model.samplePrior(random));
    same.forEach((quantity, k) => (out[k][i] = quantity ? quantity.transform.unconstrain(quantity.value()) : NaN));
  }
  return out.map((values) => values.filter(Number.isFinite).sort());
}

/** `prior` and `post`: ascending draws on the whole line, where neither has a bound to spill over. */
function density(
  { name, transform, pooled }: ModelQuantity,
  { role, unit, factor }: ParameterRole,
  prior: Float64Array,
  post: Float64Array,
): ParameterDensity {
  const [ofPrior, ofPost] = [kernelDensity(prior), kernelDensity(post)];
  const margin = 2 * bandwidth(post);
  const line = [
    ...grid(quantileOfSorted(prior, TAIL), quantileOfSorted(prior, 1 - TAIL)),
    ...grid(quantileOfSorted(post, 0) - margin, quantileOfSorted(post, 1) + margin),
  ].sort((a, b) => a - b);
  const written = new Float64Array(4);
  const atBounds = boundedDensity(transform, post);
  const points = line.map((theta) => {
    transform.evaluate(theta, written);
    const onLine = { prior: pooled ? ofPrior(theta) : Math.exp(written[LOG_DENSITY]), post: ofPost(theta) };
    const slope = written[SLOPE] * factor;
    const natural = (value: number) => (slope > 0 && Number.isFinite(value / slope) ? value / slope : 0);
    return {
      x: written[NATURAL] * factor,
      prior: natural(onLine.prior),
      post: Math.min(natural(onLine.post), atBounds(written[NATURAL]) / factor),
      both: Math.min(onLine.prior, onLine.post),
    };
  });
  const sent = (value: number) => significant(value, DIGITS);
  const quantiles = (draws: Float64Array) =>
    PROBABILITIES.map((probability) => {
      transform.evaluate(quantileOfSorted(draws, probability), written);
      return sent(written[NATURAL] * factor);
    });
  return {
    param: name,
    role,
    unit,
    x: points.map(({ x }) => sent(x)),
    prior: points.map((point) => sent(point.prior)),
    post: points.map((point) => sent(point.post)),
    overlap: sent(
      Math.min(
        1,
        integral(line, (at) => points[at].both),
      ),
    ),
    quantiles: { at: PROBABILITIES, prior: quantiles(prior), post: quantiles(post) },
  };
}

/** So far out on the whole line that a bounded parameter is at its bound. */
const FAR = 38;

/**
 * The density on the natural scale within two bandwidths of a bound, where the whole line is stretched so much that each
 * outermost draw would be a peak of its own: kernels that are reflected at the bounds (Silverman 1986, section 2.10).
 * Infinite elsewhere. `post`: ascending draws on the whole line.
 */
function boundedDensity(transform: PriorTransform, post: Float64Array): (x: number) => number {
  const written = new Float64Array(4);
  const naturalOf = (theta: number): number => {
    transform.evaluate(theta, written);
    return written[NATURAL];
  };
  const draws = post.map(naturalOf);
  const width = bandwidth(draws);
  const [low, high] = [naturalOf(-FAR), naturalOf(FAR)];
  const found = kernelDensity(draws);
  return (x) => {
    if (x - low > 2 * width && high - x > 2 * width) return Infinity;
    return found(x) + found(2 * low - x) + found(2 * high - x);
  };
}

function grid(from: number, to: number): number[] {
  return Array.from({ length: POINTS }, (_, i) => from + ((to - from) * i) / (POINTS - 1));
}

/** Trapezoids. */
function integral(x: readonly number[], y: (at: number) => number): number {
  let sum = 0;
  for (let i = 1; i < x.length; i++) sum += ((y(i) + y(i - 1)) / 2) * (x[i] - x[i - 1]);
  return sum;
}

/** 0.9 min(sd, interquartile range / 1.34) n^(-1/5) (Silverman 1986, eq. 3.31). */
function bandwidth(sorted: Float64Array): number {
  const n = sorted.length;
  const mean = sorted.reduce((sum, value) => sum + value, 0) / n;
  const sd = Math.sqrt(sorted.reduce((sum, value) => sum + (value - mean) ** 2, 0) / n);
  const quartiles = quantileOfSorted(sorted, 0.75) - quantileOfSorted(sorted, 0.25);
  return Math.max(0.9 * (Math.min(sd, quartiles / 1.34) || sd) * n ** -0.2, 1e-12);
}

/** Gaussian kernels (B. W. Silverman, "Density Estimation for Statistics and Data Analysis", 1986). */
export function kernelDensity(sorted: Float64Array): (x: number) => number {
  const n = sorted.length;
  const width = bandwidth(sorted);
  return (x) => {
    let sum = 0;
    for (let i = 0; i < n; i++) {
      const z = (x - sorted[i]) / width;
      if (z * z < 100) sum += Math.exp(-0.5 * z * z);
    }
    return sum / (n * width * Math.sqrt(2 * Math.PI));
  };
}
