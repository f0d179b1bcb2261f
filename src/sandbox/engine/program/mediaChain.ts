import type { Operation, Tensor, Variable } from "./tensor";

/**
 * From the activity of a medium to what it adds to the predictor: activity -> adstock -> saturation -> factor. Every
 * adstock is linear in the activity, so that `multiple` times the activity is `multiple` times what is carried over.
 */
export interface MediaChain {
  /** Units x dates, in units of `scale`. */
  readonly activity: Tensor;
  /** The activity that counts as 1. */
  readonly scale: number;
  /** What the activity is measured in: "GRP". */
  readonly metric: string;
  /** The activity of each date with what is left of earlier ones; the activity itself without an adstock. */
  readonly carried: Tensor;
  /** Another adstock with the same parameters; absent without one. `normalise` overrules what the graph says. */
  readonly adstock?: (x: Tensor, out: Variable, shape: SeriesShape, normalise?: boolean) => Operation;
  /** Another saturation with the same parameters; absent where the effect is proportional. */
  readonly saturation?: (x: Tensor, out: Variable) => Operation;
  /** The saturation of multiples of its input; absent where that takes no less than the saturation itself. */
  readonly multiples?: ((x: Tensor, out: Variable) => SaturationMultiples) | undefined;
  /** What a full saturation adds to the predictor, at the parameters of the last `evaluate`. */
  readonly factor: (unit: number) => number;
}

/** What does not depend on the multiple is computed once for each draw of the parameters. */
export interface SaturationMultiples {
  /** Takes the present input and parameters. */
  prepare(): void;
  /** Writes the saturation of `multiple` times that input. */
  at(multiple: number): void;
}

export interface SeriesShape {
  readonly units: number;
  readonly dates: number;
}
