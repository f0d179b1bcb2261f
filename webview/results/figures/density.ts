import { fill } from "../../shared/fill";
import { type Density, type Diagnostics } from "../data/diagnostics";
import { type Estimate } from "../data/estimates";
import { toldEstimate } from "../data/quantiles";
import { axis } from "../plot/axes";
import { areaY, axisX, lineY, plot, ruleY } from "../plot/plotDoor";
import { type CurvePanel, curvesDrawing } from "./curvePanels";
import { type Figure, type FigureContext } from "./figure";
import { parameterWords } from "./parameterWords";
import { panelsHeight, panelWidth } from "./panels";
import { pythonScript } from "./python";
import { estimateText, levelText } from "./wording";

const height = 104;
/** The parameters that moved least and most are worth a picture; the rest stands in the table. */
const mostPanels = 24;
/** A posterior that has so much of its prior in it was not moved by the data. */
const unmoved = 0.9;

/** What the data added to what was believed, parameter by parameter. */
export function densityFigure({ density }: Diagnostics, context: FigureContext): Figure {
  const { strings, format } = context;
  const rows = [...density].sort((a, b) => Number(b.role === "effect") - Number(a.role === "effect"));
  const shown = rows.slice(0, mostPanels);
  const { level } = context.query;
  const median = fill(strings.medianLevel, levelText(level, context));
  const overlap = (value: number | null): string =>
    value === null ? strings.none : fill(strings.percentWhole, format.wholePercent(value));
  return {
    id: "density",
    title: findingOf(density, context),
    subtitle: strings.densitySubtitle,
    legend: [
      { look: { kind: "band", colour: "var(--driver-1)" }, text: strings.posterior },
      { look: { kind: "line", colour: axis, dash: "3 2" }, text: strings.priorBefore },
    ],
    notes:
      shown.length < rows.length
        ? [{ look: "information", text: fill(strings.moreInTable, format.count(rows.length - shown.length)) }]
        : [],
    height: (width) => panelsHeight(shown.length, width, height),
    draw:
      shown.length === 0
        ? null
        : (width) => curvesDrawing(shown.map((row) => drawDensity(row, panelWidth(shown.length, width), context))),
    absent: strings.densityAbsent,
    table: {
      columns: [
        { heading: strings.densityParameter, unit: "" },
        { heading: strings.densityRole, unit: "" },
        { heading: strings.densityOverlap, unit: strings.unitPercent },
        { heading: strings.roiPrior, unit: median },
        { heading: strings.posterior, unit: median },
      ],
      names: ["parameter", "role", "unit", "overlap", ...estimateNames("prior"), ...estimateNames("posterior")],
      rows: rows.map((row) => {
        const { at, prior, post } = row.quantiles;
        const [before, after] = [toldEstimate(level, at, prior), toldEstimate(level, at, post)];
        const text = (estimate: Estimate | null): string =>
          estimate === null ? strings.none : estimateText(estimate, (value) => format.digits(value, 3), context);
        return {
          name: row.param,
          cells: [parameterWords(row, strings).role, overlap(row.overlap), text(before), text(after)],
          values: [
            ...[row.param, row.role, row.unit, row.overlap],
            ...[...estimateValues(before), peakOf(row.x, row.prior)],
            ...[...estimateValues(after), peakOf(row.x, row.post)],
          ],
        };
      }),
    },
    python: pythonScript(context, "diagnostics", strings.densityName, [
      `rows = sorted(data.get("density", []), key=lambda row: row["role"] != "effect")[:${String(mostPanels)}]`,
      "lines = max(1, -(-len(rows) // 4))",
      "fig, panels = plt.subplots(lines, 4, figsize=(12, 2.3 * lines), squeeze=False)",
      "for panel, row in zip(panels.flat, rows):",
      '    panel.plot(row["x"], row["prior"], "--", color="gray")',
      '    panel.fill_between(row["x"], row["post"], alpha=0.4)',
      '    overlap = row.get("overlap")',
      '    known = "" if overlap is None else f", overlap {overlap:.0%}"',
      '    panel.set_title(row["param"] + known, fontsize=7)',
      "    panel.set_yticks([])",
    ]),
  };
}

const estimateNames = (whose: string): string[] => ["median", "low", "high", "mode"].map((name) => `${whose}_${name}`);

const estimateValues = (estimate: Estimate | null): (number | null)[] =>
  estimate === null ? [null, null, null] : [estimate.p50, estimate.lo, estimate.hi];

const peakOf = (x: readonly number[], y: readonly number[]): number =>
  x[y.reduce((best, value, at) => (value > (y[best] ?? -Infinity) ? at : best), 0)] ?? NaN;

function findingOf(density: readonly Density[], { strings, format }: FigureContext): string {
  const known = density.filter(({ overlap }) => overlap !== null);
  if (known.length === 0) return strings.densityNothing;
  const still = known.filter(({ overlap }) => (overlap ?? 0) > unmoved);
  return still.length === 0
    ? fill(strings.densityAllMoved, format.count(known.length))
    : fill(strings.densitySomeStill, format.count(still.length), format.count(known.length));
}

function drawDensity(row: Density, width: number, context: FigureContext): CurvePanel {
  const { strings, format } = context;
  const data = row.x.map((x, at) => ({ x, prior: row.prior[at], post: row.post[at] }));
  const high = Math.max(
    ...data.map(({ prior = 0, post = 0 }) =>
      Math.max(Number.isFinite(prior) ? prior : 0, Number.isFinite(post) ? post : 0),
    ),
    1e-12,
  );
  const { svg, x, y } = plot({
    width,
    height,
    ...{ marginLeft: 10, marginRight: 10, marginTop: 4, marginBottom: 20 },
    y: { domain: [0, high * 1.05], axis: null },
    marks: [
      axisX({
        ticks: 3,
        tickFormat: (value: number) => (Math.abs(value) < 1e4 ? format.digits(value, 2) : format.tick(value)),
        tickSize: 3,
        label: null,
      }),
      ruleY([0], { stroke: axis }),
      areaY(data, { x: "x", y: "post", fill: "var(--driver-1)", fillOpacity: 0.3, className: "band" }),
      lineY(data, { x: "x", y: "post", stroke: "var(--driver-1)", strokeWidth: 1.6 }),
      lineY(data, { x: "x", y: "prior", stroke: axis, strokeWidth: 1.4, strokeDasharray: "3 2" }),
    ],
  });
  const overlap = row.overlap === null ? "" : fill(strings.densityOverlapValue, format.wholePercent(row.overlap));
  const { role, unit } = parameterWords(row, strings);
  const points = data.map(({ x: value, post = 0 }) => ({
    x: x(value),
    y: y(post),
    words: [row.param, [format.digits(value, 3), unit].join(" ").trim(), role, overlap],
  }));
  return { panel: { svg, name: { text: row.param, beside: overlap } }, points };
}
