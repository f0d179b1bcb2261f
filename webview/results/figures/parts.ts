import { fill } from "../../shared/fill";
import { ratioUnit } from "../columns";
import { currenciesApart } from "../currencies";
import { type Estimate } from "../data/estimates";
import { type PartDimension, partDimensions, type ResultShare } from "../data/members";
import { type ResultTable } from "../data/resultTable";
import { spendNotes } from "../notes";
import { memberName, membersNotes } from "../members";
import { axis, grid, ink } from "../plot/axes";
import { shortName } from "../plot/marks";
import { axisX, dot, gridX, link, plot, ruleX, text } from "../plot/plotDoor";
import { type Drawing, type Figure, type FigureContext } from "./figure";
import { python, pythonScript } from "./python";
import { estimateText, fileUnit, levelText, unitWord } from "./wording";

const rowHeight = 34;
const above = 22;
const below = 26;
const longestName = 26;
/** From this width on all numbers of a part stand beside its interval. */
const wide = 640;

const partMeasures = ["share", "roi", "total"] as const;
type PartMeasure = (typeof partMeasures)[number];

const inPython: Readonly<Record<PartMeasure, string>> = {
  share: '(row["media"] or {}).get("share")',
  roi: '(row["media"] or {}).get("roi")',
  total: 'row["total"]',
};

/** What is taken apart by what, and which of its numbers is drawn. */
export interface PartsLook {
  readonly by: PartDimension | null;
  readonly measure: PartMeasure;
}

export interface PartsOptions {
  readonly look: PartsLook;
  readonly onLook: (look: PartsLook) => void;
}

interface Measure {
  readonly id: PartMeasure;
  readonly label: string;
  readonly of: (part: ResultShare) => Estimate | null;
  readonly show: (value: number) => string;
  /** As it stands beside the picture, where room is scarce. */
  readonly short: (value: number) => string;
}

/** The parts of a result by country, product, ...: sales, what of them is from media, and what media returned there. */
export function partsFigure(result: ResultTable, context: FigureContext, { look, onLook }: PartsOptions): Figure {
  const { strings } = context;
  const dimensions = partDimensions.filter((by) => result.parts.some((part) => part.by === by));
  // Countries before the attributions that they are made of: what people ask about first.
  const by =
    dimensions.find((each) => each === look.by) ?? dimensions.find((each) => each !== "attribution") ?? "attribution";
  const parts = result.parts
    .filter((part) => part.by === by)
    .map((part) => ({ ...part, name: by === "attribution" ? memberName(part.name, result, strings) : part.name }));
  const measures = measuresOf(parts, context);
  const measure = (measures.find(({ id }) => id === look.measure) ?? measures[0]) as Measure;
  const apart = currenciesApart(result, context);
  const words: Record<PartDimension, string> = {
    attribution: strings.partsByAttribution,
    country: strings.country,
    region: strings.region,
    grouping: strings.grouping,
    product: strings.product,
  };
  return {
    id: "parts",
    title: findingOf(parts, measure, context),
    subtitle: fill(strings.partsSubtitle, measure.label, words[by], levelText(result.level, context)),
    legend: [{ look: { kind: "interval" }, text: strings.medianBracket }],
    choices: [
      {
        label: strings.partsBy,
        value: by,
        options: dimensions.map((value) => ({ value, label: words[value] })),
        choose: (value) => onLook({ ...look, by: dimensions.find((each) => each === value) ?? null }),
      },
      {
        label: strings.partsShow,
        value: measure.id,
        options: measures.map(({ id, label }) => ({ value: id, label })),
        choose: (value) => onLook({ ...look, measure: partMeasures.find((each) => each === value) ?? "share" }),
      },
    ],
    notes: [
      ...(measures.some(({ id }) => id === "roi")
        ? spendNotes(result, context.query, strings, by === "product" || context.query.product !== null)
        : []),
      ...membersNotes(result, context.query, context),
      ...(apart === undefined ? [] : [{ look: "information", text: apart } as const]),
      { look: "information", text: strings.partsNote },
    ],
    height: () => parts.length * rowHeight + above + below,
    draw: parts.some((part) => measure.of(part) !== null)
      ? (width) => drawParts(parts, measure, measures, width, context)
      : null,
    absent: strings.partsAbsent,
    table: tableOf(parts, words[by], measures, result, context),
    python: pythonScript(context, "result", strings.partsName, [
      `parts = [(row["name"], ${inPython[measure.id]}) for row in data["breakdown"] if row["by"] == "${by}"]`,
      "parts = [(name, number) for name, number in parts if number]",
      "for i, (name, number) in enumerate(parts):",
      '    plt.plot([number["lo"], number["hi"]], [i, i], color="C0")',
      '    plt.plot(number["p50"], i, "o", color="white", markeredgecolor="black")',
      "plt.yticks(range(len(parts)), [name for name, number in parts])",
      "plt.gca().invert_yaxis()",
      `plt.xlabel(${python(`${measure.label}, ${words[by]}`)})`,
    ]),
  };
}

