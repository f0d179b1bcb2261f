import type { DriverKind } from "../contract";
import type { RandomStream } from "../numerics/random";
import type { PriorTransform } from "../priors/priorTransform";
import type { LogPosterior } from "./logPosterior";
import type { MediaChain } from "./mediaChain";

/**
 * A graph compiled for one frame. Series are unit-major (index = unit * dates + date), in units of scaled sales
 * (sales / salesScale[unit]). Every number read here belongs to the last `evaluate`.
 */
export interface CompiledModel extends LogPosterior {
  readonly units: number;
  /** Dates that the program runs over: the whole frame, or up to the last training date. */
  readonly dates: number;
  /** A draw from the priors; only where no prior is derived from another (uncentred.ts). */
  samplePrior(random: RandomStream): Float64Array;
  /** Computes every term, the predictor and the expected sales at `theta`; no gradient. */
  evaluate(theta: Float64Array): void;
  /** What is learnt, as the graph states it: intercepts and pooled effects, whatever is sampled in their place. */
  readonly quantities: readonly ModelQuantity[];
  /** The additive parts of the predictor, base included, the drifting baseline not. */
  readonly terms: readonly ModelTerm[];
  /** Sum of the terms, on the scale of the link. */
  readonly predictor: Float64Array;
  /** The predictor through the inverse link: expected sales without the drifting baseline. */
  readonly expected: Float64Array;
  /** Sales per scaled unit, one number per unit. */
  readonly salesScale: Float64Array;
  readonly link: "identity" | "log";
  /** Sd of the noise of a unit in scaled sales; with a drifting baseline the one-step-ahead predictive sd. */
  noise(unit: number): number;
  /** Sd of single sales around expected sales and baseline, in scaled sales. */
  observationNoise(unit: number): number;
  /** Present when the graph has a drifting baseline (identity link only): add it to `expected`. */
  readonly drift?: BaselineDrift;
}

export interface ModelQuantity {
  /** "media.TV.half", "media.TV.coef[Espresso]". */
  readonly name: string;
  /** Id of the low-level node. */
  readonly node: string;
  readonly transform: PriorTransform;
  /** The prior comes from other parameters, so that `transform` does not know it. */
  readonly pooled: boolean;
  /** The value on the natural scale. */
  readonly value: () => number;
}

export interface ModelTerm {
  /** Name of the driver: "TV", "Price", "Base". */
  readonly name: string;
  readonly kind: DriverKind;
  /** Id of the low-level node. */
  readonly node: string;
  /** For media: the vehicle of the frame that feeds it. */
  readonly vehicle?: string;
  /** For media: how the vehicle's activity becomes the term. */
  readonly chain?: MediaChain;
  /** Only differences to a reference level mean anything (price, distribution, controls, season, trend). */
  readonly zeroSum: boolean;
  readonly values: Float64Array;
}

export interface BaselineDrift {
  /** Posterior mean of the baseline given the sales, units x dates; a forecast on dates without training sales. */
  mean(out: Float64Array): void;
  /** One joint draw of the baseline's path given the sales. */
  sample(out: Float64Array, normal: () => number): void;
}
