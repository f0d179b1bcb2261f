import { fill } from "../../shared/fill";
import { type ResponseCurve } from "../data/parts";
import { type ResultTable } from "../data/resultTable";
import { currenciesApart } from "../currencies";
import { type Note } from "../note";
import { sharedSpendNotes } from "../notes";
import { amountAxis, axis, extent, fromZero, ink } from "../plot/axes";
import { colourOf } from "../plot/marks";
import { areaY, axisX, dot, lineY, plot, ruleX, text, tickX } from "../plot/plotDoor";
import { nearestIndex } from "../plot/thinning";
import { enoughDraws } from "../reliability";
import { type Figure, type FigureContext, type FigureRow, type Panel } from "./figure";
import { panelWidth, panelsHeight } from "./panels";
import { pythonScript } from "./python";
import { estimateText, intervalText, levelText, perPeriod, sentences, unitsInFiles } from "./wording";

const height = 190;
/** Doubling the spend brings less than so much more: the curve bends. */
const clearlyLess = 1.8;
/** More channels than this are drawn on request of the table only. */
const mostPanels = 12;
/** Numbers of the answer are rounded to seven digits. */
const rounding = 1 + 1e-6;

export interface CurveLook {
  readonly marginal: boolean;
  readonly onMarginal: (marginal: boolean) => void;
}

/** What each channel would bring at other budgets. */
export function curvesFigure(
  told: readonly ResponseCurve[],
  result: ResultTable,
  context: FigureContext,
  look: CurveLook,
): Figure {
  const { strings, format, currency } = context;
  const level = levelText(result.level, context);
  const curves = [...told].sort((a, b) => b.presentSpend - a.presentSpend);
  const shown = curves.slice(0, mostPanels);
  const marginal = look.marginal && curves.every((curve) => curve.marginal.length > 0);
  const banded = curves.every(({ marginalLo, marginalHi }) => marginalLo.length > 0 && marginalHi.length > 0);
  const besideNames = { revenue: strings.curvesNextRevenue, profit: strings.curvesNextProfit }[result.basis];
  const mroi = new Map(result.roi.map(({ channel, mroi }) => [channel, mroi]));
  return {
    id: "curves",
    title: findingOf(curves, context) || strings.curvesName,
    subtitle: sentences(
      fill(marginal ? strings.curvesMarginalSubtitle : strings.curvesSubtitle, perPeriod(context), currency, level),
      result.roi.some((row) => row.mroi !== null) ? fill(besideNames, currency) : "",
    ),
    legend: [],
    choices: [
      {
        label: strings.curvesView,
        value: look.marginal ? "marginal" : "effect",
        options: [
          { value: "effect", label: strings.curvesEffect },
          { value: "marginal", label: strings.curvesMarginal },
        ],
        choose: (value) => look.onMarginal(value === "marginal"),
      },
    ],
    notes: [
      ...(curves.length > 0 ? sharedSpendNotes(result, context.query.product !== null, strings) : []),
      ...notesOf(curves, shown.length, context),
    ],
    height: (width) => panelsHeight(shown.length, width, height),
    draw:
      shown.length === 0
        ? null
        : (width) => {
            const panels = shown.map((curve) => {
              const estimate = mroi.get(curve.channel);
              const beside = estimate
                ? fill(strings.curvesNext, currency, estimateText(estimate, format.ratio, context))
                : "";
              return drawCurve(curve, panelWidth(shown.length, width), look.marginal, beside, context);
            });
            return {
              panels: panels.map(({ panel }) => panel),
              readings: {
                rows: shown.length,
                columns: (row) => shown[row]?.mult.length ?? 0,
                near: (panel, x) => [panel, nearestIndex(panels[panel]?.places ?? [], x)],
                at: (row, column) => {
                  const { places = [], heightOf = () => 0 } = panels[row] ?? {};
                  const words = wordsOf(shown[row] as ResponseCurve, column, context);
                  return { panel: row, x: places[column] ?? 0, y: heightOf(column), rule: true, words };
                },
              },
            };
          },
    absent: currenciesApart(result, context) ?? strings.curvesAbsent,
    table: {
      columns: [
        { heading: strings.columnChannel, unit: "" },
        { heading: strings.curvesMultiple, unit: "\u00d7" },
        { heading: strings.columnSpend, unit: currency },
        { heading: strings.curvesEffect, unit: strings.unitUnits },
        { heading: fill(strings.columnInterval, format.wholePercent(result.level)), unit: strings.unitLowHigh },
        { heading: strings.curvesMarginal, unit: fill(strings.curvesMarginalUnit, currency) },
        { heading: strings.curvesBeyond, unit: strings.curvesBeyondUnit },
      ],
      names: [
        "channel",
        "multiple",
        "spend_per_period",
        "mean",
        "median",
        "low",
        "high",
        "marginal_units_per_currency",
        "marginal_low",
        "marginal_high",
        "spend_beyond_data",
        "unit",
        "currency",
      ],
      rows: curves.flatMap((curve) => curve.mult.map((_, at) => tableRow(curve, at, context))),
    },
    python: pythonScript(context, "curves", strings.curvesName, [
      'curves = data["curves"]',
      "fig, panels = plt.subplots(1, max(1, len(curves)), figsize=(3 * max(1, len(curves)), 3), squeeze=False)",
      "for panel, curve in zip(panels[0], curves):",
      ...(marginal
        ? [
            ...(banded
              ? ['    panel.fill_between(curve["spend"], curve["marginalLo"], curve["marginalHi"], alpha=0.3)']
              : []),
            '    panel.plot(curve["spend"], curve["marginal"])',
          ]
        : [
            '    panel.fill_between(curve["spend"], curve["lo"], curve["hi"], alpha=0.3)',
            '    panel.plot(curve["spend"], curve["p50"])',
          ]),
      '    panel.axvline(curve["presentSpend"], linestyle=":", color="black")',
      '    panel.set_title(curve["channel"])',
      '    panel.set_xlabel("average spend per period")',
      `panels[0][0].set_ylabel("${marginal ? "additional units per further unit of spend" : "additional units per period"}")`,
    ]),
  };
}

