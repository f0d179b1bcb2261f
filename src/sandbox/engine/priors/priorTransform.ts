import type { RandomStream } from "../numerics/random";

/** Indices of what `evaluate` writes. */
export const NATURAL = 0;
export const SLOPE = 1;
export const LOG_DENSITY = 2;
export const SCORE = 3;

/** A prior with the transform that carries its parameter to the whole real line. */
export interface PriorTransform {
  /**
   * At the unconstrained value `theta` writes [x, dx/dtheta, log p(x) + log |dx/dtheta|, derivative of that by theta].
   */
  evaluate(theta: number, out: Float64Array): void;
  /** The unconstrained value of `x`. */
  unconstrain(x: number): number;
  /** A sensible natural value to start from, about the prior's median. */
  readonly centre: number;
  /** One draw on the natural scale. */
  sample(random: RandomStream): number;
}
