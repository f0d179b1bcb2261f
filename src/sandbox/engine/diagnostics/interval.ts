import { orderForQuantiles, quantileOfSorted } from "./quantile";

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
  const mean = meanOf(values);
  const tail = (1 - level) / 2;
  const ordered = values.slice();
  order(ordered, mean, [tail, 0.5, 1 - tail]);
  return {
    mean,
    p50: quantileOfSorted(ordered, 0.5),
    lo: quantileOfSorted(ordered, tail),
    hi: quantileOfSorted(ordered, 1 - tail),
  };
}

/** An interval where nobody asks for the median, which takes a third of the time. The values are put into another order. */
export function band(values: Float64Array, level: number): Omit<Interval, "p50"> {
  const mean = meanOf(values);
  const tail = (1 - level) / 2;
  order(values, mean, [tail, 1 - tail]);
  return { mean, lo: quantileOfSorted(values, tail), hi: quantileOfSorted(values, 1 - tail) };
}

function order(values: Float64Array, mean: number, probabilities: readonly number[]): void {
  if (Number.isNaN(mean)) values.sort();
  else orderForQuantiles(values, probabilities);
}

function meanOf(values: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i];
  return sum / values.length;
}

export const ends = ({ p50, lo, hi }: Ends): Ends => ({ p50, lo, hi });