/** Values at the present spend and at twice as much. */
function doubling({ mult, p50 }: ResponseCurve): number | null {
  const [once, twice] = [mult.indexOf(1), mult.indexOf(2)];
  const [present, double] = [p50[once] ?? 0, p50[twice] ?? 0];
  return present > 0 && twice >= 0 ? double / present : null;
}

function findingOf(curves: readonly ResponseCurve[], { strings, format }: FigureContext): string {
  const ratios = curves.flatMap((curve) => {
    const ratio = doubling(curve);
    const beyond = partBeyond(curve, 2) > 0.5;
    return ratio === null ? [] : [{ channel: curve.channel, ratio, beyond }];
  });
  if (ratios.length === 0) return "";
  const bent = ratios.filter(({ ratio }) => ratio < clearlyLess);
  const names = (list: typeof ratios): string => format.list(list.map(({ channel }) => channel));
  const bend =
    bent.length === ratios.length
      ? strings.curvesAllBend
      : bent.length === 0
        ? strings.curvesNoneBend
        : fill(strings.curvesSomeBend, names(bent));
  const beyond = ratios.filter((each) => each.beyond);
  if (beyond.length === 0) return bend;
  return sentences(
    bend,
    beyond.length === ratios.length ? strings.curvesAllBeyond : fill(strings.curvesSomeBeyond, names(beyond)),
  );
}

function notesOf(curves: readonly ResponseCurve[], shown: number, { strings, format }: FigureContext): Note[] {
  const rough = curves.filter(({ ess }) => ess !== null && ess < enoughDraws);
  const names = format.list(rough.map(({ channel }) => channel));
  const fewest = Math.min(...rough.map(({ ess }) => ess ?? 0));
  return [
    ...(rough.length > 0
      ? [{ look: "warning", text: fill(strings.curvesRough, names, format.count(fewest)) } as const]
      : []),
    ...(shown < curves.length
      ? [{ look: "information", text: fill(strings.moreInTable, format.count(curves.length - shown)) } as const]
      : []),
    { look: "information", text: strings.curvesNote },
  ];
}

/** Which part of the spend would fall in periods above any that the data have seen, at a multiple of all of it. */
export function partBeyond({ observedSpend, maxObserved }: ResponseCurve, multiple: number): number {
  const sum = (spends: readonly number[]): number => spends.reduce((a, b) => a + b, 0);
  const all = sum(observedSpend);
  if (!(all > 0)) return multiple > 1 ? 1 : 0;
  return sum(observedSpend.filter((spend) => spend * multiple > maxObserved * rounding)) / all;
}

/** The place of the largest multiple at which no period spends more than the data have seen in one. */
export const lastSeen = (curve: ResponseCurve): number =>
  Math.max(
    0,
    curve.mult.findLastIndex((multiple) => partBeyond(curve, multiple) === 0),
  );

/** Line and band of one view of a curve; without ends there is no band. */
interface Line {
  readonly values: readonly number[];
  readonly lo: readonly number[];
  readonly hi: readonly number[];
}

function lineOf(curve: ResponseCurve, marginal: boolean): Line {
  const { marginal: values, marginalLo: lo, marginalHi: hi } = curve;
  return marginal && values.length > 0 ? { values, lo, hi } : { values: curve.p50, lo: curve.lo, hi: curve.hi };
}

