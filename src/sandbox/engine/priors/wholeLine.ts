/** Priors on the whole real line: the parameter is sampled as it is. */
import { LOG_2PI, logGamma } from "../numerics/specialFunctions";
import type { RandomStream } from "../numerics/random";
import { LOG_DENSITY, NATURAL, SCORE, SLOPE, type PriorTransform } from "./priorTransform";

export class NormalPrior implements PriorTransform {
  readonly centre: number;
  private readonly logNormaliser: number;
  constructor(
    private readonly mu: number,
    private readonly sd: number,
  ) {
    this.centre = mu;
    this.logNormaliser = -Math.log(sd) - 0.5 * LOG_2PI;
  }
  evaluate(theta: number, out: Float64Array): void {
    const z = (theta - this.mu) / this.sd;
    out[NATURAL] = theta;
    out[SLOPE] = 1;
    out[LOG_DENSITY] = this.logNormaliser - 0.5 * z * z;
    out[SCORE] = -z / this.sd;
  }
  unconstrain(x: number): number {
    return x;
  }
  sample(random: RandomStream): number {
    return this.mu + this.sd * random.normal();
  }
}

export class StudentTPrior implements PriorTransform {
  readonly centre: number;
  private readonly logNormaliser: number;
  constructor(
    private readonly nu: number,
    private readonly mu: number,
    private readonly sd: number,
  ) {
    this.centre = mu;
    this.logNormaliser = studentTLogNormaliser(nu) - Math.log(sd);
  }
  evaluate(theta: number, out: Float64Array): void {
    const { nu, sd } = this;
    const z = (theta - this.mu) / sd;
    out[NATURAL] = theta;
    out[SLOPE] = 1;
    out[LOG_DENSITY] = this.logNormaliser - 0.5 * (nu + 1) * Math.log1p((z * z) / nu);
    out[SCORE] = (-(nu + 1) * z) / (nu + z * z) / sd;
  }
  unconstrain(x: number): number {
    return x;
  }
  sample(random: RandomStream): number {
    const half = this.nu / 2;
    return this.mu + (this.sd * random.normal()) / Math.sqrt(random.gamma(half) / half);
  }
}

/** log of the standard Student-t density at 0. */
export function studentTLogNormaliser(nu: number): number {
  return logGamma((nu + 1) / 2) - logGamma(nu / 2) - 0.5 * Math.log(nu * Math.PI);
}

/** No density of its own: the prior lies on a quantity derived from this parameter (centred intercept, centred pooling). */
export class DerivedPrior implements PriorTransform {
  constructor(readonly centre: number) {}
  evaluate(theta: number, out: Float64Array): void {
    out[NATURAL] = theta;
    out[SLOPE] = 1;
    out[LOG_DENSITY] = 0;
    out[SCORE] = 0;
  }
  unconstrain(x: number): number {
    return x;
  }
  sample(): number {
    return this.centre;
  }
}