/** Those that some part has a number of, what media did first. */
function measuresOf(parts: readonly ResultShare[], context: FigureContext): readonly Measure[] {
  const { strings, format } = context;
  const largest = Math.max(...parts.map(({ total }) => Math.abs(total.mean)));
  const all: readonly Measure[] = [
    {
      id: "share",
      label: strings.partsShare,
      of: ({ share }) => share,
      show: (value) => fill(strings.percentValue, format.percent(value)),
      short: format.percent,
    },
    { id: "roi", label: strings.partsRoi, of: ({ roi }) => roi, show: format.ratio, short: format.ratio },
    {
      id: "total",
      label: strings.partsTotal,
      of: ({ total }) => total,
      show: (value) => format.amount(value, largest),
      short: format.compact,
    },
  ];
  return all.filter(({ of }) => parts.some((part) => of(part) !== null));
}

/** The part that surely leads; else the widest word that the intervals allow. */
function findingOf(parts: readonly ResultShare[], { id, of, show }: Measure, { strings }: FigureContext): string {
  const known = parts.flatMap((part) => {
    const estimate = of(part);
    return estimate ? [{ name: part.name, ...estimate }] : [];
  });
  const [top, next] = known.sort((a, b) => b.p50 - a.p50);
  if (top === undefined || next === undefined) return strings.partsName;
  const sentences: Record<PartMeasure, string> = {
    share: strings.partsMostShare,
    roi: strings.partsMostRoi,
    total: strings.partsMostTotal,
  };
  const unsure: Record<PartMeasure, string> = {
    share: strings.partsEvenShare,
    roi: strings.partsEvenRoi,
    total: strings.partsEvenTotal,
  };
  return top.lo > next.hi ? fill(sentences[id], top.name, show(top.p50)) : unsure[id];
}

function tableOf(
  parts: readonly ResultShare[],
  dimension: string,
  measures: readonly Measure[],
  result: ResultTable,
  context: FigureContext,
): Figure["table"] {
  const { strings, format, currency } = context;
  const [show, amount] = [
    (id: PartMeasure) => measures.find((measure) => measure.id === id)?.show ?? String,
    Math.max(...parts.map(({ spend }) => spend ?? 0)),
  ];
  const cell = (estimate: Estimate | null, id: PartMeasure): string =>
    estimate ? estimateText(estimate, show(id), context) : strings.none;
  const three = (estimate: Estimate | null) => [estimate?.p50 ?? null, estimate?.lo ?? null, estimate?.hi ?? null];
  return {
    columns: [
      { heading: dimension, unit: "" },
      { heading: strings.partsTotal, unit: fill(strings.partsMean, unitWord({ ...context, shares: false })) },
      { heading: strings.partsTotal, unit: strings.medianBracket },
      { heading: strings.partsShare, unit: strings.medianBracket },
      { heading: strings.partsRoi, unit: ratioUnit(result, strings) },
      { heading: strings.columnSpend, unit: currency },
    ],
    names: [
      ...["by", "name", "sales_mean", "sales_median", "sales_low", "sales_high", "media_share_median"],
      ...["media_share_low", "media_share_high", "media_roi_median", "media_roi_low", "media_roi_high"],
      ...["spend", "sales_unit", "roi_basis", "currency"],
    ],
    rows: parts.map((part) => ({
      name: part.name,
      cells: [
        show("total")(part.total.mean),
        ...[cell(part.total, "total"), cell(part.share, "share"), cell(part.roi, "roi")],
        part.spend === null ? strings.none : format.amount(part.spend, amount),
      ],
      values: [
        ...[part.by, part.name, part.total.mean, ...three(part.total), ...three(part.share), ...three(part.roi)],
        ...[part.spend, fileUnit({ ...context, shares: false }), result.basis, currency],
      ],
    })),
  };
}