function drawCurve(curve: ResponseCurve, width: number, marginal: boolean, beside: string, context: FigureContext) {
  const { strings, format, places } = context;
  const place = places.get(curve.channel) ?? "other";
  const colour = colourOf(place);
  const { values, lo, hi } = lineOf(curve, marginal);
  const banded = lo.length > 0 && hi.length > 0;
  const data = curve.spend.map((spend, at) => ({ spend, value: values[at], lo: lo[at], hi: hi[at] }));
  const last = lastSeen(curve);
  const present = { spend: curve.presentSpend, value: valueAt(curve, values) };
  const limit = curve.spend.at(-1) ?? 1;
  const seen = curve.observedSpend.filter((spend) => spend > 0 && spend <= limit);
  const multiples = [0, 0.5, 1, 1.5, 2].map((multiple) => ({ multiple, spend: multiple * curve.presentSpend }));
  const { svg, x, y } = plot({
    width,
    height,
    ...{ marginLeft: 36, marginRight: 8, marginTop: 24, marginBottom: 22 },
    x: { domain: [0, limit] },
    y: { domain: fromZero(extent(values, lo, hi)), nice: true },
    marks: [
      ...amountAxis(format.tick, 4),
      axisX({ ticks: [0, curve.presentSpend, limit], tickFormat: format.tick, tickSize: 0, label: null }),
      text(multiples, {
        ...{ x: "spend", frameAnchor: "top", dy: -14, fill: ink },
        text: ({ multiple }: { multiple: number }) => `${format.digits(multiple)}\u00d7`,
      } as object),
      ...(banded
        ? [areaY(data, { x: "spend", y1: "lo", y2: "hi", fill: colour, fillOpacity: 0.22, className: "band" })]
        : []),
      lineY(data.slice(0, last + 1), { x: "spend", y: "value", stroke: colour, strokeWidth: 2.2 }),
      lineY(data.slice(last), { x: "spend", y: "value", stroke: colour, strokeWidth: 2, strokeDasharray: "5 4" }),
      tickX(seen, {
        x: (spend: number) => spend,
        frameAnchor: "bottom",
        y: null,
        insetTop: height - 46 - 6,
        stroke: axis,
        strokeWidth: 0.8,
      } as object),
      ruleX([curve.presentSpend], { stroke: ink, strokeDasharray: "2 2" }),
      dot([present], { x: "spend", y: "value", r: 4, fill: "var(--page)", stroke: ink, strokeWidth: 2 }),
      ...(last < data.length - 1
        ? [
            text([strings.curvesBeyond], {
              ...{ frameAnchor: "bottom-right", textAnchor: "end", dx: -4, dy: -10, fill: "var(--text-second)" },
              ...{ stroke: "var(--page)", strokeWidth: 3 },
            }),
          ]
        : []),
    ],
  });
  const panel: Panel = { svg, name: { text: curve.channel, place, beside } };
  return { panel, places: curve.spend.map(x), heightOf: (at: number) => y(values[at] ?? 0) };
}

/** At the present spend, which need not be one of the curve's points. */
function valueAt(curve: ResponseCurve, values: readonly number[]): number {
  const at = nearestIndex(curve.spend, curve.presentSpend);
  return values[at] ?? 0;
}

function wordsOf(curve: ResponseCurve, at: number, context: FigureContext): string[] {
  const { strings, format, currency } = context;
  const named = (name: string, value: string): string => fill(strings.readoutWord, name, value);
  const spend = curve.spend[at] ?? 0;
  const estimate = { p50: curve.p50[at] ?? 0, lo: curve.lo[at] ?? 0, hi: curve.hi[at] ?? 0 };
  const amount = (value: number): string => format.amount(value, estimate.hi);
  const marginal = marginalText(curve, at, context);
  const beyond = partBeyond(curve, curve.mult[at] ?? 0);
  return [
    curve.channel,
    named(strings.columnSpend, `${format.amount(spend, curve.presentSpend)} ${currency} ${perPeriod(context)}`),
    `${format.digits(curve.mult[at] ?? 0)}\u00d7`,
    named(strings.curvesEffect, estimateText(estimate, amount, context)),
    ...(marginal === undefined ? [] : [named(strings.curvesMarginal, marginal)]),
    ...(beyond > 0 ? [fill(strings.curvesPartBeyond, format.percent(beyond))] : []),
  ];
}

/** With its interval, where the server tells it. */
function marginalText(curve: ResponseCurve, at: number, context: FigureContext): string | undefined {
  const p50 = curve.marginal[at];
  if (p50 === undefined) return undefined;
  const [lo = p50, hi = p50] = [curve.marginalLo[at], curve.marginalHi[at]];
  return estimateText({ p50, lo, hi }, (value) => context.format.digits(value, 3), context);
}

function tableRow(curve: ResponseCurve, at: number, context: FigureContext): FigureRow {
  const { strings, format, places, currency } = context;
  const [spend, mult, p50] = [curve.spend[at] ?? NaN, curve.mult[at] ?? NaN, curve.p50[at] ?? NaN];
  const [lo, hi] = [curve.lo[at] ?? NaN, curve.hi[at] ?? NaN];
  const beyond = partBeyond(curve, mult);
  const amount = (value: number): string => format.amount(value, Math.max(...curve.hi));
  return {
    name: curve.channel,
    place: places.get(curve.channel) ?? "other",
    cells: [
      format.digits(mult, 3),
      format.amount(spend, curve.presentSpend),
      amount(p50),
      intervalText({ lo, hi }, amount, context),
      marginalText(curve, at, context) ?? strings.none,
      format.percent(beyond),
    ],
    values: [
      ...[curve.channel, mult, spend, curve.mean[at] ?? null, p50, lo, hi],
      ...[curve.marginal[at] ?? null, curve.marginalLo[at] ?? null, curve.marginalHi[at] ?? null],
      ...[beyond, unitsInFiles, currency],
    ],
  };
}
