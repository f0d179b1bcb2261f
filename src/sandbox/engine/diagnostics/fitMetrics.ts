import { type FitMetrics } from "../contract";

/**
 * How well predictions match observations. r2 = 1 - residual / total sum of squares; mape = mean |error / observed| over
 * observations that are not zero; wmape = sum |error| / sum |observed|. Fractions, not per cent; NaN where undefined.
 */
export function fitMetrics(observed: ArrayLike<number>, predicted: ArrayLike<number>): FitMetrics {
  const n = observed.length;
  let mean = 0;
  for (let i = 0; i < n; i++) mean += observed[i] / n;
  let residual = 0;
  let total = 0;
  let relative = 0;
  let nonZero = 0;
  let absoluteError = 0;
  let absolute = 0;
  for (let i = 0; i < n; i++) {
    const error = observed[i] - predicted[i];
    residual += error * error;
    total += (observed[i] - mean) ** 2;
    absoluteError += Math.abs(error);
    absolute += Math.abs(observed[i]);
    if (observed[i] !== 0) {
      relative += Math.abs(error / observed[i]);
      nonZero++;
    }
  }
  return { r2: 1 - residual / total, mape: relative / nonZero, wmape: absoluteError / absolute, n };
}
