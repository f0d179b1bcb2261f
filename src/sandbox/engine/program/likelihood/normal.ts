import { LOG_2PI } from "../../numerics/specialFunctions";
import type { DensityPart, Variable } from "../tensor";
import type { Observations } from "./observations";

/** y_ut ~ N(mu_ut, sigma_u), independent over dates. */
export class NormalLikelihood implements DensityPart {
  private readonly counts: Float64Array;
  constructor(
    private readonly data: Observations,
    private readonly mu: Variable,
    private readonly sigma: Variable,
  ) {
    this.counts = new Float64Array(data.units);
    for (let i = 0; i < data.weights.length; i++) this.counts[Math.floor(i / data.dates)] += data.weights[i];
  }
  logDensity(): number {
    const { mu, sigma, data } = this;
    let logDensity = 0;
    for (let u = 0; u < data.units; u++) {
      const k = sigma.length === 1 ? 0 : u;
      const s = sigma.values[k];
      const precision = 1 / (s * s);
      const from = u * data.dates;
      const squares = residuals(data.sales, data.weights, mu.values, mu.adjoint, precision, from, from + data.dates);
      logDensity -= this.counts[u] * (Math.log(s) + 0.5 * LOG_2PI) + 0.5 * squares * precision;
      sigma.adjoint[k] += (squares * precision - this.counts[u]) / s;
    }
    return logDensity;
  }
}

/** Sum of squared residuals; adds residual / sigma^2 to the adjoint of mu. */
function residuals(
  y: Float64Array,
  weights: Float64Array,
  mu: Float64Array,
  toMu: Float64Array,
  precision: number,
  from: number,
  to: number,
): number {
  let squares = 0;
  for (let i = from; i < to; i++) {
    const r = weights[i] * (y[i] - mu[i]);
    squares += r * r;
    toMu[i] += r * precision;
  }
  return squares;
}
