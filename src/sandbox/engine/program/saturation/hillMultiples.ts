import type { SaturationMultiples } from "../mediaChain";
import type { Tensor, Variable } from "../tensor";

/** Hill saturation of m x: 1 / (1 + (k / x)^h m^-h), where only the last factor depends on the multiple m. */
export class HillMultiples implements SaturationMultiples {
  private readonly powers: Float64Array;
  constructor(
    private readonly x: Tensor,
    private readonly half: Variable,
    private readonly slope: Variable,
    private readonly out: Variable,
  ) {
    this.powers = new Float64Array(x.length);
  }
  prepare(): void {
    powersOf(this.x.values, this.powers, Math.log(this.half.values[0]), this.slope.values[0], this.x.length);
  }
  at(multiple: number): void {
    // 0 times infinity is no number.
    if (multiple === 0) this.out.values.fill(0);
    else saturate(this.powers, this.out.values, 1 / multiple ** this.slope.values[0], this.x.length);
  }
}

/** Infinite for an activity of 0, which stays 0. */
function powersOf(x: Float64Array, powers: Float64Array, logHalf: number, h: number, n: number): void {
  for (let i = 0; i < n; i++) powers[i] = x[i] > 1e-300 ? Math.log(x[i]) - logHalf : -1e300;
  for (let i = 0; i < n; i++) powers[i] = Math.exp(-h * powers[i]);
}

function saturate(powers: Float64Array, out: Float64Array, factor: number, n: number): void {
  for (let i = 0; i < n; i++) out[i] = 1 / (1 + powers[i] * factor);
}
