import type { Operation, Tensor, Variable } from "../tensor";

/**
 * Geometric adstock: s_t = x_t + a s_{t-1}, out_t = (1 - a) s_t, so that the weights a^l (1 - a) sum to one
 * (S. Broadbent, "One way TV advertisements work", 1979; normalised as in Jin et al. 2017, eq. 2 with infinite lag).
 * Nothing is carried over from before the first date.
 */
export class GeometricAdstock implements Operation {
  private readonly carried: Float64Array;
  constructor(
    private readonly x: Tensor,
    private readonly retention: Variable,
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
    for (let u = 0; u < this.units; u++) {
      carry(this.x.values, this.carried, this.out.values, a, c, u * this.dates, (u + 1) * this.dates);
    }
  }
  backward(): void {
    const a = this.retention.values[0];
    const c = this.normalise ? 1 - a : 1;
    for (let u = 0; u < this.units; u++) {
      const from = u * this.dates;
      this.retention.adjoint[0] += pullBack(
        this.out.adjoint,
        this.carried,
        a,
        c,
        this.normalise,
        from,
        from + this.dates,
      );
    }
  }
}

function carry(
  x: Float64Array,
  carried: Float64Array,
  out: Float64Array,
  a: number,
  c: number,
  from: number,
  to: number,
): void {
  let s = 0;
  for (let i = from; i < to; i++) {
    s = x[i] + a * s;
    carried[i] = s;
    out[i] = c * s;
  }
}

/** Derivative by the retention: through s by the adjoint recursion h_t = c g_t + a h_{t+1}, and through the factor c. */
function pullBack(
  g: Float64Array,
  carried: Float64Array,
  a: number,
  c: number,
  normalise: boolean,
  from: number,
  to: number,
): number {
  let h = 0;
  let throughCarry = 0;
  let throughFactor = 0;
  for (let i = to - 1; i > from; i--) {
    const gi = g[i];
    h = c * gi + a * h;
    throughCarry += h * carried[i - 1];
    throughFactor += gi * carried[i];
  }
  throughFactor += g[from] * carried[from];
  return normalise ? throughCarry - throughFactor : throughCarry;
}
