import { fill } from "../../shared/fill";
import { driverName, range } from "../columns";
import { type ResultTable } from "../data/resultTable";
import { topDriver } from "../finding";
import { positivePriorNotes, referenceNotes, unitNotes } from "../notes";
import { axis, grid, ink, roundNumbers } from "../plot/axes";
import { edgeOf, hatchOf, shortName } from "../plot/marks";
import { axisX, barX, gridX, link, plot, text, ruleX } from "../plot/plotDoor";
import { whiskers } from "../plot/whiskers";
import { probabilityPercent, probabilityText } from "../probability";
import { type ResultRow, resultRows } from "../rows";
import { type Drawing, type Figure, type FigureContext, type FigureRow } from "./figure";
import { waterfallPython } from "./waterfallPython";
import { axisStart, type Bar, waterfallBars } from "./waterfallRows";
import { fileUnit, levelText, periodsText, sentences, unitWord } from "./wording";

const rowHeight = 24;
const above = 20;
const below = 26;
/** From this width on there is room for a second column of numbers. */
const wide = 430;
const longestName = 22;
const pixelsOfLetter = 6.2;

/** What each driver added, from the base to the total; bars are means and add up, whiskers are each driver's own. */
export function waterfallFigure(result: ResultTable, context: FigureContext): Figure {
  const { strings, format, shares } = context;
  const rows = resultRows(result, context.places);
  const bars = waterfallBars(
    rows,
    result.total,
    {
      nameOf: (row) => driverName(row, strings),
      other: (count) => fill(strings.otherDrivers, format.count(count)),
      total: strings.total,
    },
    shares,
  );
  const level = levelText(result.level, context);
  const start = axisStart(bars);
  const largest = Math.max(...bars.map(({ mean }) => Math.abs(mean)));
  const show = shares ? shareShow(context) : (value: number): string => format.amount(value, largest);
  return {
    id: "waterfall",
    title: findingOf(bars, rows, context),
    subtitle: fill(strings.waterfallSubtitle, unitWord(context), periodsText(result.dates.length, context), level),
    legend: [],
    notes: [
      ...unitNotes(result, context.query.unit, context),
      ...(result.link === "log" ? [{ look: "information", text: strings.waterfallLog } as const] : []),
      ...(start > 0
        ? [
            {
              look: "information",
              text: fill(strings.waterfallCut, shares ? show(start) : format.tick(start)),
            } as const,
          ]
        : []),
      ...referenceNotes(rows, strings, format),
      { look: "information", text: strings.waterfallNote },
      ...positivePriorNotes(result, strings),
    ],
    height: () => bars.length * rowHeight + above + below,
    draw: bars.length < 2 ? null : (width) => drawWaterfall(bars, start, show, width, context),
    absent: strings.waterfallAbsent,
    table: {
      columns: [
        { heading: strings.columnDriver, unit: "" },
        { heading: strings.columnMean, unit: unitWord(context) },
        { heading: fill(strings.columnInterval, format.wholePercent(result.level)), unit: strings.unitLowHigh },
        { heading: strings.waterfallShare, unit: strings.unitPercent },
        { heading: strings.waterfallPositive, unit: strings.unitPercent },
      ],
      names: [
        "driver",
        "mean",
        "median",
        "low",
        "high",
        "share_median",
        "share_low",
        "share_high",
        "p_positive",
        "unit",
      ],
      rows: bars.map((bar) => tableRow(bar, result, show, context)),
    },
    python: waterfallPython(bars, context),
  };
}

const shareShow =
  ({ strings, format }: FigureContext) =>
  (value: number): string =>
    fill(strings.percentValue, format.percent(value));

/** How much of all the base is, and what adds most to it. */
function findingOf(bars: readonly Bar[], rows: readonly ResultRow[], context: FigureContext): string {
  const { strings, format } = context;
  const total = bars.at(-1)?.mean ?? 0;
  const base = bars.filter(({ kind }) => kind === "base").reduce((sum, { mean }) => sum + mean, 0);
  const top = topDriver(rows, strings, format);
  if (top === "") return strings.waterfallNothing;
  // Of a total below 0 nobody can tell a part.
  if (!(total > 0) || !(base > 0)) return top;
  return sentences(fill(strings.waterfallBase, fill(strings.percentWhole, format.wholePercent(base / total))), top);
}

