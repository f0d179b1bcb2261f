import { fill } from "../../shared/fill";
import { ratioUnit, roiFormula } from "../columns";
import { type ChannelReturn, type ResultTable } from "../data/resultTable";
import { findingOf } from "../finding";
import { type Note } from "../note";
import { noReturns, positivePriorNotes, spendNotes } from "../notes";
import { axis, grid, ink, ticksIn } from "../plot/axes";
import { colourOf, hatchOf, shortName } from "../plot/marks";
import { axisX, dot, gridX, link, plot, ruleX, ruleY, text } from "../plot/plotDoor";
import { resultRows } from "../rows";
import { type Drawing, type Figure, type FigureContext } from "./figure";
import { pythonScript } from "./python";
import { basisChoice, type RoiOptions } from "./roiBasis";
import { roiSides } from "./roiSides";
import { roiTableRow, roiWords } from "./roiWords";
import { levelText, sentences } from "./wording";

const rowHeight = 52;
const above = 46;
const below = 28;
/** The picture itself has at least so much room; what is left of it has columns of numbers. */
const leastPicture = 180;
/** A scale on which the largest is so many times the smallest is logarithmic. */
const logFrom = 20;
/** A posterior of so much of the width of its prior says that the data did not say much. */
const littleLearnt = 0.8;
const implausible = [0.05, 20] as const;

/** Hardly what came back for any spend: more likely a mistake in the data. */
export const isImplausible = (roi: number): boolean => roi < implausible[0] || roi > implausible[1];

/** What came back for each channel's spend, the belief before the data beside it. */
export function roiFigure(result: ResultTable, context: FigureContext, { onBasis }: RoiOptions): Figure {
  const { strings, format, currency } = context;
  const rows = channelsOf(result);
  const level = levelText(result.level, context);
  const unit = ratioUnit(result, strings);
  const paid = rows.filter(({ roi }) => roi !== null);
  return {
    id: "roi",
    title:
      paid.length === 0
        ? strings.roiName
        : findingOf(resultRows(result), result.basis, context, "returns") || strings.roiUnsure,
    subtitle: sentences(fill(roiFormula(result, strings), unit), fill(strings.roiIntervals, level)),
    legend: [
      { look: { kind: "interval" }, text: strings.posterior },
      { look: { kind: "prior" }, text: strings.priorBefore },
    ],
    choices: basisChoice(result, context, onBasis),
    notes: notesOf(result, paid, context),
    height: () => rows.length * rowHeight + above + below,
    draw: paid.length === 0 ? null : (width) => drawRoi(rows, width, context),
    absent: noReturns(result, context),
    table: {
      columns: [
        { heading: strings.columnChannel, unit: "" },
        { heading: strings.columnSpend, unit: currency },
        { heading: strings.roiSpendShare, unit: strings.unitPercent },
        { heading: strings.columnRoi, unit },
        { heading: fill(strings.columnInterval, format.wholePercent(0.5)), unit: strings.unitLowHigh },
        { heading: fill(strings.columnInterval, format.wholePercent(result.level)), unit: strings.unitLowHigh },
        { heading: strings.columnAboveOne, unit: strings.unitPercent },
        { heading: strings.roiPrior, unit },
        { heading: strings.roiMarginal, unit },
        { heading: strings.roiEffectShare, unit: strings.unitPercent },
      ],
      names: [
        ...["channel", "spend", "spend_share", "roi_median", "roi_low50", "roi_high50", "roi_low", "roi_high"],
        ...["p_roi_above_1", "prior_median", "prior_low", "prior_high", "mroi_median", "mroi_low", "mroi_high"],
        ...["effect_share_median", "effect_share_low", "effect_share_high", "roi_basis", "currency"],
      ],
      rows: rows.map((row) => roiTableRow(row, result.basis, context)),
    },
    python: pythonScript(context, "result", strings.roiName, [
      "# Without spend there is no return.",
      'rows = sorted((row for row in data["roi"] if row["spend"] > 0), key=lambda row: -row["spend"])',
      "for i, row in enumerate(rows):",
      '    plt.plot([row["lo"], row["hi"]], [i, i], color="C0", linewidth=1.5)',
      '    plt.plot([row["lo50"], row["hi50"]], [i, i], color="C0", linewidth=5)',
      '    plt.plot(row["p50"], i, "o", color="white", markeredgecolor="black")',
      '    prior = row.get("prior")',
      "    if prior:",
      '        plt.plot([prior["lo"], prior["hi"]], [i + 0.25, i + 0.25], "--", color="gray")',
      'plt.axvline(1, color="black", linewidth=0.8)',
      ...(roiScale(rows).log ? logScaleInPython : []),
      'plt.yticks(range(len(rows)), [row["channel"] for row in rows])',
      "plt.gca().invert_yaxis()",
      'plt.xlabel("ROI: " + data.get("basis", "revenue") + " per spend; dashed: prior")',
    ]),
  };
}

