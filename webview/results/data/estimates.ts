import { fieldsOf, numberOf } from "./fields";

/** Median and equal-tailed interval. */
export interface Estimate {
  readonly p50: number;
  readonly lo: number;
  readonly hi: number;
}

/** The mean adds up over drivers, the rest is each row's own. */
export interface UnitsEstimate extends Estimate {
  readonly mean: number;
}

export function estimateOf(value: unknown): Estimate | null {
  const { p50, lo, hi } = fieldsOf(value) ?? {};
  const read = { p50: numberOf(p50), lo: numberOf(lo), hi: numberOf(hi) };
  return read.p50 === null || read.lo === null || read.hi === null ? null : (read as Estimate);
}

export function unitsOf(value: unknown): UnitsEstimate | null {
  const estimate = estimateOf(value);
  const mean = numberOf(fieldsOf(value)?.["mean"]);
  return estimate === null || mean === null ? null : { ...estimate, mean };
}
