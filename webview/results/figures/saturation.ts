import { fill } from "../../shared/fill";
import { type Saturation } from "../data/parts";
import { amountAxis, axis } from "../plot/axes";
import { colourOf } from "../plot/marks";
import { areaY, axisX, lineY, plot, rectY } from "../plot/plotDoor";
import { type CurvePanel, curvesDrawing } from "./curvePanels";
import { type Figure, type FigureContext } from "./figure";
import { panelsHeight, panelWidth } from "./panels";
import { placedNames } from "./placedNames";
import { nameInPython, pythonScript } from "./python";
import { estimateText, levelText } from "./wording";

type Named = Saturation & { readonly name: string };

const height = 170;
const mostPanels = 12;
/** From this part of the limit on, more of the same brings little. */
const nearlyFull = 0.8;

/** The shape of each channel's effect over its activity, without carry-over. */
export function saturationFigure(told: readonly Saturation[], context: FigureContext): Figure {
  const { strings, format, query, places } = context;
  const rows = placedNames(told);
  const shown = rows.slice(0, mostPanels);
  const percent = (value: number): string => fill(strings.percentValue, format.percent(value));
  return {
    id: "saturation",
    title: findingOf(rows, context),
    subtitle: fill(strings.saturationSubtitle, levelText(query.level, context)),
    legend: [],
    notes: [
      ...(shown.length < rows.length
        ? [{ look: "information", text: fill(strings.moreInTable, format.count(rows.length - shown.length)) } as const]
        : []),
      { look: "information", text: strings.saturationNote },
    ],
    height: (width) => panelsHeight(shown.length, width, height),
    draw:
      shown.length === 0
        ? null
        : (width) => curvesDrawing(shown.map((row) => drawSaturation(row, panelWidth(shown.length, width), context))),
    absent: strings.saturationAbsent,
    table: {
      columns: [
        { heading: strings.columnChannel, unit: "" },
        { heading: strings.saturationActivity, unit: "" },
        { heading: strings.saturationName, unit: strings.unitPercent },
      ],
      names: ["channel", "place", "activity", "unit", "median", "low", "high"],
      rows: rows.flatMap(({ name, channel, place, unit, x, p50, lo, hi }) =>
        x.map((value, at) => {
          const [mid = NaN, low = NaN, high = NaN] = [p50[at], lo[at], hi[at]];
          return {
            name,
            place: places.get(channel) ?? "other",
            cells: [
              `${format.digits(value, 3)} ${unit}`,
              estimateText({ p50: mid, lo: low, hi: high }, percent, context),
            ],
            values: [channel, place, value, unit, mid, low, high],
          };
        }),
      ),
    },
    python: pythonScript(context, "hill", strings.saturationName, [
      'rows = data["hill"]',
      "fig, panels = plt.subplots(1, max(1, len(rows)), figsize=(3 * max(1, len(rows)), 3), squeeze=False)",
      "for panel, row in zip(panels[0], rows):",
      ...nameInPython,
      '    panel.fill_between(row["x"], row["lo"], row["hi"], alpha=0.3)',
      '    panel.plot(row["x"], row["p50"])',
      "    panel.set_title(name)",
      '    panel.set_xlabel(row["unit"] + " per period")',
      'panels[0][0].set_ylabel("part of the limit")',
    ]),
  };
}

/** How full a channel is in its usual period: the curve at the middle of what was observed. */
function fullness({ x, p50, hist }: Saturation): number | null {
  const busy = hist.filter(({ x1, n }) => n > 0 && x1 > 0);
  const count = busy.reduce((sum, { n }) => sum + n, 0);
  if (count === 0) return null;
  const mean = busy.reduce((sum, { x0, x1, n }) => sum + (n * (x0 + x1)) / 2, 0) / count;
  const at = x.findIndex((value) => value >= mean);
  return p50[at < 0 ? p50.length - 1 : at] ?? null;
}

function findingOf(rows: readonly Named[], { strings, format }: FigureContext): string {
  const known = rows.flatMap((row) => {
    const part = fullness(row);
    return part === null ? [] : [{ name: row.name, part }];
  });
  if (known.length === 0) return strings.saturationNothing;
  const full = known.filter(({ part }) => part >= nearlyFull).map(({ name }) => name);
  if (full.length > 0) return fill(strings.saturationFull, format.list(full));
  const fullest = known.reduce((a, b) => (b.part > a.part ? b : a));
  return fill(strings.saturationRoom, fullest.name, format.wholePercent(fullest.part));
}

function drawSaturation(row: Named, width: number, context: FigureContext): CurvePanel {
  const { strings, format, places } = context;
  const place = places.get(row.channel) ?? "other";
  const colour = colourOf(place);
  const data = row.x.map((value, at) => ({ x: value, p50: row.p50[at], lo: row.lo[at], hi: row.hi[at] }));
  const most = Math.max(1, ...row.hist.map(({ n }) => n));
  const bins = row.hist.map(({ x0, x1, n }) => ({ x0, x1, y: -0.24 + (0.2 * n) / most }));
  const percent = (value: number): string => (value < 0 ? "" : fill(strings.percentWhole, format.wholePercent(value)));
  const { svg, x, y } = plot({
    width,
    height,
    ...{ marginLeft: 40, marginRight: 8, marginTop: 6, marginBottom: 22 },
    x: { domain: [Math.min(0, row.x[0] ?? 0), row.x.at(-1) ?? 1] },
    y: { domain: [-0.26, 1.02] },
    marks: [
      ...amountAxis(percent, 4),
      axisX({ ticks: 3, tickFormat: format.tick, tickSize: 0, label: null }),
      rectY(bins, { x1: "x0", x2: "x1", y1: -0.24, y2: "y", fill: axis, insetLeft: 0.5 }),
      areaY(data, { x: "x", y1: "lo", y2: "hi", fill: colour, fillOpacity: 0.24, className: "band" }),
      lineY(data, { x: "x", y: "p50", stroke: colour, strokeWidth: 2 }),
    ],
  });
  const shown = (value: number): string => fill(strings.percentValue, format.percent(value));
  const points = data.map(({ x: value, p50 = 0, lo = 0, hi = 0 }) => ({
    x: x(value),
    y: y(p50),
    words: [
      row.name,
      `${format.digits(value, 3)} ${row.unit}`,
      fill(strings.readoutWord, strings.saturationName, estimateText({ p50, lo, hi }, shown, context)),
    ],
  }));
  return { panel: { svg, name: { text: row.name, place, beside: row.unit } }, points };
}
