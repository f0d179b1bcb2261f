/** A generalised Pareto distribution of exceedances: P(X > x) = (1 + k x / sigma)^(-1/k). */
export interface GeneralisedPareto {
  /** Tail shape; above 0.7 importance weights are not to be trusted. */
  readonly k: number;
  readonly sigma: number;
}

/** Log likelihood profile over theta = -k / sigma, and the k that belongs to theta. */
function shapeAt(theta: number, exceedances: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < exceedances.length; i++) sum += Math.log1p(-theta * exceedances[i]);
  return sum / exceedances.length;
}

/**
 * Fits ascending positive exceedances by the empirical-Bayes estimate of Zhang & Stephens (2009); k is then drawn towards 0.5
 * as if ten more observations had said so (Vehtari, Simpson, Gelman, Yao & Gabry, "Pareto smoothed importance sampling", 2024).
 */
export function fitGeneralisedPareto(exceedances: Float64Array): GeneralisedPareto {
  const n = exceedances.length;
  const gridSize = 30 + Math.floor(Math.sqrt(n));
  const quartile = exceedances[Math.max(0, Math.floor(n / 4 + 0.5) - 1)];
  const largest = exceedances[n - 1];
  const thetas = Array.from(
    { length: gridSize },
    (_, i) => 1 / largest + (1 - Math.sqrt(gridSize / (i + 0.5))) / (3 * quartile),
  );
  const logLikelihoods = thetas.map((theta) => {
    const k = shapeAt(theta, exceedances);
    return n * (Math.log(-theta / k) - k - 1);
  });
  const best = Math.max(...logLikelihoods);
  const weights = logLikelihoods.map((value) => Math.exp(value - best));
  const weightSum = weights.reduce((sum, weight) => sum + weight, 0);
  const theta = thetas.reduce((sum, value, i) => sum + value * weights[i], 0) / weightSum;
  const k = shapeAt(theta, exceedances);
  return { k: (k * n + 5) / (n + 10), sigma: -k / theta };
}

/** Importance weights after smoothing; they sum to 1. */
export interface SmoothedWeights {
  readonly weights: Float64Array;
  /** Pareto k-hat of the raw weights; Infinity when their tail cannot be fitted. */
  readonly k: number;
}

/**
 * Pareto-smoothed importance sampling: the largest min(S/5, 3 sqrt(S)) weights are replaced by the expected order statistics of
 * the generalised Pareto distribution fitted to them, cut at the largest raw weight (Vehtari et al. 2024, section 2).
 * @param logWeights log density ratios, any constant added; values that are not finite count as zero weight
 */
export function paretoSmoothedWeights(logWeights: Float64Array): SmoothedWeights {
  const count = logWeights.length;
  let largest = -Infinity;
  for (const value of logWeights) if (Number.isFinite(value) && value > largest) largest = value;
  const logs: Float64Array = logWeights.map((value) => (Number.isFinite(value) ? value - largest : -1e4));
  const tailLength = Math.floor(Math.min(0.2 * count, 3 * Math.sqrt(count)));
  const order: Uint32Array = Uint32Array.from({ length: count }, (_, i) => i).sort((a, b) => logs[a] - logs[b]);
  const tail = order.subarray(count - tailLength);
  const logThreshold = Float64Array.from(logs).sort()[count - tailLength - 1];
  const threshold = Math.exp(Math.max(logThreshold, -700));
  const exceedances = Float64Array.from(tail, (i) => Math.max(Math.exp(logs[i]) - threshold, 1e-300));
  let k = Infinity;
  if (tailLength >= 5 && exceedances[tailLength - 1] > 1e-300) {
    const fitted = fitGeneralisedPareto(exceedances);
    if (Number.isFinite(fitted.k)) {
      k = fitted.k;
      tail.forEach((index, rank) => {
        const size = paretoQuantile(fitted, (rank + 0.5) / tailLength);
        logs[index] = Math.min(Math.log(size + threshold), 0);
      });
    }
  }
  const weights = logs.map((value) => Math.exp(value));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return { weights: weights.map((weight) => weight / sum), k };
}

/** Inverse distribution function of a generalised Pareto distribution. */
export function paretoQuantile({ k, sigma }: GeneralisedPareto, probability: number): number {
  const logSurvival = Math.log1p(-probability);
  return Math.abs(k) < 1e-12 ? -sigma * logSurvival : (sigma * Math.expm1(-k * logSurvival)) / k;
}
