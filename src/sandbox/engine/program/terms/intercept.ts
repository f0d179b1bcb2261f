import { addConstant, sum } from "../seriesLoops";
import type { Variable } from "../tensor";
import type { Term } from "./term";

/** One constant per unit (or one for all) on every date. */
export class Intercept implements Term {
  constructor(
    private readonly value: Variable,
    private readonly units: number,
    private readonly dates: number,
  ) {}
  prepare(): void {}
  addTo(predictor: Float64Array): void {
    for (let u = 0; u < this.units; u++) {
      addConstant(predictor, this.value.values[this.value.length === 1 ? 0 : u], u * this.dates, (u + 1) * this.dates);
    }
  }
  pullBack(adjoint: Float64Array): void {
    for (let u = 0; u < this.units; u++) {
      this.value.adjoint[this.value.length === 1 ? 0 : u] += sum(adjoint, u * this.dates, (u + 1) * this.dates);
    }
  }
}
