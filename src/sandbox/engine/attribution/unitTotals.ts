import type { ContributionDraws } from "../contract";

/** One number a draw: what drivers bring over some units and all dates. Each is summed once, whoever asks for it. */
export class UnitTotals {
  readonly #ofDriver = new Map<number, Float64Array>();
  readonly #revenueOfDriver = new Map<number, Float64Array>();
  #sales: Float64Array | undefined;

  constructor(
    readonly draws: ContributionDraws,
    private readonly units: readonly number[] = draws.units.map((_, unit) => unit),
  ) {}

  /** The contribution of a driver. */
  of(driver: number): Float64Array {
    return kept(this.#ofDriver, driver, () => this.#summed(driver));
  }

  /** At the prices of the dates. */
  revenueOf(driver: number, price: Float64Array): Float64Array {
    return kept(this.#revenueOfDriver, driver, () => this.#summed(driver, price));
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

  #summed(driver: number, weight?: Float64Array): Float64Array {
    const { units } = this;
    const { contributions, drivers, dates, drawCount, units: all } = this.draws;
    const width = dates.length;
    const out = new Float64Array(drawCount);
    for (let draw = 0; draw < drawCount; draw++) {
      let sum = 0;
      for (const unit of units) {
        const from = ((draw * drivers.length + driver) * all.length + unit) * width;
        if (weight) for (let t = 0; t < width; t++) sum += contributions[from + t] * weight[unit * width + t];
        else for (let t = 0; t < width; t++) sum += contributions[from + t];
      }
      out[draw] = sum;
    }
    return out;
  }
}

function kept(values: Map<number, Float64Array>, driver: number, compute: () => Float64Array): Float64Array {
  const value = values.get(driver) ?? compute();
  values.set(driver, value);
  return value;
}

export function sumOver(parts: readonly Float64Array[], length: number): Float64Array {
  const out = new Float64Array(length);
  for (const part of parts) for (let s = 0; s < length; s++) out[s] += part[s];
  return out;
}
