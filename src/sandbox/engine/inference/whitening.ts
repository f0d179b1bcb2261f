import { affine, transposedProduct } from "../numerics/linearAlgebra";
import { type LogDensity } from "./logDensity";

/** The affine map theta = centre + W z under which a posterior looks about standard normal. */
export interface Whitening {
  readonly centre: Float64Array;
  /** W, row-major. */
  readonly scale: Float64Array;
}

/** Density of z = W^-1 (theta - centre); the constant log |W| is left out. */
export class WhitenedDensity implements LogDensity {
  readonly dim: number;
  private readonly position: Float64Array;
  private readonly gradient: Float64Array;

  constructor(
    private readonly density: LogDensity,
    readonly whitening: Whitening,
  ) {
    this.dim = density.dim;
    this.position = new Float64Array(this.dim);
    this.gradient = new Float64Array(this.dim);
  }

  /** Writes theta = centre + W z into `out`. */
  unwhiten(z: Float64Array, out: Float64Array): void {
    affine(this.whitening.scale, z, this.whitening.centre, out);
  }

  /** The same for row-major draws. */
  unwhitenAll(draws: Float64Array): Float64Array {
    const out = new Float64Array(draws.length);
    for (let i = 0; i < draws.length; i += this.dim) {
      this.unwhiten(draws.subarray(i, i + this.dim), out.subarray(i, i + this.dim));
    }
    return out;
  }

  logDensity(z: Float64Array, gradient: Float64Array): number {
    this.unwhiten(z, this.position);
    const value = this.density.logDensity(this.position, this.gradient);
    transposedProduct(this.whitening.scale, this.gradient, gradient);
    return value;
  }
}
