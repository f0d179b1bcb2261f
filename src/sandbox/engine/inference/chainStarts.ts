import { RandomStream, STREAM } from "../numerics/random";
import { laplaceScale } from "./laplace";
import { type LogDensity } from "./logDensity";
import { type MeanFieldNormal } from "./variationalInference";
import { type WhitenedDensity, type Whitening } from "./whitening";

/** Everything a chain needs to begin; plain data that can be sent to a worker. */
export interface SamplingPlan {
  readonly whitening: Whitening;
  /** One start per chain, in whitened space. */
  readonly starts: readonly Float64Array[];
  readonly inverseMetric?: Float64Array;
  readonly adaptMetric: boolean;
  readonly warmup: number;
}

const MARKET_WARMUP = 100;
const PANEL_WARMUP = 200;

/**
 * How NUTS begins after a variational fit in whitened space.
 * One unit: the variational variances are the metric and stay fixed, so that a short warm-up only tunes the step size.
 * Several units: the joint mode of a hierarchy is not typical of it, so the space is whitened anew at the variational mean and
 * the metric is learned.
 */
export function planSampling(
  density: LogDensity,
  whitened: WhitenedDensity,
  fit: MeanFieldNormal,
  problem: { readonly units: number; readonly chains: number; readonly seed: number },
): SamplingPlan {
  const n = density.dim;
  const overdispersed = (mean: Float64Array, sd: Float64Array): Float64Array[] =>
    Array.from({ length: problem.chains }, (_, chain) => {
      const random = new RandomStream(problem.seed, STREAM.chainStarts + chain);
      return mean.map((value, i) => value + sd[i] * random.normal());
    });
  if (problem.units === 1) {
    const sd = fit.logSd.map((value) => Math.min(3, Math.max(0.3, Math.exp(value))));
    return {
      whitening: whitened.whitening,
      starts: overdispersed(fit.mean, sd),
      inverseMetric: sd.map((value) => value * value),
      adaptMetric: false,
      warmup: MARKET_WARMUP,
    };
  }
  const centre = new Float64Array(n);
  whitened.unwhiten(fit.mean, centre);
  return {
    whitening: { centre, scale: laplaceScale(density, centre) },
    starts: overdispersed(new Float64Array(n), new Float64Array(n).fill(0.5)),
    adaptMetric: true,
    warmup: PANEL_WARMUP,
  };
}
