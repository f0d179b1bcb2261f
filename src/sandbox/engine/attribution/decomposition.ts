import type { DriverKind } from "../contract";
import type { CompiledModel } from "../program/compiledModel";
import type { TrainingWindow } from "../program/trainingWindow";
import { additiveWeights } from "./additiveWeights";
import type { ModelDriver } from "./modelDrivers";

/** The drivers' parts of the predictor at one draw. */
export class Decomposition {
  private readonly parts: readonly Float64Array[];
  private readonly path: Float64Array;
  private readonly weights: Float64Array;
  private readonly base: number;
  private readonly trend: number;

  constructor(
    private readonly model: CompiledModel,
    private readonly drivers: readonly ModelDriver[],
    private readonly reference: TrainingWindow,
  ) {
    const size = model.units * model.dates;
    this.parts = drivers.map(() => new Float64Array(size));
    this.path = new Float64Array(size);
    this.weights = new Float64Array(size);
    const first = (kind: DriverKind): number => drivers.findIndex((driver) => driver.kind === kind);
    this.base = first("base");
    this.trend = first("trend");
  }

  at(theta: Float64Array, normal: () => number): void {
    const { model, parts, path } = this;
    model.evaluate(theta);
    this.drivers.forEach(({ term }, k) => (term === undefined ? parts[k].fill(0) : parts[k].set(term.values)));
    if (model.drift !== undefined) {
      model.drift.sample(path, normal);
      for (let i = 0; i < path.length; i++) parts[this.trend][i] += path[i];
    }
    this.drivers.forEach(({ zeroSum }, k) => {
      if (zeroSum) this.moveReferenceLevelToBase(parts[k]);
    });
    if (model.link === "log") additiveWeights(parts[this.base], model.predictor, this.weights);
  }

  private moveReferenceLevelToBase(part: Float64Array): void {
    const { units, dates } = this.model;
    const base = this.parts[this.base];
    for (let u = 0; u < units; u++) {
      const level = this.reference.mean(part, u * dates);
      for (let i = u * dates; i < (u + 1) * dates; i++) {
        part[i] -= level;
        base[i] += level;
      }
    }
  }

  /** Writes [driver][unit][date] in units sold for the dates [from, to). */
  write(out: Float64Array, from: number, to: number): void {
    const { model, parts } = this;
    let position = 0;
    for (let k = 0; k < parts.length; k++) {
      for (let u = 0; u < model.units; u++) {
        for (let t = from; t < to; t++) {
          out[position++] = this.value(k, u, t);
        }
      }
    }
  }

  /** Units sold through one driver on one date. */
  value(driver: number, unit: number, date: number): number {
    const i = unit * this.model.dates + date;
    return this.model.salesScale[unit] * this.share(this.parts[driver][i], driver === this.base, this.weights[i]);
  }

  private share(part: number, isBase: boolean, weight: number): number {
    if (this.model.link === "identity") return part;
    return isBase ? Math.exp(part) : weight * part;
  }
}