/** Ticks of its own: those of matplotlib are formulas, which a script that shows dollar signs does not read. */
const logScaleInPython: readonly string[] = [
  'ends = [each[end] for row in rows for each in (row, row.get("prior") or row) for end in ("lo", "hi")]',
  "if ends and min(ends) > 0:",
  '    plt.xscale("log")',
  "    ticks = [2.0**k for k in range(-10, 11) if min(ends) <= 2.0**k <= max(ends)]",
  '    plt.xticks(ticks, [f"{tick:g}" for tick in ticks])',
  "    plt.minorticks_off()",
];

/** Channels by their spend; media without any stand last. */
function channelsOf(result: ResultTable): readonly ChannelReturn[] {
  const known = new Set(result.roi.map(({ channel }) => channel));
  const unpaid = result.totals.filter(({ kind, driver }) => kind === "media" && !known.has(driver));
  const nothing = {
    spend: 0,
    spendShare: null,
    effectShare: null,
    roi: null,
    inner: null,
    pAbove1: null,
    mroi: null,
    prior: null,
  };
  const rest = [...new Set(unpaid.map(({ driver }) => driver))].map((channel) => ({ channel, ...nothing }));
  return result.roi.length === 0 ? [] : [...[...result.roi].sort((a, b) => b.spend - a.spend), ...rest];
}

function notesOf(result: ResultTable, paid: readonly ChannelReturn[], context: FigureContext): Note[] {
  const { strings, format } = context;
  const width = ({ lo, hi }: { lo: number; hi: number }): number => Math.log(Math.max(hi, 1e-9) / Math.max(lo, 1e-9));
  const vague = paid.filter(({ roi, prior }) => roi && prior && width(roi) > littleLearnt * width(prior));
  const odd = paid.filter(({ roi }) => roi && isImplausible(roi.p50));
  const names = (rows: readonly ChannelReturn[]): string => format.list(rows.map(({ channel }) => channel));
  const note = (look: Note["look"], text: string): Note => ({ look, text });
  return [
    ...(odd.length > 0 ? [note("warning", fill(strings.roiImplausible, names(odd)))] : []),
    ...(vague.length > 0 ? [note("warning", fill(strings.roiVague, names(vague)))] : []),
    ...(paid.length > 0 ? spendNotes(result, context.query, strings) : []),
    note("information", strings.roiNote),
    ...positivePriorNotes(result, strings),
    ...(paid.length > 0 && result.bases && !result.bases.includes("profit")
      ? [note("information", strings.noteNoProfit)]
      : []),
  ];
}

/** Ends of the scale, and whether it is logarithmic: what is drawn, and 1, lie inside. */
export function roiScale(rows: readonly ChannelReturn[]): { readonly domain: [number, number]; readonly log: boolean } {
  const own = rows.flatMap(({ roi }) => (roi ? [roi.lo, roi.hi] : []));
  const priors = rows.flatMap(({ prior }) => (prior ? [prior.lo, prior.hi] : []));
  const [low, high] = [Math.min(1, ...own), Math.max(1, ...own)];
  const log = low > 0 && Math.max(high, ...priors) / Math.min(low, ...priors.filter((each) => each > 0)) > logFrom;
  if (!log) return { domain: [Math.min(0, low), Math.max(high, ...priors) * 1.05], log };
  // A prior may reach further than the numbers do: it is cut rather than making them small.
  const from = Math.max(Math.min(low, ...priors), low / 8);
  const to = Math.min(Math.max(high, ...priors), high * 8);
  return { domain: [from / 1.15, to * 1.15], log };
}

