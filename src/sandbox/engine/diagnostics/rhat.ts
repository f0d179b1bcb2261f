import { type Chains, meanOf, rankNormalised, sortedDraws, splitChains, varianceOf } from "./chains";
import { quantileOfSorted } from "./quantile";

/**
 * Potential scale reduction of chains as they are: sqrt(((n - 1)/n W + B/n) / W) with the within-chain variance W and the
 * between-chain variance B (Gelman & Rubin 1992; Vehtari et al. 2021, equations 1 to 4). NaN when the draws are constant.
 */
export function potentialScaleReduction(chains: Chains): number {
  const n = chains[0].length;
  const means = chains.map((chain) => meanOf(chain));
  const within = meanOf(chains.map((chain, i) => varianceOf(chain, means[i])));
  const betweenOverN = varianceOf(means);
  return Math.sqrt((((n - 1) / n) * within + betweenOverN) / within);
}

/**
 * R-hat of Vehtari et al. (2021): the larger of the rank-normalised split R-hat of the draws (location) and of their distances
 * from the median (scale).
 */
export function rhat(chains: Chains): number {
  const halves = splitChains(chains);
  const centre = quantileOfSorted(sortedDraws(halves), 0.5);
  const folded = halves.map((chain) => chain.map((value) => Math.abs(value - centre)));
  return Math.max(potentialScaleReduction(rankNormalised(halves)), potentialScaleReduction(rankNormalised(folded)));
}
