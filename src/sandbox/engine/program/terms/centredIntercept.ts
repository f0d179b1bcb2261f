import { LOG_2PI } from "../../numerics/specialFunctions";
import { addConstant, sum } from "../seriesLoops";
import type { DensityPart, Variable } from "../tensor";
import type { CentredTerm, Term } from "./term";

/**
 * The intercept written through the level of sales: intercept_u = level_u - sum_k mean_train(term_k,u).
 * The level is known to about sigma / sqrt(T), whatever the media do; sampling it instead of the intercept removes a
 * thin curved ridge from the posterior. The map is a shear with Jacobian 1, and the normal prior stays on the intercept.
 */
export class CentredIntercept implements Term, DensityPart {
  private readonly logNormaliser: number;
  constructor(
    private readonly level: Variable,
    private readonly intercept: Variable,
    private readonly centred: readonly CentredTerm[],
    private readonly mu: number,
    private readonly sd: number,
    private readonly units: number,
    private readonly dates: number,
  ) {
    this.logNormaliser = -Math.log(sd) - 0.5 * LOG_2PI;
  }
  private index(unit: number): number {
    return this.level.length === 1 ? 0 : unit;
  }
  prepare(): void {}
  addTo(predictor: Float64Array): void {
    for (let u = 0; u < this.units; u++) {
      let value = this.level.values[this.index(u)];
      for (let k = 0; k < this.centred.length; k++) value -= this.centred[k].windowMean(u);
      this.intercept.values[u] = value;
      addConstant(predictor, value, u * this.dates, (u + 1) * this.dates);
    }
  }
  /** Prior of the intercepts. */
  logDensity(): number {
    let logDensity = 0;
    for (let u = 0; u < this.units; u++) {
      const z = (this.intercept.values[u] - this.mu) / this.sd;
      logDensity += this.logNormaliser - 0.5 * z * z;
      this.intercept.adjoint[u] -= z / this.sd;
    }
    return logDensity;
  }
  pullBack(adjoint: Float64Array): void {
    for (let u = 0; u < this.units; u++) {
      const g = this.intercept.adjoint[u] + sum(adjoint, u * this.dates, (u + 1) * this.dates);
      this.level.adjoint[this.index(u)] += g;
      for (let k = 0; k < this.centred.length; k++) this.centred[k].pullBackWindowMean(u, -g);
    }
  }
}
