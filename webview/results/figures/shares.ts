import { fill } from "../../shared/fill";
import { type ChannelReturn, type ResultTable } from "../data/resultTable";
import { noReturns, spendNotes } from "../notes";
import { axis, grid, ticksIn } from "../plot/axes";
import { colourOf, hatchOf } from "../plot/marks";
import { axisX, barX, gridX, plot, ruleX } from "../plot/plotDoor";
import { whiskers } from "../plot/whiskers";
import { above, channelNames, channelRows, namesWidth, nearestRow } from "./channelRows";
import { type Drawing, type Figure, type FigureContext } from "./figure";
import { pythonScript } from "./python";
import { estimateText, levelText } from "./wording";

const rowHeight = 42;
const marginRight = 16;
const below = 26;

type Shared = ChannelReturn & {
  readonly spendShare: number;
  readonly effectShare: NonNullable<ChannelReturn["effectShare"]>;
};

/** What part of the spend a channel has, beside its part of what all media added. */
export function sharesFigure(result: ResultTable, context: FigureContext): Figure {
  const { strings, format } = context;
  const rows = result.roi.filter(
    (row): row is Shared => row.spendShare !== null && row.effectShare !== null && row.spend > 0,
  );
  const percent = (value: number): string => fill(strings.percentValue, format.percent(value));
  return {
    id: "shares",
    title: rows.length === 0 ? strings.sharesName : findingOf(rows, context),
    subtitle: fill(strings.sharesSubtitle, levelText(result.level, context)),
    legend: [
      { look: { kind: "line", colour: axis, wide: true }, text: strings.roiSpendShare },
      { look: { kind: "swatch", place: 1 }, text: strings.roiEffectShare },
    ],
    notes: rows.length === 0 ? [] : spendNotes(result, context.query, strings),
    height: () => rows.length * rowHeight + below + 8,
    draw: rows.length === 0 ? null : (width) => drawShares(rows, width, context),
    absent: noReturns(result, context),
    table: {
      columns: [
        { heading: strings.columnChannel, unit: "" },
        { heading: strings.roiSpendShare, unit: strings.unitPercent },
        { heading: strings.roiEffectShare, unit: strings.unitPercent },
      ],
      names: ["channel", "spend_share", "effect_share_median", "effect_share_low", "effect_share_high"],
      rows: rows.map(({ channel, spendShare, effectShare }) => ({
        name: channel,
        place: context.places.get(channel) ?? "other",
        cells: [percent(spendShare), estimateText(effectShare, percent, context)],
        values: [channel, spendShare, effectShare.p50, effectShare.lo, effectShare.hi],
      })),
    },
    python: pythonScript(context, "result", strings.sharesName, [
      'rows = [r for r in data["roi"] if r["spend"] > 0 and r.get("spendShare") is not None and r.get("effectShare")]',
      'plt.barh([i - 0.2 for i in range(len(rows))], [r["spendShare"] for r in rows], 0.35, color="gray", label="share of spend")',
      'plt.barh([i + 0.2 for i in range(len(rows))], [r["effectShare"]["p50"] for r in rows], 0.35, label="share of media effect")',
      "for i, row in enumerate(rows):",
      '    plt.plot([row["effectShare"]["lo"], row["effectShare"]["hi"]], [i + 0.2, i + 0.2], color="black")',
      'plt.yticks(range(len(rows)), [row["channel"] for row in rows])',
      "plt.gca().invert_yaxis()",
      "plt.legend()",
    ]),
  };
}

/** Who surely adds more, or less, than its part of the spend. */
function findingOf(rows: readonly Shared[], { strings, format }: FigureContext): string {
  const names = (keep: (row: Shared) => boolean): string[] => rows.filter(keep).map(({ channel }) => channel);
  const more = names(({ spendShare, effectShare }) => effectShare.lo > spendShare);
  const less = names(({ spendShare, effectShare }) => effectShare.hi < spendShare);
  const parts = [
    more.length > 0 ? fill(strings.sharesMore, format.list(more)) : "",
    less.length > 0 ? fill(strings.sharesLess, format.list(less)) : "",
  ].filter((part) => part !== "");
  return parts.length > 0 ? parts.join(" ") : strings.sharesEven;
}

function drawShares(rows: readonly Shared[], width: number, context: FigureContext): Drawing {
  const { strings, format } = context;
  const high = Math.max(...rows.flatMap(({ spendShare, effectShare }) => [spendShare, effectShare.hi]));
  const low = Math.min(0, ...rows.map(({ effectShare }) => effectShare.lo));
  const percent = (value: number): string => fill(strings.percentWhole, format.wholePercent(value));
  const data = channelRows(rows, context);
  const ticks = Math.min(5, ticksIn(width - namesWidth - marginRight, 40));
  const names = data.map(({ name }) => name);
  const intervals = data.map(({ name, effectShare: { lo, hi } }) => ({ row: name, from: lo, to: hi }));
  const { svg, x, y } = plot({
    width,
    height: rows.length * rowHeight + below + 8,
    ...{ marginLeft: namesWidth, marginRight, marginTop: above, marginBottom: below },
    x: { domain: [low, high * 1.05] },
    y: { domain: names, type: "band", padding: 0.25, axis: null },
    marks: [
      gridX({ ticks, stroke: grid, strokeOpacity: 1 }),
      axisX({ ticks, tickFormat: percent, tickSize: 0, label: null }),
      ruleX([0], { stroke: axis }),
      barX(data, { x: "spendShare", y: "name", fill: axis, insetBottom: 18 }),
      ...data.map((row) =>
        barX([row], {
          x: row.effectShare.p50,
          y: "name",
          fill: hatchOf(row.place),
          stroke: colourOf(row.place),
          insetTop: 16,
        }),
      ),
      ...whiskers(intervals, { dy: 8, insetTop: 19, insetBottom: 3 }),
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
        const words = [
          one.channel,
          fill(strings.readoutWord, strings.roiSpendShare, fill(strings.percentValue, format.percent(one.spendShare))),
          fill(
            strings.readoutWord,
            strings.roiEffectShare,
            estimateText(one.effectShare, (value) => fill(strings.percentValue, format.percent(value)), context),
          ),
        ];
        return { panel: 0, x: x(one.effectShare.p50), y: y(one.name) + 8, rule: false, words };
      },
    },
  };
}
