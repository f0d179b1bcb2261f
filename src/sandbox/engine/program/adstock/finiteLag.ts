import type { Operation, Tensor, Variable } from "../tensor";
import type { LagKernel } from "./lagKernels";

/** Adstock with a finite kernel: out_t = sum_l w_l x_{t-l} / W, W = sum_l w_l (1 where weights are not normalised). */
export class FiniteLagAdstock implements Operation {
  private readonly weights: Float64Array;
  private readonly byFirst: Float64Array;
  private readonly bySecond: Float64Array;
  private readonly toWeights: Float64Array;
  private total = 1;
  constructor(
    private readonly kernel: LagKernel,
    private readonly x: Tensor,
    private readonly first: Variable,
    private readonly second: Variable | undefined,
    private readonly out: Variable,
    private readonly units: number,
    private readonly dates: number,
    private readonly lags: number,
    private readonly normalise: boolean,
  ) {
    this.weights = new Float64Array(lags);
    this.byFirst = new Float64Array(lags);
    this.bySecond = new Float64Array(lags);
    this.toWeights = new Float64Array(lags);
  }
  forward(): void {
    const { weights, lags } = this;
    this.kernel(
      this.first.values[0],
      this.second === undefined ? 0 : this.second.values[0],
      weights,
      this.byFirst,
      this.bySecond,
    );
    let total = 0;
    for (let l = 0; l < lags; l++) total += weights[l];
    this.total = this.normalise ? total : 1;
    for (let u = 0; u < this.units; u++) {
      convolve(this.x.values, this.out.values, weights, this.total, u * this.dates, this.dates);
    }
  }
  backward(): void {
    const { toWeights, lags } = this;
    toWeights.fill(0);
    let throughTotal = 0;
    for (let u = 0; u < this.units; u++) {
      throughTotal += correlate(
        this.out.adjoint,
        this.out.values,
        this.x.values,
        toWeights,
        this.total,
        u * this.dates,
        this.dates,
      );
    }
    if (!this.normalise) throughTotal = 0;
    let byFirst = 0;
    let bySecond = 0;
    for (let l = 0; l < lags; l++) {
      const toWeight = toWeights[l] - throughTotal;
      byFirst += toWeight * this.byFirst[l];
      bySecond += toWeight * this.bySecond[l];
    }
    this.first.adjoint[0] += byFirst;
    if (this.second !== undefined) this.second.adjoint[0] += bySecond;
  }
}

function convolve(
  x: Float64Array,
  out: Float64Array,
  weights: Float64Array,
  total: number,
  from: number,
  dates: number,
): void {
  for (let t = 0; t < dates; t++) {
    const known = Math.min(weights.length, t + 1);
    let s = 0;
    for (let l = 0; l < known; l++) s += weights[l] * x[from + t - l];
    out[from + t] = s / total;
  }
}

/** Adds sum_t g_t x_{t-l} / W to each weight's adjoint and returns sum_t g_t out_t / W, the pull through W. */
function correlate(
  g: Float64Array,
  out: Float64Array,
  x: Float64Array,
  toWeights: Float64Array,
  total: number,
  from: number,
  dates: number,
): number {
  let throughTotal = 0;
  for (let t = 0; t < dates; t++) {
    const gt = g[from + t] / total;
    throughTotal += gt * out[from + t];
    const known = Math.min(toWeights.length, t + 1);
    for (let l = 0; l < known; l++) toWeights[l] += gt * x[from + t - l];
  }
  return throughTotal;
}
