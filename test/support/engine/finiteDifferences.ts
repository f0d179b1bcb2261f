/** Fourth-order central difference of `f` at `x`. */
export function derivative(f: (x: number) => number, x: number, step: number): number {
  return (f(x - 2 * step) - 8 * f(x - step) + 8 * f(x + step) - f(x + 2 * step)) / (12 * step);
}

/** |a - b| over the larger of 1 and |b|. */
export function relativeError(a: number, b: number): number {
  return Math.abs(a - b) / Math.max(1, Math.abs(b));
}

interface Differentiable {
  readonly dim: number;
  names(): string[];
  logDensity(theta: Float64Array, gradient: Float64Array): number;
}

/** The largest relative error of the gradient at `theta`, and the parameter it belongs to. */
export function worstGradientError(density: Differentiable, theta: Float64Array): { error: number; name: string } {
  const gradient = new Float64Array(density.dim);
  const scratch = new Float64Array(density.dim);
  density.logDensity(theta, gradient);
  let worst = { error: 0, name: "" };
  density.names().forEach((name, i) => {
    const at = (value: number): number => {
      const moved = Float64Array.from(theta);
      moved[i] = value;
      return density.logDensity(moved, scratch);
    };
    const error = relativeError(gradient[i] ?? NaN, derivative(at, theta[i] ?? NaN, 1e-4));
    if (!(error <= worst.error)) worst = { error, name };
  });
  return worst;
}
