import { addScaled, innerProduct } from "../seriesLoops";
import type { Variable } from "../tensor";
import type { Term } from "./term";

/** Fixed columns times coefficients, shared (one per column) or per unit (unit-major: unit * columns + column). */
export class LinearTerm implements Term {
  private readonly perUnit: boolean;
  constructor(
    private readonly columns: readonly Float64Array[],
    private readonly coefficients: Variable,
    private readonly units: number,
    private readonly dates: number,
  ) {
    this.perUnit = coefficients.length > columns.length;
  }
  private index(unit: number, column: number): number {
    return this.perUnit ? unit * this.columns.length + column : column;
  }
  prepare(): void {}
  addTo(predictor: Float64Array): void {
    for (let k = 0; k < this.columns.length; k++) {
      for (let u = 0; u < this.units; u++) {
        const c = this.coefficients.values[this.index(u, k)];
        addScaled(predictor, this.columns[k], c, u * this.dates, (u + 1) * this.dates);
      }
    }
  }
  pullBack(adjoint: Float64Array): void {
    for (let k = 0; k < this.columns.length; k++) {
      for (let u = 0; u < this.units; u++) {
        const product = innerProduct(adjoint, this.columns[k], u * this.dates, (u + 1) * this.dates);
        this.coefficients.adjoint[this.index(u, k)] += product;
      }
    }
  }
}
