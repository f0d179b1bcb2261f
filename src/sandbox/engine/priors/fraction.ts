/** A beta prior without a closed-form quantile, sampled as theta = logit x. */
import { log1pExp, logGamma, sigmoid } from "../numerics/specialFunctions";
import type { RandomStream } from "../numerics/random";
import { LOG_DENSITY, NATURAL, SCORE, SLOPE, type PriorTransform } from "./priorTransform";

export class LogitBetaPrior implements PriorTransform {
  readonly centre: number;
  private readonly logNormaliser: number;
  constructor(
    private readonly a: number,
    private readonly b: number,
  ) {
    this.centre = a / (a + b);
    this.logNormaliser = logGamma(a + b) - logGamma(a) - logGamma(b);
  }
  evaluate(theta: number, out: Float64Array): void {
    const { a, b } = this;
    const x = sigmoid(theta);
    out[NATURAL] = x;
    out[SLOPE] = x * (1 - x);
    out[LOG_DENSITY] = this.logNormaliser - a * log1pExp(-theta) - b * log1pExp(theta);
    out[SCORE] = a * (1 - x) - b * x;
  }
  unconstrain(x: number): number {
    return Math.log(x / (1 - x));
  }
  sample(random: RandomStream): number {
    return random.beta(this.a, this.b);
  }
}
