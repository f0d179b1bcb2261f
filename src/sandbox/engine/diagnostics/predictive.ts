import { type FitRequest, type PredictiveFit } from "../contract";
import { compileGraph } from "../graph/compileGraph";
import { RandomStream, STREAM } from "../numerics/random";
import { type CompiledModel } from "../program/compiledModel";
import { median, quantileOfSorted } from "./quantile";

const DRAWS = 200;
/** Probability of the band. */
const PREDICTIVE_LEVEL = 0.9;

const STATISTICS: Readonly<Record<string, (values: readonly number[]) => number>> = {
  mean: meanOf,
  sd: (values) => Math.sqrt(meanOf(values.map((value) => (value - meanOf(values)) ** 2))),
  max: (values) => Math.max(...values),
  "lag-1": (values) => {
    const mean = meanOf(values);
    const square = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
    return values.slice(1).reduce((sum, value, i) => sum + (value - mean) * (values[i] - mean), 0) / square;
  },
};

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/**
 * Sales of all units together as the model would make them anew, noise included, against those that were: a row for every
 * date, and a few statistics of the training dates.
 */
export function predictiveFit(
  request: Pick<FitRequest, "graph" | "frame" | "training" | "evaluation" | "seed">,
  draws: Float64Array,
  drawCount: number,
): PredictiveFit {
  const { graph, frame, training, evaluation, seed } = request;
  const model = compileGraph(graph, frame, training);
  const random = new RandomStream(seed, STREAM.predictive);
  const count = Math.min(DRAWS, drawCount);
  const made = Array.from({ length: count }, (_, i) => {
    const row = Math.floor((i * drawCount) / count);
    model.evaluate(draws.subarray(row * model.dim, (row + 1) * model.dim));
    return replicate(model, () => random.normal());
  });
  const actual = frame.dates.map((_, date) => actualSales(request, date));
  const trained = frame.dates.flatMap((_, date) => (training[date] === 1 && actual[date] !== null ? [date] : []));
  return {
    rows: frame.dates.map((date, at) => ({
      date,
      actual: actual[at],
      ...spread(made, at),
      set: training[at] === 1 ? "train" : (evaluation?.[at] ?? 1) === 1 ? "eval" : null,
    })),
    ppc: Object.entries(STATISTICS).map(([stat, of]) => {
      const known = of(trained.map((date) => actual[date] ?? 0));
      const values = made.map(({ sales }) => of(trained.map((date) => sales[date])));
      return { stat, actual: known, draws: values, p: values.filter((value) => value >= known).length / count };
    }),
    negativeBaseline:
      made.filter(({ baseline }) => trained.reduce((sum, date) => sum + baseline[date], 0) < 0).length / count,
  };
}

/** Expected sales of every date, the part of them without media, and sales with noise. */
interface Replicate {
  readonly expected: Float64Array;
  readonly baseline: Float64Array;
  readonly sales: Float64Array;
}

function replicate(model: CompiledModel, normal: () => number): Replicate {
  const { units, dates, salesScale } = model;
  const [expected, baseline, sales] = [new Float64Array(dates), new Float64Array(dates), new Float64Array(dates)];
  const drift = new Float64Array(units * dates);
  // The sales that were made had one baseline, not its mean; how far it may be from that is not noise twice.
  const path = new Float64Array(units * dates);
  model.drift?.mean(drift);
  model.drift?.sample(path, normal);
  const media = model.terms.filter(({ kind }) => kind === "media");
  for (let u = 0; u < units; u++) {
    for (let t = 0; t < dates; t++) {
      const at = u * dates + t;
      const value = (model.expected[at] + drift[at]) * salesScale[u];
      const part = media.reduce((sum, { values }) => sum + values[at], 0);
      const without = model.link === "identity" ? value - part * salesScale[u] : value * Math.exp(-part);
      expected[t] += value;
      baseline[t] += without;
      sales[t] += value + (path[at] - drift[at] + model.observationNoise(u) * normal()) * salesScale[u];
    }
  }
  return { expected, baseline, sales };
}

function spread(made: readonly Replicate[], at: number) {
  const expected = Float64Array.from(made, (each) => each.expected[at]);
  const sales = Float64Array.from(made, (each) => each.sales[at]).sort();
  const tail = (1 - PREDICTIVE_LEVEL) / 2;
  return {
    mean: meanOf([...expected]),
    p50: quantileOfSorted(expected.sort(), 0.5),
    lo: quantileOfSorted(sales, tail),
    hi: quantileOfSorted(sales, 1 - tail),
    baseline: median(made.map(({ baseline }) => baseline[at])),
  };
}

/** Null where a unit's sales are missing or were left out as outliers. */
function actualSales({ frame }: Pick<FitRequest, "frame">, date: number): number | null {
  const places = frame.units.map((_, unit) => unit * frame.dates.length + date);
  if (places.some((at) => frame.observed[at] === 0)) return null;
  return places.reduce((sum, at) => sum + frame.sales[at], 0);
}
