/**
 * A drifting baseline integrated out of the likelihood:
 *   y_t - mu_t = l_t + e_t,  l_t = phi l_{t-1} + w_t,  w_t ~ N(0, q),  e_t ~ N(0, r),  l before the first date ~ N(0, v0).
 * The scalar Kalman filter gives the log density (J. Durbin & S. J. Koopman, "Time series analysis by state space
 * methods", 2012, ch. 4 and 7.2), its adjoint the gradient: O(T), so the T latent levels cost the sampler nothing.
 * Dates without an observation are skipped; dates after the last one are forecasts.
 */
import { LOG_2PI } from "../../numerics/specialFunctions";

export interface FilterState {
  /** Kalman gain, 1 / innovation variance and innovation of each date; 0 where not observed. */
  readonly gain: Float64Array;
  readonly precision: Float64Array;
  readonly innovation: Float64Array;
  /** Mean and variance of the level given the observations up to each date. */
  readonly mean: Float64Array;
  readonly variance: Float64Array;
}

export function filterState(length: number): FilterState {
  const block = (): Float64Array => new Float64Array(length);
  return { gain: block(), precision: block(), innovation: block(), mean: block(), variance: block() };
}

/** Log density of the observations in [from, to); fills the state for the adjoint and the smoother. */
export function kalmanLogDensity(
  y: Float64Array,
  mu: Float64Array,
  weights: Float64Array,
  state: FilterState,
  phi: number,
  q: number,
  r: number,
  v0: number,
  from: number,
  to: number,
): number {
  const { gain, precision, innovation, mean, variance } = state;
  const phi2 = phi * phi;
  let logDensity = 0;
  let product = 1;
  let inProduct = 0;
  let count = 0;
  let m = 0;
  let c = v0;
  for (let i = from; i < to; i++) {
    m *= phi;
    const p = phi2 * c + q;
    if (weights[i] === 0) {
      c = p;
      gain[i] = 0;
      precision[i] = 0;
      innovation[i] = 0;
    } else {
      const f = p + r;
      const g = 1 / f;
      const k = p * g;
      const e = y[i] - mu[i] - m;
      m += k * e;
      c = k * r;
      gain[i] = k;
      precision[i] = g;
      innovation[i] = e;
      logDensity -= 0.5 * e * e * g;
      count++;
      product *= f;
      // One logarithm for eight variances.
      if (++inProduct === 8) {
        logDensity -= 0.5 * Math.log(product);
        product = 1;
        inProduct = 0;
      }
    }
    mean[i] = m;
    variance[i] = c;
  }
  return logDensity - 0.5 * (inProduct === 0 ? 0 : Math.log(product)) - 0.5 * count * LOG_2PI;
}

/** Adjoint of kalmanLogDensity: adds d/d mu and writes [d/d phi, d/d q, d/d r, d/d v0]. */
export function kalmanAdjoint(
  weights: Float64Array,
  toMu: Float64Array,
  state: FilterState,
  phi: number,
  r: number,
  v0: number,
  from: number,
  to: number,
  gradients: Float64Array,
): void {
  const { gain, precision, innovation, mean, variance } = state;
  const phi2 = phi * phi;
  let toMean = 0;
  let toVariance = 0;
  let byPhi = 0;
  let byQ = 0;
  let byR = 0;
  for (let i = to - 1; i >= from; i--) {
    let toPredictedMean = toMean;
    let toPredicted = toVariance;
    if (weights[i] !== 0) {
      const k = gain[i];
      const g = precision[i];
      const e = innovation[i];
      const z = e * g;
      const toInnovation = toMean * k - z;
      const toGain = toMean * e + toVariance * r;
      const toF = -0.5 * (g - z * z) - toGain * k * g;
      byR += toVariance * k + toF;
      toPredicted = toGain * g + toF;
      toMu[i] -= toInnovation;
      toPredictedMean -= toInnovation;
    }
    const meanBefore = i > from ? mean[i - 1] : 0;
    const varianceBefore = i > from ? variance[i - 1] : v0;
    byQ += toPredicted;
    byPhi += 2 * phi * varianceBefore * toPredicted + toPredictedMean * meanBefore;
    toVariance = phi2 * toPredicted;
    toMean = phi * toPredictedMean;
  }
  gradients[0] = byPhi;
  gradients[1] = byQ;
  gradients[2] = byR;
  gradients[3] = toVariance;
}
