/**
 * Partial pooling over units: effect_u = transform(eta_u), eta_u ~ N(mu, tau) (Gelman & Hill 2007, ch. 11; with exp the
 * log-normal media effects of Google Meridian). Centred: eta_u itself is sampled, better where data speak for every
 * unit; non-centred: eta_u = mu + tau z_u (Papaspiliopoulos, Roberts & Skoeld 2007).
 */
import { LOG_2PI } from "../numerics/specialFunctions";
import type { DensityPart, Operation, Variable } from "./tensor";

export class CentredPooling implements Operation, DensityPart {
  constructor(
    private readonly mu: Variable,
    private readonly tau: Variable,
    private readonly eta: Variable,
    private readonly out: Variable,
    private readonly exponential: boolean,
  ) {}
  forward(): void {
    const eta = this.eta.values;
    for (let u = 0; u < eta.length; u++) this.out.values[u] = this.exponential ? Math.exp(eta[u]) : eta[u];
  }
  backward(): void {
    const { out, eta } = this;
    for (let u = 0; u < eta.length; u++) eta.adjoint[u] += out.adjoint[u] * (this.exponential ? out.values[u] : 1);
  }
  logDensity(): number {
    const mu = this.mu.values[0];
    const tau = this.tau.values[0];
    const n = this.eta.length;
    let logDensity = -n * (Math.log(tau) + 0.5 * LOG_2PI);
    for (let u = 0; u < n; u++) {
      const z = (this.eta.values[u] - mu) / tau;
      logDensity -= 0.5 * z * z;
      this.eta.adjoint[u] -= z / tau;
      this.mu.adjoint[0] += z / tau;
      this.tau.adjoint[0] += (z * z - 1) / tau;
    }
    return logDensity;
  }
}

export class NonCentredPooling implements Operation {
  constructor(
    private readonly mu: Variable,
    private readonly tau: Variable,
    private readonly z: Variable,
    private readonly out: Variable,
    private readonly exponential: boolean,
  ) {}
  forward(): void {
    const mu = this.mu.values[0];
    const tau = this.tau.values[0];
    for (let u = 0; u < this.z.length; u++) {
      const eta = mu + tau * this.z.values[u];
      this.out.values[u] = this.exponential ? Math.exp(eta) : eta;
    }
  }
  backward(): void {
    const { out, z } = this;
    const tau = this.tau.values[0];
    for (let u = 0; u < z.length; u++) {
      const g = out.adjoint[u] * (this.exponential ? out.values[u] : 1);
      this.mu.adjoint[0] += g;
      this.tau.adjoint[0] += g * z.values[u];
      z.adjoint[u] += g * tau;
    }
  }
}
