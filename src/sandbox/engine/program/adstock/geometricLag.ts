import type { Operation, Tensor, Variable } from "../tensor";

/**
 * Geometric adstock of a partly delayed input: a share theta of the activity x_t works one period later,
 * out = A_t + theta (A_{t-1} - A_t) with A the geometric adstock of x (the two steps are linear in x and commute).
 * theta = 0 is the plain geometric adstock; with theta > 0 the effect can peak at lag one. Weights still sum to one.
 */
export class GeometricLagAdstock implements Operation {
  private readonly carried: Float64Array;
  private readonly gradients = new Float64Array(2);
  constructor(
    private readonly x: Tensor,
    private readonly retention: Variable,
    private readonly delayed: Variable,
    private readonly out: Variable,
    private readonly units: number,
    private readonly dates: number,
    private readonly normalise: boolean,
  ) {
    this.carried = new Float64Array(units * dates);
  }
  forward(): void {
    const a = this.retention.values[0];
    const c = this.normalise ? 1 - a : 1;
    const theta = this.delayed.values[0];
    for (let u = 0; u < this.units; u++) {
      carry(this.x.values, this.carried, this.out.values, a, c, theta, u * this.dates, (u + 1) * this.dates);
    }
  }
  backward(): void {
    const a = this.retention.values[0];
    const c = this.normalise ? 1 - a : 1;
    const theta = this.delayed.values[0];
    for (let u = 0; u < this.units; u++) {
      const from = u * this.dates;
      pullBack(this.out.adjoint, this.carried, a, c, theta, this.normalise, from, from + this.dates, this.gradients);
      this.retention.adjoint[0] += this.gradients[0];
      this.delayed.adjoint[0] += this.gradients[1];
    }
  }
}

function carry(
  x: Float64Array,
  carried: Float64Array,
  out: Float64Array,
  a: number,
  c: number,
  theta: number,
  from: number,
  to: number,
): void {
  let s = 0;
  for (let i = from; i < to; i++) {
    const before = s;
    s = x[i] + a * s;
    carried[i] = s;
    out[i] = c * (s + theta * (before - s));
  }
}

/** Writes the derivatives by retention and delayed share; the adjoint of A_t is (1 - theta) g_t + theta g_{t+1}. */
function pullBack(
  g: Float64Array,
  carried: Float64Array,
  a: number,
  c: number,
  theta: number,
  normalise: boolean,
  from: number,
  to: number,
  gradients: Float64Array,
): void {
  let h = 0;
  let next = 0;
  let throughCarry = 0;
  let throughFactor = 0;
  let throughShare = 0;
  for (let i = to - 1; i > from; i--) {
    const gi = g[i];
    const toA = gi + theta * (next - gi);
    const s = carried[i];
    const before = carried[i - 1];
    h = c * toA + a * h;
    throughCarry += h * before;
    throughFactor += toA * s;
    throughShare += gi * (before - s);
    next = gi;
  }
  const first = g[from];
  throughFactor += (first + theta * (next - first)) * carried[from];
  throughShare -= first * carried[from];
  gradients[0] = normalise ? throughCarry - throughFactor : throughCarry;
  gradients[1] = c * throughShare;
}