function drawWaterfall(
  bars: readonly Bar[],
  start: number,
  show: (value: number) => string,
  width: number,
  context: FigureContext,
): Drawing {
  const { strings, format, shares } = context;
  const roomy = width >= wide;
  const names = bars.map(({ name }, at) => `${String(at)} ${name}`);
  const { unitOfTotal } = strings;
  const letters = Math.min(longestName, Math.max(unitOfTotal.length, ...bars.map(({ name }) => name.length)));
  const marginLeft = Math.min(width * 0.34, letters * pixelsOfLetter + 14);
  const most = Math.max(4, Math.floor((marginLeft - 14) / pixelsOfLetter));
  const marginRight = roomy ? 196 : 76;
  const ends = bars.flatMap(({ from, to, whisker }) => [from, to, whisker?.lo ?? to, whisker?.hi ?? to]);
  const low = start > 0 ? start : Math.min(0, ...ends);
  const high = Math.max(...ends);
  const cut = (value: number): number => Math.max(low, value);
  const data = bars.map((bar, at) => ({ ...bar, row: names[at], x1: cut(bar.from), x2: cut(bar.to) }));
  const intervals = bars.flatMap(({ whisker }, at) =>
    whisker ? [{ row: names[at] ?? "", from: cut(whisker.lo), to: whisker.hi, open: whisker.lo < low }] : [],
  );
  const steps = data.slice(0, -1).map((bar, at) => ({ x: cut(bar.to), from: bar.row, to: names[at + 1] }));
  const tick = shares ? show : format.tick;
  const ticks = Math.max(2, Math.floor((width - marginLeft - marginRight) / 60));
  const total = bars.at(-1)?.mean ?? 0;
  // Bars of shares have that scale already, and of nothing nobody can tell a part.
  const parts = shares || !(total > 0) ? [] : roundNumbers(low / total, high / total, ticks);
  const column = (dx: number, textOf: (bar: (typeof data)[number], at: number) => string, look: object) =>
    text(data, { y: "row", frameAnchor: "right", textAnchor: "end", dx, text: textOf, ...look } as object);
  const { svg, x, y } = plot({
    width,
    height: bars.length * rowHeight + above + below,
    marginLeft,
    marginRight,
    marginTop: above,
    marginBottom: below,
    x: { domain: [low, high === low ? low + 1 : high] },
    y: { domain: names, type: "band", paddingInner: 0.25, paddingOuter: 0.1, axis: null },
    marks: [
      gridX({ ticks: 5, stroke: grid, strokeOpacity: 1 }),
      axisX({
        ticks,
        tickFormat: tick,
        tickSize: 0,
        label: null,
      }),
      ...(parts.length === 0 ? [] : secondScale(parts, total, context)),
      ...(low < 0 ? [ruleX([0], { stroke: axis })] : []),
      link(steps, { x: "x", y1: "from", y2: "to", stroke: axis, strokeWidth: 0.8 }),
      ...data.map((bar) =>
        barX([bar], {
          ...{ x1: "x1", x2: "x2", y: "row", stroke: edgeOf(bar.place), strokeWidth: 1 },
          fill: bar.kind === "total" ? hatchOf("base") : hatchOf(bar.place),
        }),
      ),
      ...whiskers(intervals, { insetTop: 5, insetBottom: 5 }),
      ...(start > 0
        ? [
            breakMarks(
              data.filter(({ kind }) => kind === "base" || kind === "total"),
              low,
            ),
          ]
        : []),
      ...[true, false].map((strong) =>
        text(
          data.filter(({ kind }) => (kind === "base" || kind === "total") === strong),
          {
            ...{ y: "row", frameAnchor: "left", textAnchor: "end", dx: -10, fill: ink, fontWeight: strong ? 600 : 400 },
            text: (bar: Bar) => shortName(bar.name, most),
            title: (bar: Bar) => (bar.name.length > most ? bar.name : ""),
          } as object,
        ),
      ),
      column(roomy ? 76 : 72, (_, at) => show(bars[at]?.mean ?? 0), { fill: ink }),
      ...(roomy ? [column(192, (_, at) => shareText(bars[at] as Bar, context), { fill: "var(--text-second)" })] : []),
      text([strings.waterfallMean], {
        frameAnchor: "top-right",
        textAnchor: "end",
        dx: roomy ? 76 : 72,
        dy: -14,
        fill: "var(--text-second)",
      }),
      ...(roomy
        ? [
            text([strings.waterfallShare], {
              frameAnchor: "top-right",
              textAnchor: "end",
              dx: 192,
              dy: -14,
              fill: "var(--text-second)",
            }),
          ]
        : []),
    ],
  });
  return {
    panels: [{ svg }],
    readings: {
      rows: bars.length,
      columns: () => 1,
      near: (_panel, _x, at) => [nearestRow(names.map(y), at), 0],
      at: (row) => {
        const bar = bars[row] as Bar;
        return { panel: 0, x: x(cut(bar.to)), y: y(names[row]), rule: false, words: wordsOf(bar, show, context) };
      },
    },
  };
}

