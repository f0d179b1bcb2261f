import { normalQuantile } from "../numerics/specialFunctions";

/** Draws of one quantity, one array per chain, all of the same length. */
export type Chains = readonly Float64Array[];

/** Halves every chain, so that a drift within a chain shows as a difference between chains; an odd middle draw is left out. */
export function splitChains(chains: Chains): Float64Array[] {
  return chains.flatMap((chain) => {
    const half = chain.length >> 1;
    return [chain.subarray(0, half), chain.subarray(chain.length - half)];
  });
}

/** All chains one after another, ascending. */
export function sortedDraws(chains: Chains): Float64Array {
  const length = chains[0].length;
  const all = new Float64Array(chains.length * length);
  chains.forEach((chain, i) => all.set(chain, i * length));
  return all.sort();
}

/** Index of the first element of `sorted` for which `value` is not greater (or, with `after`, is smaller). */
function bound(sorted: Float64Array, value: number, after: boolean): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] < value || (after && sorted[middle] === value)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Replaces every draw by the normal score of its pooled rank r among S draws, z = Phi^-1((r - 3/8) / (S + 1/4)); ties share
 * their mean rank. Vehtari, Gelman, Simpson, Carpenter & Buerkner, "Rank-normalization, folding, and localization: an
 * improved R-hat" (2021), equation 14.
 */
export function rankNormalised(chains: Chains): Float64Array[] {
  const sorted = sortedDraws(chains);
  const total = sorted.length;
  return chains.map((chain) =>
    chain.map((value) => {
      const meanRank = (bound(sorted, value, false) + bound(sorted, value, true) + 1) / 2;
      return normalQuantile((meanRank - 0.375) / (total + 0.25));
    }),
  );
}

export function meanOf(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i];
  return sum / values.length;
}

/** Sample variance, divisor n - 1. */
export function varianceOf(values: ArrayLike<number>, mean = meanOf(values)): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += (values[i] - mean) ** 2;
  return sum / (values.length - 1);
}
