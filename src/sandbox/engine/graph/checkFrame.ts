import type { Frame } from "../frame";
import { ModelError } from "../modelError";

/** Fewer training periods than this cannot carry a season, a trend and media. */
const LEAST_TRAINING_PERIODS = 26;
/** With fewer than two years of weeks the season is seen once; a warning says so. */
const COMFORTABLE_TRAINING_PERIODS = 104;

/** Throws a ModelError that names every fault: wrong lengths, numbers that are not finite, negative media. */
export function checkFrame(frame: Frame): void {
  const size = frame.units.length * frame.dates.length;
  const faults: string[] = [];
  const where = (i: number): string => {
    const unit = frame.units.length > 1 ? ` / ${frame.units[Math.floor(i / frame.dates.length)]}` : "";
    return `${frame.dates[i % frame.dates.length]}${unit}`;
  };
  const check = (name: string, series: ArrayLike<number> | undefined, least = -Infinity): void => {
    if (series === undefined) return;
    if (series.length !== size) return void faults.push(`${name}: ${series.length} values for ${size} periods`);
    for (let i = 0; i < size; i++) {
      if (Number.isNaN(series[i])) return void faults.push(`${name}: NaN at ${where(i)}`);
      if (!Number.isFinite(series[i])) return void faults.push(`${name}: infinite at ${where(i)}`);
      if (series[i] < least) return void faults.push(`${name}: negative value at ${where(i)}`);
    }
  };
  check("Sales UnitsSold", frame.sales);
  check("Sales PricePerUnit", frame.price, 0);
  check("Sales ProfitPerUnit", frame.profit);
  for (const [name, series] of frame.media) check(`Media ${name}`, series, 0);
  for (const [name, series] of frame.investment) check(`Investment ${name}`, series, 0);
  for (const [name, series] of frame.distribution) check(`Distribution ${name}`, series);
  for (const [name, series] of frame.events) check(`Events ${name}`, series);
  for (const [name, series] of frame.controls) check(`Control ${name}`, series);
  if (faults.length > 0) throw new ModelError(faults.join("; "));
}

/** Mean training sales per unit. Throws where a unit has too few, no or constant sales; `warn` hears about short histories. */
export function trainingSalesMeans(frame: Frame, training: Uint8Array, warn: (warning: string) => void): number[] {
  if (training.length !== frame.dates.length) {
    throw new ModelError(`training dates: ${training.length} flags for ${frame.dates.length} dates`);
  }
  return frame.units.map((unit, u) => {
    const sales = trainingValues(frame.sales, frame, training, u);
    const n = sales.length;
    if (n < LEAST_TRAINING_PERIODS) {
      throw new ModelError(`${unit}: ${n} training periods, at least ${LEAST_TRAINING_PERIODS} are needed`);
    }
    const mean = sales.reduce((sum, value) => sum + value, 0) / n;
    if (!(mean > 0)) throw new ModelError(`${unit}: no sales on the training dates`);
    const variance = sales.reduce((sum, value) => sum + (value - mean) ** 2, 0) / n;
    if (!(variance > 1e-12 * mean * mean)) throw new ModelError(`${unit}: sales are constant over the training dates`);
    if (n < COMFORTABLE_TRAINING_PERIODS && frame.daysPerPeriod < 28) {
      warn(`${unit}: only ${n} training periods, intervals will be wide`);
    }
    return mean;
  });
}

/** Values of one unit on observed training dates. */
export function trainingValues(series: Float64Array, frame: Frame, training: Uint8Array, unit: number): number[] {
  const values: number[] = [];
  const from = unit * frame.dates.length;
  for (let t = 0; t < training.length; t++) {
    if (training[t] !== 0 && frame.observed[from + t] !== 0) values.push(series[from + t]);
  }
  return values;
}
