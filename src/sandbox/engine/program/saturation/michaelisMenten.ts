import type { Operation, Tensor, Variable } from "../tensor";

/** Michaelis-Menten saturation x / (x + k): the Hill curve of slope 1, without a transcendental function. */
export class MichaelisMentenSaturation implements Operation {
  constructor(
    private readonly x: Tensor,
    private readonly half: Variable,
    private readonly out: Variable,
  ) {}
  forward(): void {
    saturate(this.x.values, this.out.values, this.half.values[0], this.x.length);
  }
  backward(): void {
    this.half.adjoint[0] += pullBack(
      this.x.values,
      this.out.adjoint,
      this.x.adjoint,
      this.half.values[0],
      this.x.length,
    );
  }
}

function saturate(x: Float64Array, out: Float64Array, k: number, n: number): void {
  for (let i = 0; i < n; i++) out[i] = x[i] / (x[i] + k);
}

function pullBack(x: Float64Array, g: Float64Array, toX: Float64Array | null, k: number, n: number): number {
  let byHalf = 0;
  for (let i = 0; i < n; i++) {
    const xi = x[i];
    const r = 1 / (xi + k);
    const q = g[i] * r * r;
    byHalf -= q * xi;
    if (toX !== null) toX[i] += q * k;
  }
  return byHalf;
}
