import { quantileOfSorted } from "./quantile";

/** Median and the ends of an equal-tailed interval. */
export interface Ends {
  readonly p50: number;
  readonly lo: number;
  readonly hi: number;
}

/** With the mean; only means add up. */
export interface Interval extends Ends {
  readonly mean: number;
}

/** `level`: probability inside, 0..1. */
export function interval(values: Float64Array, level: number): Interval {
  const sorted = Float64Array.from(values).sort();
  const tail = (1 - level) / 2;
  return {
    mean: values.reduce((sum, value) => sum + value, 0) / values.length,
    p50: quantileOfSorted(sorted, 0.5),
    lo: quantileOfSorted(sorted, tail),
    hi: quantileOfSorted(sorted, 1 - tail),
  };
}

export const ends = ({ p50, lo, hi }: Ends): Ends => ({ p50, lo, hi });
