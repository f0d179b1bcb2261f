/** Below this distance the difference quotient loses more digits than its limit. */
const CLOSE = 1e-9;

/**
 * With a log link expected sales are exp(base + sum of terms). Every term counts with the same weight
 * (exp(predictor) - exp(base)) / (predictor - base), the logarithmic mean of the two levels: the terms then add up to
 * the difference exactly, which is the Aumann-Shapley value along the straight path (R. Aumann & L. Shapley, "Values of
 * non-atomic games", 1974).
 */
export function additiveWeights(base: Float64Array, predictor: Float64Array, weights: Float64Array): void {
  for (let i = 0; i < weights.length; i++) {
    const distance = predictor[i] - base[i];
    weights[i] =
      Math.exp(base[i]) * (Math.abs(distance) < CLOSE ? 1 + 0.5 * distance : Math.expm1(distance) / distance);
  }
}
