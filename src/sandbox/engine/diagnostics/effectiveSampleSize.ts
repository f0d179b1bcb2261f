import { type Chains, meanOf, rankNormalised, sortedDraws, splitChains, varianceOf } from "./chains";
import { quantileOfSorted } from "./quantile";

/** Mean over chains of the lag-k autocovariance, divisor n. */
function meanAutocovariance(chains: Chains, means: ArrayLike<number>, lag: number): number {
  const n = chains[0].length;
  let sum = 0;
  for (let c = 0; c < chains.length; c++) {
    const chain = chains[c];
    const mean = means[c];
    for (let i = 0; i + lag < n; i++) sum += (chain[i] - mean) * (chain[i + lag] - mean);
  }
  return sum / (n * chains.length);
}

/**
 * Effective sample size of m chains of n draws: m n / tau, tau = -1 + 2 sum of Geyer's initial monotone sequence of
 * autocorrelation pairs, the autocorrelation taken across chains: rho_k = 1 - (W - mean autocovariance_k) / var+
 * (Vehtari et al. 2021, equations 10 to 13; Geyer 1992). Lags are computed one pair at a time until the sequence ends.
 * At most m n log10(m n).
 */
export function effectiveSampleSize(chains: Chains): number {
  const m = chains.length;
  const n = chains[0].length;
  const total = m * n;
  const means = chains.map((chain) => meanOf(chain));
  const within = (meanAutocovariance(chains, means, 0) * n) / (n - 1);
  const pooled = (within * (n - 1)) / n + (m > 1 ? varianceOf(means) : 0);
  if (!(pooled > 0)) return total;
  const correlation = (lag: number): number => 1 - (within - meanAutocovariance(chains, means, lag)) / pooled;
  let pairSum = 0;
  let previous = Infinity;
  for (let lag = 0; lag + 1 < n; lag += 2) {
    const pair = (lag === 0 ? 1 : correlation(lag)) + correlation(lag + 1);
    if (!(pair > 0)) break;
    previous = Math.min(pair, previous);
    pairSum += previous;
  }
  const tau = Math.max(2 * pairSum - 1, 1 / Math.log10(total));
  return total / tau;
}

/** Efficiency of the centre of the distribution: split, rank-normalised chains. */
export function bulkEffectiveSampleSize(chains: Chains): number {
  return effectiveSampleSize(rankNormalised(splitChains(chains)));
}

/** Efficiency of the tails: the smaller of the 5 % and the 95 % quantile's, from the indicators of lying below them. */
export function tailEffectiveSampleSize(chains: Chains): number {
  const halves = splitChains(chains);
  const sorted = sortedDraws(halves);
  const ofQuantile = (probability: number): number => {
    const threshold = quantileOfSorted(sorted, probability);
    return effectiveSampleSize(halves.map((chain) => chain.map((value) => (value <= threshold ? 1 : 0))));
  };
  return Math.min(ofQuantile(0.05), ofQuantile(0.95));
}
