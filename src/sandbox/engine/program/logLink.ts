import type { Operation, Variable } from "./tensor";

/** Inverse of the log link: expected sales = exp(predictor). */
export class LogLink implements Operation {
  constructor(
    private readonly predictor: Variable,
    private readonly out: Variable,
  ) {}
  forward(): void {
    const x = this.predictor.values;
    for (let i = 0; i < x.length; i++) this.out.values[i] = Math.exp(x[i]);
  }
  backward(): void {
    const g = this.out.adjoint;
    for (let i = 0; i < g.length; i++) this.predictor.adjoint[i] += g[i] * this.out.values[i];
  }
}
