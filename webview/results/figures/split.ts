import { fill } from "../../shared/fill";
import { type EffectSplit } from "../data/parts";
import { axis, ticksIn } from "../plot/axes";
import { colourOf, hatchOf } from "../plot/marks";
import { axisX, barX, plot } from "../plot/plotDoor";
import { whiskers } from "../plot/whiskers";
import { above, channelNames, channelRows, namesWidth, nearestRow } from "./channelRows";
import { type Drawing, type Figure, type FigureContext } from "./figure";
import { pythonScript } from "./python";
import { estimateText, levelText } from "./wording";

const rowHeight = 32;
const below = 24;

type Known = EffectSplit & { readonly immediate: NonNullable<EffectSplit["immediate"]> };

/** How much of a channel's effect comes at once, and how much is carried over. */
export function splitFigure(rows: readonly EffectSplit[], context: FigureContext): Figure {
  const { strings, format, query, places } = context;
  const known = rows.filter((row): row is Known => row.immediate !== null);
  const percent = (value: number): string => fill(strings.percentValue, format.percent(value));
  return {
    id: "split",
    title: findingOf(known, context),
    subtitle: fill(strings.splitSubtitle, levelText(query.level, context)),
    legend: [
      { look: { kind: "swatch", place: 1 }, text: strings.splitNow },
      { look: { kind: "line", colour: axis, wide: true }, text: strings.splitLater },
    ],
    notes: [],
    height: () => known.length * rowHeight + below + 8,
    draw: known.length === 0 ? null : (width) => drawSplit(known, width, context),
    absent: strings.splitAbsent,
    table: {
      columns: [
        { heading: strings.columnChannel, unit: "" },
        { heading: strings.splitNow, unit: strings.unitPercent },
        { heading: strings.splitLater, unit: strings.unitPercent },
      ],
      names: ["channel", "immediate_median", "immediate_low", "immediate_high"],
      rows: rows.map(({ channel, immediate }) => ({
        name: channel,
        place: places.get(channel) ?? "other",
        cells: immediate
          ? [estimateText(immediate, percent, context), percent(1 - immediate.p50)]
          : [strings.none, strings.none],
        values: [channel, immediate?.p50 ?? null, immediate?.lo ?? null, immediate?.hi ?? null],
      })),
    },
    python: pythonScript(context, "split", strings.splitName, [
      'rows = [row for row in data["split"] if row["immediate"]]',
      'now = [row["immediate"]["p50"] for row in rows]',
      'plt.barh(range(len(rows)), now, label="in the same period")',
      'plt.barh(range(len(rows)), [1 - value for value in now], left=now, color="lightgray", label="carried over")',
      "for i, row in enumerate(rows):",
      '    plt.plot([row["immediate"]["lo"], row["immediate"]["hi"]], [i, i], color="black")',
      'plt.yticks(range(len(rows)), [row["channel"] for row in rows])',
      "plt.gca().invert_yaxis()",
      "plt.legend()",
    ]),
  };
}

function findingOf(rows: readonly Known[], { strings, format }: FigureContext): string {
  const later = rows.filter(({ immediate }) => immediate.p50 < 0.5).map(({ channel }) => channel);
  if (rows.length === 0) return strings.splitNothing;
  if (later.length === 0) return strings.splitAllNow;
  return later.length === rows.length ? strings.splitAllLater : fill(strings.splitSomeLater, format.list(later));
}

function drawSplit(rows: readonly Known[], width: number, context: FigureContext): Drawing {
  const { strings, format } = context;
  const data = channelRows(rows, context);
  const percent = (value: number): string => fill(strings.percentWhole, format.wholePercent(value));
  const middle = ({ immediate }: Known): number => immediate.p50;
  const intervals = data.map(({ name, immediate: { lo, hi } }) => ({ row: name, from: lo, to: hi }));
  const { svg, x, y } = plot({
    width,
    height: rows.length * rowHeight + below + 8,
    ...{ marginLeft: namesWidth, marginRight: 20, marginTop: above, marginBottom: below },
    x: { domain: [0, 1] },
    y: { domain: data.map(({ name }) => name), type: "band", padding: 0.3, axis: null },
    marks: [
      axisX({ ticks: Math.min(5, ticksIn(width - namesWidth, 40)), tickFormat: percent, tickSize: 0, label: null }),
      ...data.map((row) =>
        barX([row], { x1: 0, x2: row.immediate.p50, y: "name", fill: hatchOf(row.place), stroke: colourOf(row.place) }),
      ),
      barX(data, { x1: middle, x2: () => 1, y: "name", fill: "var(--raised)", stroke: axis }),
      ...whiskers(intervals, { insetTop: 5, insetBottom: 5 }),
      channelNames(data),
    ],
  });
  return {
    panels: [{ svg }],
    readings: {
      rows: rows.length,
      columns: () => 1,
      near: nearestRow(rows.length, rowHeight),
      at: (row) => {
        const one = data[row] as (typeof data)[number];
        const show = (value: number): string => fill(strings.percentValue, format.percent(value));
        const words = [
          one.channel,
          fill(strings.readoutWord, strings.splitNow, estimateText(one.immediate, show, context)),
        ];
        return { panel: 0, x: x(one.immediate.p50), y: y(one.name), rule: false, words };
      },
    },
  };
}