/** The ends of the scale: 0, all intervals and the rule that they are judged by lie inside. */
export function partsDomain(ends: readonly number[], rule: number): [number, number] {
  const [low, high] = [Math.min(0, ...ends), Math.max(rule, ...ends)];
  return [low, high === low ? low + 1 : high + (high - low) * 0.04];
}

function drawParts(
  parts: readonly ResultShare[],
  measure: Measure,
  measures: readonly Measure[],
  width: number,
  context: FigureContext,
): Drawing {
  const letters = Math.min(longestName, Math.max(...parts.map(({ name }) => name.length)));
  const left = Math.min(width * 0.34, letters * 6.6 + 18);
  const most = Math.max(4, Math.floor((left - 16) / 6.6));
  const sides = width < wide ? [measure] : [measure, ...measures.filter(({ id }) => id !== measure.id)];
  const column = 148;
  const right = sides.length * column + 12;
  const data = parts.map((part, at) => ({ part, at: at + 0.5, estimate: measure.of(part) }));
  const known = data.flatMap(({ estimate, ...rest }) => (estimate ? [{ ...rest, ...estimate }] : []));
  const ends = known.flatMap(({ lo, hi }) => [lo, hi]);
  const rule = measure.id === "roi" ? 1 : 0;
  const end = (at: number): number => right - (sides.length - 1 - at) * column;
  const line = (ink: string, strokeWidth: number) => ({ x1: "lo", x2: "hi", y: "at", stroke: ink, strokeWidth });
  const { svg, x, y } = plot({
    width,
    height: parts.length * rowHeight + above + below,
    ...{ marginLeft: left, marginRight: right, marginTop: above, marginBottom: below },
    x: { domain: partsDomain(ends, rule) },
    y: { domain: [0, parts.length], reverse: true, axis: null },
    marks: [
      gridX({ ticks: 4, stroke: grid, strokeOpacity: 1 }),
      axisX({
        ticks: Math.max(2, Math.floor((width - left - right) / 70)),
        tickFormat: measure.id === "total" ? context.format.tick : measure.show,
        ...{ tickSize: 0, label: null },
      }),
      ruleX([rule], { stroke: measure.id === "roi" ? ink : axis }),
      link(known, line("var(--driver-1)", 2)),
      dot(known, { x: "p50", y: "at", r: 4.5, fill: "var(--page)", stroke: ink, strokeWidth: 2 }),
      text(data, {
        ...{ frameAnchor: "left", textAnchor: "end", dx: -10, fill: ink, y: "at" },
        text: ({ part }: (typeof data)[number]) => shortName(part.name, most),
        title: ({ part }: (typeof data)[number]) => (part.name.length > most ? part.name : ""),
      } as object),
      ...sides.flatMap(({ id, label, of, short }, at) => [
        text([id === "share" ? fill(context.strings.readoutPercent, label) : label], {
          frameAnchor: "top-right",
          textAnchor: "end",
          dx: end(at),
          dy: -14,
          fill: "var(--text-second)",
        }),
        text(data, {
          ...{ frameAnchor: "right", textAnchor: "end", dx: end(at), y: "at" },
          ...{ fill: at === 0 ? ink : "var(--text-second)", fontWeight: at === 0 ? 600 : 400 },
          text: ({ part }: (typeof data)[number]) => {
            const estimate = of(part);
            return estimate ? estimateText(estimate, short, context) : context.strings.none;
          },
        } as object),
      ]),
    ],
  });
  return {
    panels: [{ svg }],
    readings: {
      rows: parts.length,
      columns: () => 1,
      near: (_panel, _x, at) => [Math.min(parts.length - 1, Math.max(0, Math.floor((at - above) / rowHeight))), 0],
      at: (row) => {
        const { part, at, estimate } = data[row] as (typeof data)[number];
        const words = wordsOf(part, measures, context);
        return { panel: 0, x: estimate ? x(estimate.p50) : left, y: y(at), rule: false, words };
      },
    },
  };
}

function wordsOf(part: ResultShare, measures: readonly Measure[], context: FigureContext): string[] {
  const { strings, format, currency } = context;
  const { spend } = part;
  return [
    part.name,
    ...measures.flatMap(({ label, of, show }) => {
      const estimate = of(part);
      return estimate ? [fill(strings.readoutWord, label, estimateText(estimate, show, context))] : [];
    }),
    ...(spend === null
      ? []
      : [
          fill(
            strings.readoutWord,
            strings.columnSpend,
            fill(strings.readoutValue, format.amount(spend, spend), currency),
          ),
        ]),
  ];
}
