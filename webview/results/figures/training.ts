import { fill } from "../../shared/fill";
import { type TrainingBlock } from "../../shared/resultsMessages";
import { amountAxis, extent, ink } from "../plot/axes";
import { axisX, dot, lineY, plot, ruleY } from "../plot/plotDoor";
import { drawnIndexes } from "../plot/thinning";
import { type CurvePanel, curvesDrawing } from "./curvePanels";
import { type Figure, type FigureContext } from "./figure";
import { panelWidth, panelsHeight } from "./panels";
import { pythonScript } from "./python";

const height = 150;
const most = 600;
/** Of the last values, in which little may still change. */
const lastPart = 0.1;
const settled = 0.02;
const rhatLimit = 1.01;

/** Whether training settles: the evidence bound, then how far the chains are from agreeing. */
export function trainingFigure(
  loss: readonly number[],
  blocks: readonly TrainingBlock[],
  context: FigureContext,
  live = false,
): Figure {
  const { strings, format } = context;
  const count = (loss.length > 1 ? 1 : 0) + (blocks.length > 0 ? 1 : 0);
  return {
    id: "training",
    title: findingOf(loss, blocks, context),
    subtitle: strings.trainingSubtitle,
    legend: [],
    notes: [],
    height: (width) => panelsHeight(Math.max(1, count), width, height),
    draw:
      count === 0
        ? null
        : (width) =>
            curvesDrawing([
              ...(loss.length > 1 ? [lossPanel(loss, panelWidth(count, width), context)] : []),
              ...(blocks.length > 0 ? [blocksPanel(blocks, panelWidth(count, width), context)] : []),
            ]),
    absent: strings.trainingAbsent,
    table: {
      columns: [
        { heading: strings.trainingStep, unit: "" },
        { heading: strings.trainingElbo, unit: "" },
        { heading: strings.trainingRhat, unit: "" },
        { heading: strings.trainingEss, unit: "" },
      ],
      names: ["step", "elbo", "rhat", "ess"],
      rows: [
        ...loss.map((value, at) => ({
          name: fill(strings.trainingEpoch, format.count(at + 1)),
          cells: [format.digits(value, 5), strings.none, strings.none],
          values: [`epoch ${String(at + 1)}`, value, null, null],
        })),
        ...blocks.map(({ draws, rhat, ess }) => ({
          name: fill(strings.metaDraws, format.count(draws)),
          cells: [strings.none, format.digits(rhat, 4), format.count(ess)],
          values: [`${String(draws)} draws`, null, rhat, ess],
        })),
      ],
    },
    python: pythonScript(context, live ? "record" : "diagnostics", strings.trainingName, [
      // What is kept of a fit that is done are its epochs.
      ...(live ? ["fig, (left, right) = plt.subplots(1, 2)"] : ["fig, left = plt.subplots()"]),
      `left.plot(data.get(${live ? '"Loss"' : '"elbo"'}) or [])`,
      'left.set_xlabel("epoch")',
      'left.set_ylabel("evidence lower bound")',
      ...(live
        ? [
            'blocks = data.get("Blocks") or []',
            'right.plot([block["draws"] for block in blocks], [block["rhat"] for block in blocks], "o-")',
            'right.set_xlabel("draws")',
            'right.set_ylabel("R-hat")',
          ]
        : []),
    ]),
  };
}

function findingOf(
  loss: readonly number[],
  blocks: readonly TrainingBlock[],
  { strings, format }: FigureContext,
): string {
  const last = blocks.at(-1);
  if (last !== undefined) {
    const words = last.rhat <= rhatLimit ? strings.trainingAgree : strings.trainingNotYet;
    return fill(words, format.digits(last.rhat, 4), format.count(last.ess));
  }
  if (loss.length < 2) return strings.trainingNothing;
  const [low, high] = extent(loss);
  const tail = loss.slice(-Math.max(2, Math.floor(loss.length * lastPart)));
  const half = tail.length >> 1;
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const drift = Math.abs(mean(tail.slice(half)) - mean(tail.slice(0, half)));
  return drift <= settled * (high - low || 1) ? strings.trainingSettled : strings.trainingMoving;
}

function lossPanel(loss: readonly number[], width: number, context: FigureContext): CurvePanel {
  const { strings, format } = context;
  const at = drawnIndexes(loss.length, most, loss);
  // The first steps come from far away and would press the rest into a line.
  const from = loss.length > 20 ? loss.slice(Math.floor(loss.length * 0.05)) : loss;
  const [low, high] = extent(from);
  const data = at.map((index) => ({ step: index + 1, value: Math.max(low, loss[index] ?? NaN) }));
  const { svg, x, y } = plot({
    width,
    height,
    ...{ marginLeft: 48, marginRight: 8, marginTop: 6, marginBottom: 22 },
    x: { domain: [1, Math.max(2, loss.length)] },
    y: { domain: low === high ? [low - 1, high + 1] : [low, high], nice: true },
    marks: [
      ...amountAxis(format.tick, 3).slice(0, 2),
      axisX({ ticks: 4, tickFormat: format.tick, tickSize: 3, label: null }),
      lineY(data, { x: "step", y: "value", stroke: "var(--driver-1)", strokeWidth: 1.4 }),
    ],
  });
  const points = data.map(({ step, value }) => ({
    x: x(step),
    y: y(value),
    words: [
      fill(strings.trainingEpoch, format.count(step)),
      fill(strings.readoutWord, strings.trainingElbo, format.digits(loss[step - 1] ?? value, 5)),
    ],
  }));
  return { panel: { svg, name: { text: strings.trainingElbo } }, points };
}

function blocksPanel(blocks: readonly TrainingBlock[], width: number, context: FigureContext): CurvePanel {
  const { strings, format } = context;
  const values = blocks.map(({ rhat }) => rhat);
  const { svg, x, y } = plot({
    width,
    height,
    ...{ marginLeft: 48, marginRight: 12, marginTop: 6, marginBottom: 22 },
    x: { domain: [0, Math.max(...blocks.map(({ draws }) => draws))] },
    y: { domain: [Math.min(1, ...values), Math.max(1.02, ...values)], nice: true },
    marks: [
      ...amountAxis((value) => format.digits(value, 4), 3).slice(0, 2),
      axisX({ ticks: 4, tickFormat: format.tick, tickSize: 3, label: null }),
      ruleY([rhatLimit], { stroke: ink, strokeDasharray: "3 3" }),
      lineY(blocks, { x: "draws", y: "rhat", stroke: "var(--driver-1)", strokeWidth: 1.4 }),
      dot(blocks, { x: "draws", y: "rhat", r: 3, fill: "var(--driver-1)" }),
    ],
  });
  const points = blocks.map(({ draws, rhat, ess }) => ({
    x: x(draws),
    y: y(rhat),
    words: [
      fill(strings.metaDraws, format.count(draws)),
      fill(strings.readoutWord, strings.trainingRhat, format.digits(rhat, 4)),
      fill(strings.readoutWord, strings.trainingEss, format.count(ess)),
    ],
  }));
  return { panel: { svg, name: { text: strings.trainingRhat } }, points };
}
