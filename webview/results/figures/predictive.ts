import { fill } from "../../shared/fill";
import { type Diagnostics, type PredictiveStatistic } from "../data/diagnostics";
import { estimateOfDraws } from "../data/quantiles";
import { axis, ink } from "../plot/axes";
import { axisX, plot, rectY, ruleX, ruleY } from "../plot/plotDoor";
import { pValue, pValueText } from "../probability";
import { type CurvePanel, curvesDrawing } from "./curvePanels";
import { type Figure, type FigureContext } from "./figure";
import { panelsHeight, panelWidth } from "./panels";
import { pythonScript } from "./python";
import { estimateText, levelText } from "./wording";

const height = 130;
const bins = 20;
/** An actual value further out than this is not what the model makes. */
const tail = 0.05;
/** The statistic that has no unit. */
const lag = "lag-1";

/** Whether the model can make data like those it was trained on. */
export function predictiveFigure({ ppc }: Diagnostics, context: FigureContext): Figure {
  const { strings, format } = context;
  const amount = (stat: string, text: string): string =>
    stat === lag ? text : fill(strings.readoutValue, text, strings.unitUnits);
  const p = (value: number | null): string => (value === null ? strings.none : pValue(value, format));
  const { level } = context.query;
  return {
    id: "predictive",
    title: findingOf(ppc, context),
    subtitle: strings.predictiveSubtitle,
    legend: [
      { look: { kind: "line", colour: axis, wide: true }, text: strings.predictiveMade },
      { look: { kind: "line", colour: ink, dash: "4 3" }, text: strings.actual },
    ],
    notes: [],
    height: (width) => panelsHeight(ppc.length, width, height),
    draw:
      ppc.length === 0
        ? null
        : (width) => curvesDrawing(ppc.map((row) => drawStatistic(row, panelWidth(ppc.length, width), context))),
    absent: strings.predictiveAbsent,
    table: {
      columns: [
        { heading: strings.predictiveStatistic, unit: "" },
        { heading: strings.actual, unit: "" },
        { heading: strings.predictiveReplicated, unit: fill(strings.medianLevel, levelText(level, context)) },
        { heading: strings.predictiveP, unit: "" },
      ],
      names: ["statistic", "actual", "replicated_median", "replicated_low", "replicated_high", "p_value"],
      rows: ppc.map((row) => {
        const made = estimateOfDraws(level, row.draws);
        const digits = (value: number): string => format.digits(value, 4);
        const text = estimateText(made, digits, context);
        return {
          name: statName(row.stat, context),
          cells: [amount(row.stat, digits(row.actual)), amount(row.stat, text), p(row.p)],
          values: [row.stat, row.actual, made.p50, made.lo, made.hi, row.p],
        };
      }),
    },
    python: pythonScript(context, "diagnostics", strings.predictiveName, [
      'rows = data.get("ppc", [])',
      "fig, panels = plt.subplots(1, max(1, len(rows)), figsize=(3 * max(1, len(rows)), 3), squeeze=False)",
      "for panel, row in zip(panels[0], rows):",
      '    panel.hist(row["draws"], bins=20, color="lightgray")',
      '    panel.axvline(row["actual"], color="black", linestyle="--")',
      '    p = row.get("p")',
      '    panel.set_title(row["stat"] + ("" if p is None else ", p < 0.01" if p < 0.01 else ", p > 0.99" if p > 0.99 else f", p = {p:.2f}"))',
    ]),
  };
}

function statName(stat: string, { strings }: FigureContext): string {
  const names: Readonly<Record<string, string>> = {
    mean: strings.statMean,
    sd: strings.statSd,
    max: strings.statMax,
    [lag]: strings.statLag,
  };
  return names[stat] ?? stat;
}

function findingOf(ppc: readonly PredictiveStatistic[], context: FigureContext): string {
  const { strings, format } = context;
  if (ppc.length === 0) return strings.predictiveNothing;
  const odd = ppc.filter(({ p }) => p !== null && Math.min(p, 1 - p) < tail / 2);
  const names = format.list(odd.map(({ stat }) => statName(stat, context)));
  return odd.length === 0 ? strings.predictiveGood : fill(strings.predictiveOdd, names);
}

function drawStatistic(row: PredictiveStatistic, width: number, context: FigureContext): CurvePanel {
  const { strings, format } = context;
  const [low, high] = [Math.min(row.actual, ...row.draws), Math.max(row.actual, ...row.draws)];
  const step = (high - low || 1) / bins;
  const counts = new Array<number>(bins).fill(0);
  for (const value of row.draws) {
    const at = Math.min(bins - 1, Math.floor((value - low) / step));
    counts[at] = (counts[at] ?? 0) + 1;
  }
  const data = counts.map((n, at) => ({ x0: low + at * step, x1: low + (at + 1) * step, n }));
  const { svg, x, y } = plot({
    width,
    height,
    ...{ marginLeft: 10, marginRight: 12, marginTop: 6, marginBottom: 20 },
    x: { domain: [low, low + bins * step] },
    y: { domain: [0, Math.max(1, ...counts)], axis: null },
    marks: [
      axisX({ ticks: 3, tickFormat: format.tick, tickSize: 3, label: null }),
      rectY(data, { x1: "x0", x2: "x1", y: "n", fill: axis, insetLeft: 1 }),
      ruleY([0], { stroke: axis }),
      ruleX([row.actual], { stroke: ink, strokeWidth: 1.6, strokeDasharray: "4 3" }),
    ],
  });
  const p = row.p === null ? "" : pValueText(row.p, context);
  const name = statName(row.stat, context);
  const points = data.map(({ x0, x1, n }) => ({
    x: (x(x0) + x(x1)) / 2,
    y: y(n),
    words: [
      name,
      fill(strings.range, format.digits(x0, 4), format.digits(x1, 4)),
      fill(strings.predictiveCount, format.count(n), format.count(row.draws.length)),
      fill(strings.readoutWord, strings.actual, format.digits(row.actual, 4)),
      p,
    ],
  }));
  return { panel: { svg, name: { text: name, beside: p } }, points };
}
