import { addScaled, innerProduct, pullBackScaled } from "../seriesLoops";
import type { Tensor, Variable } from "../tensor";
import type { TrainingWindow } from "../trainingWindow";
import type { ResponseTerm } from "./term";

/** A response times a plain coefficient, one for all units or one per unit. */
export class CoefficientTerm implements ResponseTerm {
  constructor(
    private readonly response: Tensor,
    private readonly coefficient: Variable,
    private readonly window: TrainingWindow,
    private readonly units: number,
    private readonly dates: number,
  ) {}
  private index(unit: number): number {
    return this.coefficient.length === 1 ? 0 : unit;
  }
  prepare(): void {}
  addTo(predictor: Float64Array): void {
    for (let u = 0; u < this.units; u++) {
      addScaled(predictor, this.response.values, this.factor(u), u * this.dates, (u + 1) * this.dates);
    }
  }
  factor(unit: number): number {
    return this.coefficient.values[this.index(unit)];
  }
  pullBack(adjoint: Float64Array): void {
    const { response, dates } = this;
    for (let u = 0; u < this.units; u++) {
      const k = this.index(u);
      const from = u * dates;
      this.coefficient.adjoint[k] +=
        response.adjoint === null
          ? innerProduct(adjoint, response.values, from, from + dates)
          : pullBackScaled(adjoint, response.values, response.adjoint, this.coefficient.values[k], from, from + dates);
    }
  }
  windowMean(unit: number): number {
    return this.coefficient.values[this.index(unit)] * this.window.mean(this.response.values, unit * this.dates);
  }
  pullBackWindowMean(unit: number, gradient: number): void {
    const k = this.index(unit);
    const from = unit * this.dates;
    this.coefficient.adjoint[k] += gradient * this.window.mean(this.response.values, from);
    if (this.response.adjoint === null) return;
    this.window.pullBackMean(this.response.adjoint, gradient * this.coefficient.values[k], from);
  }
}
