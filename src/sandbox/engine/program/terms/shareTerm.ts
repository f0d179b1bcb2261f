import { addScaled, innerProduct, pullBackScaled } from "../seriesLoops";
import type { Tensor, Variable } from "../tensor";
import type { TrainingWindow } from "../trainingWindow";
import type { ResponseTerm } from "./term";

/** Below this mean response a unit has no activity, and its term is 0. */
const NO_ACTIVITY = 1e-9;

/**
 * A response scaled by the share of sales that it brings: term_ut = share_u r_ut / mean_train(r_u).
 * The sampled number is the mean contribution, which data identify, instead of a coefficient that trades off against
 * half saturation and retention.
 */
export class ShareTerm implements ResponseTerm {
  private readonly means: Float64Array;
  constructor(
    private readonly response: Tensor,
    private readonly share: Variable,
    private readonly window: TrainingWindow,
    private readonly units: number,
    private readonly dates: number,
  ) {
    this.means = new Float64Array(units);
  }
  private index(unit: number): number {
    return this.share.length === 1 ? 0 : unit;
  }
  prepare(): void {
    for (let u = 0; u < this.units; u++) this.means[u] = this.window.mean(this.response.values, u * this.dates);
  }
  addTo(predictor: Float64Array): void {
    for (let u = 0; u < this.units; u++) {
      if (this.means[u] <= NO_ACTIVITY) continue;
      addScaled(predictor, this.response.values, this.factor(u), u * this.dates, (u + 1) * this.dates);
    }
  }
  factor(unit: number): number {
    return this.means[unit] <= NO_ACTIVITY ? 0 : this.share.values[this.index(unit)] / this.means[unit];
  }
  pullBack(adjoint: Float64Array): void {
    const { response, dates } = this;
    for (let u = 0; u < this.units; u++) {
      const mean = this.means[u];
      if (mean <= NO_ACTIVITY) continue;
      const k = this.index(u);
      const c = this.share.values[k] / mean;
      const from = u * dates;
      const to = from + dates;
      if (response.adjoint === null) {
        this.share.adjoint[k] += innerProduct(adjoint, response.values, from, to) / mean;
        continue;
      }
      const product = pullBackScaled(adjoint, response.values, response.adjoint, c, from, to);
      this.share.adjoint[k] += product / mean;
      this.window.pullBackMean(response.adjoint, (-product * c) / mean, from);
    }
  }
  windowMean(unit: number): number {
    return this.means[unit] <= NO_ACTIVITY ? 0 : this.share.values[this.index(unit)];
  }
  pullBackWindowMean(unit: number, gradient: number): void {
    if (this.means[unit] > NO_ACTIVITY) this.share.adjoint[this.index(unit)] += gradient;
  }
}
