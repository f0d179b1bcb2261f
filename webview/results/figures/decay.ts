import { fill } from "../../shared/fill";
import { type Decay } from "../data/parts";
import { amountAxis, axis, ink } from "../plot/axes";
import { colourOf } from "../plot/marks";
import { areaY, axisX, lineY, plot, ruleX } from "../plot/plotDoor";
import { type CurvePanel, curvesDrawing } from "./curvePanels";
import { type Figure, type FigureContext } from "./figure";
import { panelsHeight, panelWidth } from "./panels";
import { placedNames } from "./placedNames";
import { nameInPython, pythonScript, shownInPython } from "./python";
import { estimateText, intervalText, levelText, periodsText } from "./wording";

type Named = Decay & { readonly name: string };

const height = 150;
const mostPanels = 12;

/** How long the activity of one period works. */
export function decayFigure(told: readonly Decay[], context: FigureContext): Figure {
  const { strings, format, query } = context;
  const level = levelText(query.level, context);
  const rows = placedNames(told);
  const shown = rows.slice(0, mostPanels);
  const show = (value: number): string => format.ratio(value);
  return {
    id: "decay",
    title: findingOf(rows, context),
    subtitle: fill(strings.decaySubtitle, level),
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
        : (width) => curvesDrawing(shown.map((row) => drawDecay(row, panelWidth(shown.length, width), context))),
    absent: strings.decayAbsent,
    table: {
      columns: [
        { heading: strings.columnChannel, unit: "" },
        { heading: strings.decayLag, unit: strings.unitPeriods },
        { heading: strings.posterior, unit: strings.unitRatio },
        { heading: strings.roiPrior, unit: strings.unitRatio },
      ],
      names: ["channel", "place", "lag", "median", "low", "high", "prior_median", "prior_low", "prior_high"],
      rows: rows.flatMap(({ name, channel, place, lag, post, prior }) =>
        lag.map((at, index) => {
          const [after, before] = [post[index], prior[index]];
          return {
            name,
            place: context.places.get(channel) ?? "other",
            cells: [
              format.count(at),
              after ? estimateText(after, show, context) : "",
              before ? estimateText(before, show, context) : "",
            ],
            values: [
              ...[channel, place, at, after?.p50 ?? null, after?.lo ?? null, after?.hi ?? null],
              ...[before?.p50 ?? null, before?.lo ?? null, before?.hi ?? null],
            ],
          };
        }),
      ),
    },
    python: pythonScript(context, "decay", strings.decayName, [
      ...shownInPython,
      'for row in data["decay"]:',
      ...nameInPython,
      '    half = row.get("halfLife")',
      '    label = shown(name) if half is None else f"{shown(name)}, half-life {half:.1f}"',
      '    line, = plt.plot(row["lag"], [p["p50"] for p in row["post"]], label=label)',
      '    plt.fill_between(row["lag"], [p["lo"] for p in row["post"]], [p["hi"] for p in row["post"]], alpha=0.15, color=line.get_color())',
      '    plt.plot(row["lag"], [p["p50"] for p in row["prior"]], "--", color=line.get_color(), linewidth=0.8)',
      'plt.xlabel("periods after the activity")',
      'plt.ylabel("part of the largest effect; dashed: prior")',
      "plt.legend()",
    ]),
  };
}

/** Whose effect lasts longest, and whose is over first. */
function findingOf(rows: readonly Named[], context: FigureContext): string {
  const { strings, format } = context;
  const known = rows.flatMap(({ name, halfLife }) => (halfLife === null ? [] : [{ name, halfLife }]));
  const sorted = known.sort((a, b) => b.halfLife - a.halfLife);
  const [longest, shortest] = [sorted[0], sorted.at(-1)];
  if (longest === undefined || shortest === undefined) return strings.decayNothing;
  const half = (value: number): string => `${format.digits(value, 2)} ${strings.unitPeriods}`;
  return longest === shortest
    ? fill(strings.decayOne, longest.name, half(longest.halfLife))
    : fill(strings.decayFinding, longest.name, half(longest.halfLife), shortest.name, half(shortest.halfLife));
}

function drawDecay(row: Named, width: number, context: FigureContext): CurvePanel {
  const { strings, format, places } = context;
  const place = places.get(row.channel) ?? "other";
  const colour = colourOf(place);
  const data = row.lag.map((lag, at) => ({ lag, ...row.post[at], before: row.prior[at] }));
  const prior =
    row.prior.length > 0 ? row.lag.flatMap((lag, at) => (row.prior[at] ? [{ lag, ...row.prior[at] }] : [])) : [];
  const { svg, x, y } = plot({
    width,
    height,
    ...{ marginLeft: 32, marginRight: 8, marginTop: 6, marginBottom: 22 },
    x: { domain: [0, Math.max(1, ...row.lag)] },
    y: { domain: [0, 1.02] },
    marks: [
      ...amountAxis((value) => format.digits(value, 2), 3),
      axisX({
        ticks: 5,
        tickFormat: (value: number) => (Number.isInteger(value) ? format.count(value) : ""),
        tickSize: 0,
        label: null,
      }),
      ...(["lo", "p50", "hi"] as const).map((end) =>
        lineY(prior, {
          x: "lag",
          y: end,
          stroke: axis,
          strokeDasharray: "3 2",
          strokeWidth: end === "p50" ? 1.3 : 0.8,
        }),
      ),
      areaY(data, { x: "lag", y1: "lo", y2: "hi", fill: colour, fillOpacity: 0.24, className: "band" }),
      lineY(data, { x: "lag", y: "p50", stroke: colour, strokeWidth: 2 }),
      ...(row.halfLife === null
        ? []
        : [ruleX([Math.min(row.halfLife, Math.max(1, ...row.lag))], { stroke: ink, strokeDasharray: "2 2" })]),
    ],
  });
  const show = (value: number): string => format.ratio(value);
  const half =
    row.halfLife === null
      ? ""
      : fill(
          strings.decayHalfLife,
          format.digits(row.halfLife, 2),
          row.halfLifeRange ? intervalText(row.halfLifeRange, (value) => format.digits(value, 2), context) : "",
        );
  const points = data.map(({ lag, p50 = 0, lo = 0, hi = 0, before }) => ({
    x: x(lag),
    y: y(p50),
    words: [
      row.name,
      fill(strings.decayAfter, periodsText(lag, context)),
      fill(strings.readoutWord, strings.posterior, estimateText({ p50, lo, hi }, show, context)),
      ...(before ? [fill(strings.readoutWord, strings.roiPrior, estimateText(before, show, context))] : []),
      half,
    ],
  }));
  return { panel: { svg, name: { text: row.name, place, beside: half } }, points };
}
