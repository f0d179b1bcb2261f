/** Priors on the positive half line that are sampled as theta = log x. */
import { LOG_2PI, logGamma } from "../numerics/specialFunctions";
import type { RandomStream } from "../numerics/random";
import { LOG_DENSITY, NATURAL, SCORE, SLOPE, type PriorTransform } from "./priorTransform";

export class LogNormalPrior implements PriorTransform {
  readonly centre: number;
  private readonly logNormaliser: number;
  constructor(
    private readonly mu: number,
    private readonly sd: number,
  ) {
    this.centre = Math.exp(mu);
    this.logNormaliser = -Math.log(sd) - 0.5 * LOG_2PI;
  }
  evaluate(theta: number, out: Float64Array): void {
    const x = Math.exp(theta);
    const z = (theta - this.mu) / this.sd;
    out[NATURAL] = x;
    out[SLOPE] = x;
    out[LOG_DENSITY] = this.logNormaliser - 0.5 * z * z;
    out[SCORE] = -z / this.sd;
  }
  unconstrain(x: number): number {
    return Math.log(x);
  }
  sample(random: RandomStream): number {
    return Math.exp(this.mu + this.sd * random.normal());
  }
}

/** Gamma with shape and rate; an exponential is a gamma of shape 1. */
export class GammaPrior implements PriorTransform {
  readonly centre: number;
  private readonly logNormaliser: number;
  constructor(
    private readonly shape: number,
    private readonly rate: number,
  ) {
    // The median of a gamma is about shape - 1/3 (over the rate).
    this.centre = Math.max(shape - 1 / 3, 0.2) / rate;
    this.logNormaliser = shape * Math.log(rate) - logGamma(shape);
  }
  evaluate(theta: number, out: Float64Array): void {
    const x = Math.exp(theta);
    out[NATURAL] = x;
    out[SLOPE] = x;
    out[LOG_DENSITY] = this.logNormaliser + this.shape * theta - this.rate * x;
    out[SCORE] = this.shape - this.rate * x;
  }
  unconstrain(x: number): number {
    return Math.log(x);
  }
  sample(random: RandomStream): number {
    return random.gamma(this.shape) / this.rate;
  }
}
