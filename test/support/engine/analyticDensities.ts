import { cholesky, choleskySolve } from "../../../src/sandbox/engine/numerics/linearAlgebra";
import { type LogDensity } from "../../../src/sandbox/engine/inference/logDensity";

/** N(mean, covariance) without its normalising constant; covariance row-major. */
export function gaussianDensity(mean: readonly number[], covariance: readonly number[]): LogDensity {
  const n = mean.length;
  const lower = cholesky(Float64Array.from(covariance), n);
  if (!lower) throw new Error("covariance is not positive definite");
  const solved = new Float64Array(n);
  return {
    dim: n,
    logDensity: (position, gradient) => {
      for (let i = 0; i < n; i++) solved[i] = (position[i] ?? NaN) - (mean[i] ?? NaN);
      choleskySolve(lower, solved);
      let value = 0;
      for (let i = 0; i < n; i++) {
        const distance = (position[i] ?? NaN) - (mean[i] ?? NaN);
        value -= 0.5 * distance * (solved[i] ?? NaN);
        gradient[i] = -(solved[i] ?? NaN);
      }
      return value;
    },
  };
}

/** Poisson counts with a Gamma(shape, rate) prior on the mean, in the log of the mean; the posterior is a gamma distribution. */
export function gammaPoissonDensity(
  counts: readonly number[],
  shape: number,
  rate: number,
): LogDensity & { posterior: { shape: number; rate: number } } {
  const a = shape + counts.reduce((sum, count) => sum + count, 0);
  const b = rate + counts.length;
  return {
    dim: 1,
    posterior: { shape: a, rate: b },
    logDensity: (position, gradient) => {
      const theta = position[0] ?? NaN;
      const lambda = Math.exp(theta);
      gradient[0] = a - b * lambda;
      return a * theta - b * lambda;
    },
  };
}

/** Column of row-major draws. */
export function column(draws: Float64Array, dim: number, index: number): Float64Array {
  return draws.filter((_, i) => i % dim === index);
}

export function mean(values: ArrayLike<number>): number {
  return Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;
}

export function sd(values: ArrayLike<number>): number {
  const centre = mean(values);
  return Math.sqrt(Array.from(values).reduce((sum, value) => sum + (value - centre) ** 2, 0) / (values.length - 1));
}

export function assertClose(actual: number | undefined, expected: number, tolerance: number, what = "value"): void {
  if (actual === undefined || !(Math.abs(actual - expected) <= tolerance)) {
    throw new Error(`${what}: ${actual} is not within ${tolerance} of ${expected}`);
  }
}
