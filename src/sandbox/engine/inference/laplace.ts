import { symmetricEigen } from "../numerics/linearAlgebra";
import { type LogDensity } from "./logDensity";

/** Step of the central differences, relative to max(1, |coordinate|). */
const DIFFERENCE_STEP = 1e-4;

/** Negative Hessian of a log density at `position`, by central differences of 2 * dimension gradients; row-major, symmetric. */
export function negativeHessian(density: LogDensity, position: Float64Array): Float64Array {
  const n = density.dim;
  const hessian = new Float64Array(n * n);
  const shifted = Float64Array.from(position);
  const above = new Float64Array(n);
  const below = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const step = DIFFERENCE_STEP * Math.max(1, Math.abs(position[i]));
    shifted[i] = position[i] + step;
    density.logDensity(shifted, above);
    shifted[i] = position[i] - step;
    density.logDensity(shifted, below);
    shifted[i] = position[i];
    for (let j = 0; j < n; j++) hessian[i * n + j] = (below[j] - above[j]) / (2 * step);
  }
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) {
      const mean = 0.5 * (hessian[i * n + j] + hessian[j * n + i]);
      hessian[i * n + j] = hessian[j * n + i] = Number.isFinite(mean) ? mean : 0;
    }
  }
  return hessian;
}

/**
 * Scale of the Laplace approximation N(mode, W W'), W W' the inverse of the negative Hessian. W = V diag(eigenvalue^-1/2); where
 * the density is flat or curves upwards, the standard deviation is cut at `largestSd`.
 * @returns W, row-major
 */
export function laplaceScale(density: LogDensity, mode: Float64Array, largestSd = 2): Float64Array {
  const n = density.dim;
  const { values, vectors } = symmetricEigen(negativeHessian(density, mode), n);
  const smallest = 1 / (largestSd * largestSd);
  const scale = new Float64Array(n * n);
  for (let k = 0; k < n; k++) {
    const sd = 1 / Math.sqrt(values[k] > smallest ? values[k] : smallest);
    for (let i = 0; i < n; i++) scale[i * n + k] = vectors[k * n + i] * sd;
  }
  return scale;
}