/** Above the bars: the same amounts as parts of the total. */
const secondScale = (parts: readonly number[], total: number, { strings, format }: FigureContext) => [
  axisX(
    parts.map((part) => part * total),
    {
      ...{ anchor: "top", tickSize: 0, label: null, fill: "var(--text-second)" },
      tickFormat: (amount: number) => fill(strings.percentWhole, format.tick(+((100 * amount) / total).toPrecision(9))),
    },
  ),
  text([strings.unitOfTotal], {
    ...{ frameAnchor: "top-left", textAnchor: "end", dx: -10, dy: -14, fill: "var(--text-second)" },
  } as object),
];

/** A white line through the bars that are longer than the axis shows. */
const breakMarks = (bars: readonly { readonly row: string | undefined }[], low: number) =>
  text(bars, {
    x: low,
    y: "row",
    text: () => "\u2248",
    dx: 10,
    rotate: 90,
    fontSize: 16,
    fill: ink,
    stroke: "var(--page)",
    strokeWidth: 4,
  });

function nearestRow(places: readonly number[], at: number): number {
  const distances = places.map((place) => Math.abs(place - at));
  return distances.indexOf(Math.min(...distances));
}

/** "7.5 [6.7, 8.4]" in per cent. */
function shareText({ row, kind }: Bar, { strings, format }: FigureContext): string {
  if (kind === "total") return format.percent(1);
  const share = row?.share ?? null;
  if (share === null) return strings.none;
  return fill(strings.estimate, format.percent(share.p50), format.percent(share.lo), format.percent(share.hi));
}

function wordsOf(bar: Bar, show: (value: number) => string, context: FigureContext): string[] {
  const { strings, shares } = context;
  const value = fill(
    strings.readoutWord,
    strings.waterfallMean,
    fill(strings.readoutValue, show(bar.mean), shares ? "" : unitWord(context)),
  );
  const { row } = bar;
  if (row === null || row.units === null) return [bar.name, value.trim()];
  const { units, share } = row;
  const positive = row.pPositive === null ? null : probabilityText(row.pPositive, context);
  return [
    bar.name,
    value.trim(),
    ...(shares
      ? []
      : [
          fill(
            strings.readoutWord,
            strings.columnMedian,
            fill(strings.estimate, show(units.p50), show(units.lo), show(units.hi)),
          ),
        ]),
    ...(share === null ? [] : [fill(strings.readoutWord, strings.waterfallShare, shareText(bar, context))]),
    ...(positive === null ? [] : [fill(strings.readoutWord, strings.waterfallPositive, positive)]),
  ];
}

function tableRow(bar: Bar, result: ResultTable, show: (value: number) => string, context: FigureContext): FigureRow {
  const { strings, format, shares } = context;
  const whole = bar.kind === "total";
  const units = whole ? result.total : (bar.row?.units ?? null);
  const share = whole ? { p50: 1, lo: 1, hi: 1 } : (bar.row?.share ?? null);
  // In what the bars are drawn in.
  const own = shares ? share : units;
  const positive = bar.row?.pPositive ?? null;
  return {
    name: bar.name,
    place: bar.place,
    cells: [
      show(bar.mean),
      range(own, show, strings),
      shareText(bar, context),
      positive === null ? strings.none : probabilityPercent(positive, format),
    ],
    values: [
      bar.name,
      ...[bar.mean, own?.p50 ?? null, own?.lo ?? null, own?.hi ?? null],
      ...[share?.p50 ?? null, share?.lo ?? null, share?.hi ?? null, positive, fileUnit(context)],
    ],
  };
}
