import { type CompiledModel } from "../program/compiledModel";

/**
 * Watches what is reported, over the training dates: the total contribution of every media term, total expected sales and the
 * noise of every unit. With a drifting baseline, sales include it and the noise is the one-step-ahead standard deviation: the
 * parameters of noise and drift trade off against each other, and nothing reported depends on how.
 */
export class Monitor {
  readonly names: readonly string[];
  private readonly baseline: Float64Array;

  /** @param model compiled over the training dates */
  constructor(private readonly model: CompiledModel) {
    const media = model.terms.filter((term) => term.kind === "media").map((term) => term.name);
    const noise = Array.from({ length: model.units }, (_, unit) => (model.units > 1 ? `noise[${unit}]` : "noise"));
    this.names = [...media, "sales", ...noise];
    this.baseline = new Float64Array(model.units * model.dates);
  }

  /** Writes the quantities of one draw into `out`, in the order of `names`. */
  observe(theta: Float64Array, out: Float64Array): void {
    const { model, baseline } = this;
    model.evaluate(theta);
    let next = 0;
    for (const term of model.terms) if (term.kind === "media") out[next++] = this.total(term.values);
    let sales = this.total(model.expected);
    if (model.drift) {
      model.drift.mean(baseline);
      sales += this.total(baseline);
    }
    out[next++] = sales;
    for (let unit = 0; unit < model.units; unit++) out[next++] = model.noise(unit);
  }

  private total(scaled: Float64Array): number {
    const { units, dates, salesScale } = this.model;
    let total = 0;
    for (let unit = 0; unit < units; unit++) {
      let sum = 0;
      for (let i = unit * dates; i < (unit + 1) * dates; i++) sum += scaled[i];
      total += sum * salesScale[unit];
    }
    return total;
  }
}