function drawRoi(rows: readonly ChannelReturn[], width: number, context: FigureContext): Drawing {
  const { strings, format, places } = context;
  const letters = Math.min(22, Math.max(...rows.map(({ channel }) => channel.length)));
  const left = Math.min(width * 0.3, letters * 6.6 + 36);
  const sides = roiSides(context, width - left - leastPicture);
  const right = sides.reduce((sum, side) => sum + side.width, 0) + (sides.length > 0 ? 16 : 8);
  const { domain, log } = roiScale(rows);
  const inside = (value: number): number => Math.min(domain[1], Math.max(domain[0], value));
  const data = rows.map((row, at) => ({
    ...row,
    at: at + 0.36,
    under: at + 0.64,
    place: places.get(row.channel) ?? "other",
  }));
  const paid = data.filter(({ roi }) => roi !== null);
  const priors = data.flatMap(({ prior, under }) =>
    prior
      ? [{ under, lo: inside(prior.lo), hi: inside(prior.hi), p50: prior.p50, shown: inside(prior.p50) === prior.p50 }]
      : [],
  );
  const most = Math.max(4, Math.floor((left - 34) / 6.6));
  const ends = sides.map(
    (_, at) =>
      sides.slice(0, at + 1).reduce((sum, side) => sum + side.width, 0) +
      right -
      sides.reduce((sum, side) => sum + side.width, 0),
  );
  const label = (value: number): string => format.digits(value, 2);
  const across = width - left - right;
  const ticks = log ? logTicks(domain, ticksIn(across, 32)) : Math.min(5, ticksIn(across, 40));
  const second = "var(--text-second)";
  const { svg, x, y } = plot({
    width,
    height: rows.length * rowHeight + above + below,
    ...{ marginLeft: left, marginRight: right, marginTop: above, marginBottom: below },
    x: { type: log ? "log" : "linear", domain },
    y: { domain: [0, rows.length], reverse: true, axis: null },
    marks: [
      gridX({ ticks, stroke: grid, strokeOpacity: 1 }),
      axisX({ ticks, tickFormat: label, tickSize: 0, label: null }),
      ...(rows.length > 1 ? [separators(rows.length, left, right)] : []),
      ruleX([1], { stroke: ink, strokeWidth: 1.2 }),
      text([strings.roiReturned], { x: 1, frameAnchor: "top", textAnchor: "start", dx: 5, dy: -14, fill: ink }),
      text([strings.roiLoses], { x: 1, frameAnchor: "top", textAnchor: "end", dx: -5, dy: -14, fill: second }),
      link(priors, { x1: "lo", x2: "hi", y: "under", stroke: axis, strokeDasharray: "3 2", strokeWidth: 1.2 }),
      dot(
        priors.filter(({ shown }) => shown),
        { x: "p50", y: "under", r: 2.6, fill: "var(--page)", stroke: axis },
      ),
      ...paid.flatMap((row) => {
        const { roi, inner, at, place } = row;
        const colour = colourOf(place);
        const ends = roi ? [roi.lo, roi.hi] : [];
        return [
          link([row], { x1: roi?.lo ?? 0, x2: roi?.hi ?? 0, y: at, stroke: colour, strokeWidth: 1.6 }),
          link(ends, {
            x: (end: number) => end,
            y1: at - 0.08,
            y2: at + 0.08,
            stroke: colour,
            strokeWidth: 1.6,
          }),
          ...(inner ? [link([row], { x1: inner.lo, x2: inner.hi, y: at, stroke: colour, strokeWidth: 6 })] : []),
        ];
      }),
      dot(paid, {
        x: (row: (typeof paid)[number]) => row.roi?.p50 ?? null,
        y: "at",
        r: 4.5,
        fill: "var(--page)",
        stroke: ink,
        strokeWidth: 2,
      }),
      ...data.map((row) =>
        dot([row], {
          frameAnchor: "left",
          y: row.at + 0.14,
          dx: 8 - left,
          r: 6,
          symbol: "square",
          fill: hatchOf(row.place),
          stroke: colourOf(row.place),
        } as object),
      ),
      text(data, {
        ...{ frameAnchor: "left", textAnchor: "start", dx: 22 - left, fontWeight: 600, fontSize: 12, fill: ink },
        y: (row: (typeof data)[number]) => row.at + 0.14,
        text: (row: ChannelReturn) => shortName(row.channel, most),
        title: (row: ChannelReturn) => (row.channel.length > most ? row.channel : ""),
      } as object),
      ...(sides.length === 0
        ? []
        : sides.flatMap(({ heading, cell, strong }, at) => [
            ...heading.map((line, row) =>
              text([line], {
                frameAnchor: "top-right",
                textAnchor: "end",
                dx: ends[at] ?? 0,
                dy: row * 13 - above + 8,
                fill: second,
              }),
            ),
            text(data, {
              ...{
                frameAnchor: "right",
                textAnchor: "end",
                dx: ends[at] ?? 0,
                fontSize: 12,
                fill: ink,
                fontWeight: strong ? 600 : 400,
              },
              y: (row: (typeof data)[number]) => row.at + 0.14,
              text: cell,
            } as object),
          ])),
      ...data
        .filter(({ roi }) => roi === null)
        .map((row) =>
          text([strings.noSpend], {
            frameAnchor: "left",
            textAnchor: "start",
            dx: 8,
            y: row.at + 0.14,
            fill: second,
          } as object),
        ),
    ],
  });
  return {
    panels: [{ svg }],
    readings: {
      rows: rows.length,
      columns: () => 1,
      near: (_panel, _x, py) => [Math.min(rows.length - 1, Math.max(0, Math.floor((py - above) / rowHeight))), 0],
      at: (row) => {
        const one = data[row] as (typeof data)[number];
        const px = one.roi ? x(inside(one.roi.p50)) : left;
        return { panel: 0, x: px, y: y(one.at), rule: false, words: roiWords(one, context) };
      },
    },
  };
}

const separators = (count: number, left: number, right: number) =>
  ruleY(
    Array.from({ length: count - 1 }, (_, at) => at + 1),
    { stroke: grid, insetLeft: -left, insetRight: -right },
  );

/** Powers of 2, or of 10 where there would be too many. */
function logTicks([from, to]: readonly [number, number], most: number): number[] {
  const base = Math.log2(to / from) > 10 ? 10 : 2;
  const log = (value: number): number => Math.log(value) / Math.log(base);
  const [first, last] = [Math.ceil(log(from) - 1e-9), Math.floor(log(to) + 1e-9)];
  // Of too many, every second or third, so that 1 stays one of them.
  const every = Math.max(1, Math.ceil((last - first + 1) / most));
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => first + at)
    .filter((power) => power % every === 0)
    .map((power) => base ** power);
}
