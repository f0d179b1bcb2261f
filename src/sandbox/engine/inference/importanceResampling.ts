import { paretoSmoothedWeights } from "../diagnostics/paretoK";
import { LOG_2PI } from "../numerics/specialFunctions";
import { type RandomStream } from "../numerics/random";
import { type LogDensity } from "./logDensity";
import { type MeanFieldNormal } from "./variationalInference";

/** Above this k-hat the importance weights say more about luck than about the posterior. */
export const USABLE_PARETO_K = 0.7;

export interface ResampledDraws {
  /** Row-major, count x dimension. */
  readonly draws: Float64Array;
  readonly paretoK: number;
}

/** Writes a draw of the approximation into `out` and returns its log density. */
function drawFrom({ mean, logSd }: MeanFieldNormal, random: RandomStream, out: Float64Array): number {
  let logDensity = -0.5 * out.length * LOG_2PI;
  for (let i = 0; i < out.length; i++) {
    const epsilon = random.normal();
    out[i] = mean[i] + Math.exp(logSd[i]) * epsilon;
    logDensity -= 0.5 * epsilon * epsilon + logSd[i];
  }
  return logDensity;
}

/**
 * `count` draws that correct a variational fit: twice as many are drawn, weighted by density / approximation with Pareto
 * smoothing (Vehtari et al. 2024) and resampled systematically, in random order. With k-hat above 0.7 the first `count` draws are
 * returned as they are.
 */
export function resample(
  density: LogDensity,
  approximation: MeanFieldNormal,
  count: number,
  random: RandomStream,
): ResampledDraws {
  const n = density.dim;
  const pool = 2 * count;
  const candidates = new Float64Array(pool * n);
  const logWeights = new Float64Array(pool);
  const gradient = new Float64Array(n);
  for (let i = 0; i < pool; i++) {
    const draw = candidates.subarray(i * n, (i + 1) * n);
    const logApproximation = drawFrom(approximation, random, draw);
    logWeights[i] = density.logDensity(draw, gradient) - logApproximation;
  }
  const { weights, k } = paretoSmoothedWeights(logWeights);
  if (!(k < USABLE_PARETO_K)) return { draws: candidates.slice(0, count * n), paretoK: k };
  const draws = new Float64Array(count * n);
  const chosen = shuffled(systematicSample(weights, count, random), random);
  chosen.forEach((candidate, i) => draws.set(candidates.subarray(candidate * n, (candidate + 1) * n), i * n));
  return { draws, paretoK: k };
}

/** Indices drawn with expected counts `count * weights`, from one uniform (Kitagawa 1996). */
export function systematicSample(weights: Float64Array, count: number, random: RandomStream): Uint32Array {
  const chosen = new Uint32Array(count);
  let threshold = random.uniform() / count;
  let cumulated = weights[0];
  let candidate = 0;
  for (let i = 0; i < count; i++) {
    while (cumulated < threshold && candidate < weights.length - 1) cumulated += weights[++candidate];
    chosen[i] = candidate;
    threshold += 1 / count;
  }
  return chosen;
}

/** Fisher-Yates, in place. */
function shuffled(values: Uint32Array, random: RandomStream): Uint32Array {
  for (let i = values.length - 1; i > 0; i--) {
    const j = random.integer(i + 1);
    [values[i], values[j]] = [values[j], values[i]];
  }
  return values;
}
