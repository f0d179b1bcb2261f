/** Quantile of ascending values, linear between order statistics (Hyndman & Fan 1996, type 7). */
export function quantileOfSorted(sorted: ArrayLike<number>, probability: number): number {
  const position = (sorted.length - 1) * probability;
  const below = Math.floor(position);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
}

export function median(values: ArrayLike<number>): number {
  return quantileOfSorted(Float64Array.from(values).sort(), 0.5);
}

/**
 * Puts the values into such an order that quantileOfSorted finds the quantiles of these ascending probabilities: the same
 * numbers as after a sort, in a fraction of its time for thousands of values. None of them may be NaN.
 */
export function orderForQuantiles(values: Float64Array, probabilities: readonly number[]): void {
  const last = values.length - 1;
  let from = 0;
  for (const probability of probabilities) {
    const below = Math.floor(last * probability);
    const above = Math.min(below + 1, last);
    // The neighbour is looked for on the shorter side.
    if (probability < 0.5) {
      select(values, above, from, last);
      for (let i = from; i < below; i++) if (values[i] > values[below]) swap(values, i, below);
      from = below;
    } else {
      select(values, below, from, last);
      for (let i = above + 1; i <= last; i++) if (values[i] < values[above]) swap(values, i, above);
      from = above;
    }
  }
}

/** Shorter ranges are not worth a sample. */
const WORTH_A_SAMPLE = 600;

/**
 * Moves the value of rank `wanted` to its place, none larger before it and none smaller behind it; the pivot is chosen by
 * selecting within a sample (R. W. Floyd & R. L. Rivest, Algorithm 489, 1975).
 */
function select(values: Float64Array, wanted: number, first: number, last: number): void {
  let [left, right] = [first, last];
  while (left < right) {
    const n = right - left + 1;
    if (n > WORTH_A_SAMPLE) {
      const rank = wanted - left + 1;
      const log = Math.log(n);
      const size = 0.5 * Math.exp((2 * log) / 3);
      const sd = 0.5 * Math.sqrt((log * size * (n - size)) / n) * (rank < n / 2 ? -1 : 1);
      const from = Math.max(left, Math.floor(wanted - (rank * size) / n + sd));
      const to = Math.min(right, Math.floor(wanted + ((n - rank) * size) / n + sd));
      select(values, wanted, from, to);
    }
    const pivot = values[wanted];
    let [i, j] = [left, right];
    while (i <= j) {
      while (values[i] < pivot) i++;
      while (values[j] > pivot) j--;
      if (i <= j) swap(values, i++, j--);
    }
    if (wanted <= j) right = j;
    else if (wanted >= i) left = i;
    else return;
  }
}

function swap(values: Float64Array, i: number, j: number): void {
  const value = values[i];
  values[i] = values[j];
  values[j] = value;
}
