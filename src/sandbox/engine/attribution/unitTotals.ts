import type { ContributionDraws } from "../contract";

/** One number a draw: what drivers bring over some units and all dates. All are summed at once, when one is asked for. */
export class UnitTotals {
  #units: readonly Float64Array[] | undefined;
  #revenue: readonly Float64Array[] | undefined;
  #sales: Float64Array | undefined;

  constructor(
    readonly draws: ContributionDraws,
    private readonly units: readonly number[] = draws.units.map((_, unit) => unit),
  ) {}

  /** The contribution of a driver. */
  of(driver: number): Float64Array {
    this.#units ??= this.#summed();
    return this.#units[driver];
  }

  /** At the prices of the dates; units sold where there are none. */
  revenueOf(driver: number): Float64Array {
    this.#revenue ??= this.#summed(this.draws.price);
    return this.#revenue[driver];
  }

  /** Expected sales: all drivers together. */
  sales(): Float64Array {
    this.#sales ??= sumOver(
      this.draws.drivers.map((_, driver) => this.of(driver)),
      this.draws.drawCount,
    );
    return this.#sales;
  }

  /** Currency spent on a channel. */
  spendOn(name: string): number {
    const [spend, dates] = [this.draws.investment.get(name), this.draws.dates.length];
    if (!spend) return 0;
    return this.units.reduce(
      (sum, unit) => spend.subarray(unit * dates, (unit + 1) * dates).reduce((a, b) => a + b, sum),
      0,
    );
  }

  /** One number a draw for each driver. */
  #summed(weight?: Float64Array): Float64Array[] {
    const { units } = this;
    const { contributions, drivers, dates, drawCount, units: all } = this.draws;
    const width = dates.length;
    const out = drivers.map(() => new Float64Array(drawCount));
    // Draw by draw, as they lie in the memory.
    for (let draw = 0; draw < drawCount; draw++) {
      for (let driver = 0; driver < drivers.length; driver++) {
        let sum = 0;
        for (const unit of units) {
          const from = ((draw * drivers.length + driver) * all.length + unit) * width;
          if (weight) for (let t = 0; t < width; t++) sum += contributions[from + t] * weight[unit * width + t];
          else for (let t = 0; t < width; t++) sum += contributions[from + t];
        }
        out[driver][draw] = sum;
      }
    }
    return out;
  }
}

export function sumOver(parts: readonly Float64Array[], length: number): Float64Array {
  const out = new Float64Array(length);
  for (const part of parts) for (let s = 0; s < length; s++) out[s] += part[s];
  return out;
}
