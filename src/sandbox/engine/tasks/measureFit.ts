import { type Fit, type FitRequest } from "../contract";
import { fitMetrics } from "../diagnostics/fitMetrics";
import { type Frame } from "../frame";
import { compileGraph } from "../graph/compileGraph";

/** Draws behind the posterior mean of expected sales. */
const DRAWS = 200;

/** Posterior mean of expected sales on every date, units x dates, in units sold; a drifting baseline is forecast beyond training. */
export function predictSales(
  request: Pick<FitRequest, "graph" | "frame" | "training">,
  draws: Float64Array,
  drawCount: number,
): Float64Array {
  const { graph, frame, training } = request;
  const model = compileGraph(graph, frame, training);
  const predicted = new Float64Array(frame.sales.length);
  const baseline = new Float64Array(frame.sales.length);
  const used = Math.min(DRAWS, drawCount);
  for (let i = 0; i < used; i++) {
    const row = Math.floor((i * drawCount) / used);
    model.evaluate(draws.subarray(row * model.dim, (row + 1) * model.dim));
    model.drift?.mean(baseline);
    for (let j = 0; j < predicted.length; j++) {
      const scale = model.salesScale[Math.floor(j / model.dates)];
      predicted[j] += ((model.expected[j] + baseline[j]) * scale) / used;
    }
  }
  return predicted;
}

/**
 * How well expected sales match observed ones, on training dates, on evaluation dates and on all: of all units together,
 * since the difference between a large product and a small one is nothing that a model has found out.
 */
export function measureFit(
  request: Pick<FitRequest, "graph" | "frame" | "training" | "evaluation">,
  draws: Float64Array,
  drawCount: number,
): Fit["metrics"] {
  const { frame, training } = request;
  const evaluating = request.evaluation ?? training.map((flag) => (flag === 0 ? 1 : 0));
  const predicted = predictSales(request, draws, drawCount);
  const metricsOn = (flags?: Uint8Array): ReturnType<typeof fitMetrics> => {
    const dates = observedDates(frame).filter(({ date }) => flags?.[date] !== 0);
    const sumOf = (values: Float64Array) => dates.map(({ cells }) => cells.reduce((sum, i) => sum + values[i], 0));
    return fitMetrics(sumOf(frame.sales), sumOf(predicted));
  };
  const evaluation = metricsOn(evaluating);
  return {
    train: metricsOn(training),
    ...(evaluation.n > 0 && { eval: evaluation }),
    all: metricsOn(),
  };
}

/** The dates with sales, and which of all numbers are those of the units that have some. */
function observedDates({
  dates,
  units,
  observed,
}: Frame): { readonly date: number; readonly cells: readonly number[] }[] {
  return dates.flatMap((_, date) => {
    const cells = units.map((_, unit) => unit * dates.length + date).filter((i) => observed[i] !== 0);
    return cells.length > 0 ? [{ date, cells }] : [];
  });
}
