import type { BaselineDrift } from "../compiledModel";
import { filterState, kalmanAdjoint, kalmanLogDensity } from "../drift/kalmanFilter";
import { sampledPath, smoothedMean } from "../drift/smoother";
import type { DensityPart, Variable } from "../tensor";
import type { Observations } from "./observations";

/** Keeps the stationary variance finite as phi approaches 1. */
const LEAST_MEAN_REVERSION = 1e-9;

/**
 * y ~ N(mu + drifting baseline, sigma), the baseline integrated out by the Kalman filter.
 *   "ou": mean-reverting, l_t = phi l_{t-1} + tau w_t from its stationary distribution (a sampled Ornstein-Uhlenbeck process);
 *   "level": random walk, phi = 1, from 0 (Harvey's local level model);
 *   "ar1": no white noise, AR(1) errors of stationary sd sigma.
 */
export class DriftingBaseline implements DensityPart, BaselineDrift {
  private readonly state;
  private readonly gradients = new Float64Array(4);
  // State equation of the current values: [phi, q, r, v0].
  private readonly equation = new Float64Array(4);
  constructor(
    private readonly type: "ou" | "level" | "ar1",
    private readonly data: Observations,
    private readonly mu: Variable,
    private readonly sigma: Variable,
    private readonly tau: Variable | undefined,
    private readonly phi: Variable | undefined,
  ) {
    this.state = filterState(data.units * data.dates);
  }

  private setEquation(unit: number): void {
    const { equation } = this;
    const s = this.sigma.values[this.sigma.length === 1 ? 0 : unit];
    const phi = this.phi === undefined ? 1 : this.phi.values[0];
    const tau = this.tau === undefined ? 0 : this.tau.values[0];
    const reversion = Math.max(LEAST_MEAN_REVERSION, 1 - phi * phi);
    equation[0] = phi;
    equation[1] = this.type === "ar1" ? s * s * (1 - phi * phi) : tau * tau;
    equation[2] = this.type === "ar1" ? 0 : s * s;
    equation[3] = this.type === "ar1" ? s * s : this.type === "ou" ? (tau * tau) / reversion : 0;
  }

  private filterUnit(unit: number): number {
    this.setEquation(unit);
    const { data, equation: e } = this;
    const from = unit * data.dates;
    return kalmanLogDensity(
      data.sales,
      this.mu.values,
      data.weights,
      this.state,
      e[0],
      e[1],
      e[2],
      e[3],
      from,
      from + data.dates,
    );
  }

  logDensity(): number {
    const { data, equation: e, gradients } = this;
    let logDensity = 0;
    for (let u = 0; u < data.units; u++) {
      logDensity += this.filterUnit(u);
      const from = u * data.dates;
      kalmanAdjoint(data.weights, this.mu.adjoint, this.state, e[0], e[2], e[3], from, from + data.dates, gradients);
      this.pullBackEquation(u);
    }
    return logDensity;
  }

  /** From the derivatives by phi, q, r, v0 to those by sigma, tau, phi. */
  private pullBackEquation(unit: number): void {
    const byPhi = this.gradients[0];
    const byQ = this.gradients[1];
    const byR = this.gradients[2];
    const byV0 = this.gradients[3];
    const k = this.sigma.length === 1 ? 0 : unit;
    const s = this.sigma.values[k];
    const phi = this.equation[0];
    if (this.type === "ar1") {
      this.sigma.adjoint[k] += 2 * s * (byQ * (1 - phi * phi) + byV0);
      if (this.phi !== undefined) this.phi.adjoint[0] += byPhi - 2 * phi * s * s * byQ;
      return;
    }
    this.sigma.adjoint[k] += 2 * s * byR;
    if (this.tau === undefined) return;
    const tau = this.tau.values[0];
    this.tau.adjoint[0] += 2 * tau * byQ;
    if (this.type !== "ou" || this.phi === undefined) return;
    const reversion = Math.max(LEAST_MEAN_REVERSION, 1 - phi * phi);
    this.tau.adjoint[0] += ((2 * tau) / reversion) * byV0;
    this.phi.adjoint[0] += byPhi + ((2 * phi * tau * tau) / (reversion * reversion)) * byV0;
  }

  /** Runs the filter at the current values, for the smoother and `oneStepSd`. */
  filter(): void {
    for (let u = 0; u < this.data.units; u++) this.filterUnit(u);
  }

  mean(out: Float64Array): void {
    this.eachUnit((phi, q, from, to) => smoothedMean(this.state, phi, q, from, to, out));
  }

  sample(out: Float64Array, normal: () => number): void {
    this.eachUnit((phi, q, from, to) => sampledPath(this.state, phi, q, from, to, out, normal));
  }

  private eachUnit(run: (phi: number, q: number, from: number, to: number) => void): void {
    for (let u = 0; u < this.data.units; u++) {
      this.setEquation(u);
      run(this.equation[0], this.equation[1], u * this.data.dates, (u + 1) * this.data.dates);
    }
  }

  /** Sd of the one-step-ahead prediction at a unit's last observation. */
  oneStepSd(unit: number): number {
    const { data, state } = this;
    for (let i = (unit + 1) * data.dates - 1; i >= unit * data.dates; i--) {
      if (data.weights[i] !== 0) return 1 / Math.sqrt(state.precision[i]);
    }
    return NaN;
  }
}
