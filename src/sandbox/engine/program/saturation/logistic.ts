import type { Operation, Tensor, Variable } from "../tensor";

/** Logistic saturation (1 - exp(-r x)) / (1 + exp(-r x)) = tanh(r x / 2) with rate r (the "logistic" curve of PyMC-Marketing). */
export class LogisticSaturation implements Operation {
  constructor(
    private readonly x: Tensor,
    private readonly rate: Variable,
    private readonly out: Variable,
  ) {}
  forward(): void {
    const r = this.rate.values[0];
    const x = this.x.values;
    const out = this.out.values;
    for (let i = 0; i < x.length; i++) {
      const e = 1 / Math.exp(r * x[i]);
      out[i] = (1 - e) / (1 + e);
    }
  }
  backward(): void {
    const r = this.rate.values[0];
    const x = this.x.values;
    const out = this.out.values;
    const g = this.out.adjoint;
    const toX = this.x.adjoint;
    let byRate = 0;
    for (let i = 0; i < x.length; i++) {
      const d = g[i] * 0.5 * (1 - out[i] * out[i]);
      byRate += d * x[i];
      if (toX !== null) toX[i] += d * r;
    }
    this.rate.adjoint[0] += byRate;
  }
}
