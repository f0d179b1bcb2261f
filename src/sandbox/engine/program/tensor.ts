/** A block of numbers in the program: parameters (a few numbers) or a series (units x dates, unit-major). */
export interface Tensor {
  readonly name: string;
  readonly length: number;
  values: Float64Array;
  /** Derivative of the log density by each value during a backward pass; null for data. */
  adjoint: Float64Array | null;
}

/** A tensor that depends on parameters, so that it has an adjoint once the program is sealed. */
export interface Variable extends Tensor {
  adjoint: Float64Array;
}

/** One step of the program. Neither direction allocates. */
export interface Operation {
  /** Computes the output values from the input values. */
  forward(): void;
  /** Adds to the inputs' adjoints what the output's adjoint implies; runs in the reverse order of `forward`. */
  backward(): void;
}

/** A part of the log density beside the parameters' own priors: a likelihood, a prior on something derived. */
export interface DensityPart {
  /** Adds its gradient to the adjoints of what it reads and returns its log density. Runs before all `backward`. */
  logDensity(): number;
}

export function dataTensor(name: string, values: Float64Array): Tensor {
  return { name, length: values.length, values, adjoint: null };
}

/** A variable outside of a program, for an operation that only runs forward. */
export function looseVariable(name: string, length: number): Variable {
  return { name, length, values: new Float64Array(length), adjoint: new Float64Array(0) };
}
