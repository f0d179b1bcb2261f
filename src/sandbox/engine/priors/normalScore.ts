/**
 * Bounded and scale parameters driven by their prior's normal score: x = F^-1(Phi(z)), z ~ N(0, 1).
 * A parameter about which the data say nothing is then exactly Gaussian, which is what the whitening of the sampler
 * assumes; with logit or log transforms such parameters have long tails that cost leapfrog steps.
 */
import { LOG_2PI, normalCdf, normalPdf, normalQuantile } from "../numerics/specialFunctions";
import type { RandomStream } from "../numerics/random";
import { LOG_DENSITY, NATURAL, SCORE, SLOPE, type PriorTransform } from "./priorTransform";

abstract class NormalScorePrior implements PriorTransform {
  abstract readonly centre: number;
  evaluate(z: number, out: Float64Array): void {
    out[LOG_DENSITY] = -0.5 * z * z - 0.5 * LOG_2PI;
    out[SCORE] = -z;
    // Both tails apart, so that neither loses its digits next to 1.
    this.quantile(normalCdf(z), normalCdf(-z), normalPdf(z), out);
  }
  abstract unconstrain(x: number): number;
  /** Writes x and dx/dz for the lower and upper tail probabilities and the normal density of z. */
  protected abstract quantile(lower: number, upper: number, density: number, out: Float64Array): void;
  private readonly scratch = new Float64Array(4);
  sample(random: RandomStream): number {
    this.evaluate(random.normal(), this.scratch);
    return this.scratch[NATURAL];
  }
}

export class UniformPrior extends NormalScorePrior {
  readonly centre: number;
  constructor(
    private readonly lo: number,
    private readonly hi: number,
  ) {
    super();
    this.centre = 0.5 * (lo + hi);
  }
  protected quantile(lower: number, _upper: number, density: number, out: Float64Array): void {
    out[NATURAL] = this.lo + (this.hi - this.lo) * lower;
    out[SLOPE] = (this.hi - this.lo) * density;
  }
  unconstrain(x: number): number {
    return normalQuantile((x - this.lo) / (this.hi - this.lo));
  }
}

export class HalfNormalPrior extends NormalScorePrior {
  readonly centre: number;
  constructor(private readonly sd: number) {
    super();
    this.centre = 0.6745 * sd;
  }
  protected quantile(lower: number, upper: number, density: number, out: Float64Array): void {
    const size = lower > 0.5 ? -normalQuantile(0.5 * upper) : normalQuantile(0.5 + 0.5 * lower);
    // A scale of exactly 0 would divide by zero.
    out[NATURAL] = Math.max(this.sd * size, 1e-12);
    out[SLOPE] = (0.5 * this.sd * density) / normalPdf(size);
  }
  unconstrain(x: number): number {
    return normalQuantile(2 * normalCdf(x / this.sd) - 1);
  }
}

export class TruncatedNormalPrior extends NormalScorePrior {
  readonly centre: number;
  private readonly below: number;
  private readonly inside: number;
  private readonly above: number;
  constructor(
    private readonly mu: number,
    private readonly sd: number,
    private readonly lo: number,
    private readonly hi: number,
  ) {
    super();
    const margin = 0.05 * (hi - lo);
    this.centre = Math.min(Math.max(mu, lo + margin), hi - margin);
    this.below = normalCdf((lo - mu) / sd);
    this.above = normalCdf((mu - hi) / sd);
    // The smaller tails keep their digits; between them the mass inside is exact enough.
    this.inside = lo > mu ? normalCdf((mu - lo) / sd) - this.above : normalCdf((hi - mu) / sd) - this.below;
  }
  protected quantile(lower: number, upper: number, density: number, out: Float64Array): void {
    const { mu, sd, inside } = this;
    const fromBelow = this.below + lower * inside;
    const z = fromBelow > 0.5 ? -normalQuantile(this.above + upper * inside) : normalQuantile(fromBelow);
    const x = Math.min(Math.max(mu + sd * z, this.lo), this.hi);
    out[NATURAL] = x;
    out[SLOPE] = (density * inside * sd) / normalPdf((x - mu) / sd);
  }
  unconstrain(x: number): number {
    return normalQuantile((normalCdf((x - this.mu) / this.sd) - this.below) / this.inside);
  }
}

/**
 * Kumaraswamy(a, b): F(x) = 1 - (1 - x^a)^b. Beta(1, b) and Beta(a, 1) are its special cases, and the a-th root of a
 * Beta(1, b) variable: a weekly retention carried to another period (P. Kumaraswamy, J. Hydrology 46, 1980).
 */
export class KumaraswamyPrior extends NormalScorePrior {
  readonly centre: number;
  constructor(
    private readonly a: number,
    private readonly b: number,
  ) {
    super();
    this.centre = Math.pow(-Math.expm1(Math.log(0.5) / b), 1 / a);
  }
  protected quantile(lower: number, upper: number, density: number, out: Float64Array): void {
    const { a, b } = this;
    if (b === 1) {
      const x = Math.exp(Math.log(lower) / a);
      out[NATURAL] = x;
      out[SLOPE] = ((density / a) * x) / lower;
      return;
    }
    const logRest = Math.log(upper) / b;
    const power = -Math.expm1(logRest);
    const x = a === 1 ? power : Math.pow(power, 1 / a);
    out[NATURAL] = x;
    out[SLOPE] = ((x / (a * power)) * Math.exp(logRest) * density) / (b * upper);
  }
  unconstrain(x: number): number {
    return normalQuantile(-Math.expm1(this.b * Math.log1p(-Math.pow(x, this.a))));
  }
}
