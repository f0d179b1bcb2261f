import { element } from "../../shared/dom";
import { fill } from "../../shared/fill";
import { type Diagnostics, type FitRow, type Metrics } from "../data/diagnostics";
import { amountAxis, axis, extent, fromZero, ink, timeAxis, timesOf } from "../plot/axes";
import { areaY, dot, lineY, link, plot, rect, ruleX, text } from "../plot/plotDoor";
import { drawnIndexes, nearestIndex } from "../plot/thinning";
import { type Note } from "../note";
import { evaluationStretches } from "./evaluationDates";
import { type Drawing, type Figure, type FigureContext, type FigureRow } from "./figure";
import { python, pythonScript } from "./python";
import { estimateText, intervalText, levelText, periodsText, perPeriod, sentences, unitsInFiles } from "./wording";

const usualHeight = 232;
/** Times five marks each: no more points than a picture of this size can show. */
const mostDates = 400;
const goodR2 = 0.8;
const someR2 = 0.5;

const isOutside = ({ actual, lo, hi }: FitRow): boolean => actual !== null && (actual < lo || actual > hi);

/** Expected against actual sales, with the band in which new sales would lie. */
export function fitFigure(diagnostics: Diagnostics, context: FigureContext): Figure {
  const { strings, query } = context;
  const rows = diagnostics.fit.filter(
    ({ date }) => (query.from === null || date >= query.from) && (query.to === null || date <= query.to),
  );
  const band = levelText(diagnostics.level, context);
  const line = { kind: "line", colour: "var(--driver-1)" } as const;
  return {
    id: "fit",
    title: findingOf(diagnostics, rows, context),
    subtitle: sentences(fill(strings.fitSubtitle, perPeriod(context), band), drawsText(diagnostics, context)),
    legend: [
      { look: { kind: "dot" }, text: strings.actual },
      { look: { kind: "cross" }, text: strings.fitOutside },
      { look: line, text: strings.expected },
      { look: { kind: "band", colour: "var(--driver-1)" }, text: fill(strings.fitBand, band) },
      { look: { kind: "line", colour: axis, dash: "1.5 3" }, text: strings.fitBaseline },
    ],
    notes: [
      ...leftOutOfFit(diagnostics, context),
      ...ownLevel(diagnostics, context),
      ...aboutAllDates(diagnostics, context),
    ],
    height: () => usualHeight,
    draw: rows.length === 0 ? null : (width, height) => drawFit(rows, { width, height }, context),
    absent: strings.fitAbsent,
    aside: () => metricsTable(diagnostics.metrics, context),
    table: {
      columns: [
        { heading: strings.date, unit: "" },
        { heading: strings.actual, unit: strings.unitUnits },
        { heading: strings.expected, unit: strings.medianUnits },
        { heading: fill(strings.fitBand, band), unit: strings.unitLowHigh },
        { heading: strings.fitBaseline, unit: strings.medianUnits },
        { heading: strings.fitSet, unit: "" },
      ],
      names: ["date", "actual", "expected_median", "band_low", "band_high", "baseline_median", "set", "unit"],
      rows: rows.map((row) => tableRow(row, context)),
    },
    python: pythonScript(context, "diagnostics", strings.fitName, [
      'rows = data["fit"]',
      ...(query.from === null ? [] : [`rows = [row for row in rows if row["date"] >= ${python(query.from)}]`]),
      ...(query.to === null ? [] : [`rows = [row for row in rows if row["date"] <= ${python(query.to)}]`]),
      'dates = [date.fromisoformat(row["date"][:10]) for row in rows]',
      'plt.fill_between(dates, [r["lo"] for r in rows], [r["hi"] for r in rows], alpha=0.3, label="predictive band")',
      'plt.plot(dates, [r["p50"] for r in rows], label="expected, median")',
      'plt.plot(dates, [r["baseline"] for r in rows], ":", color="gray", label="baseline, no media, median")',
      'plt.plot(dates, [r["actual"] for r in rows], "k.", markersize=3, label="actual")',
      "plt.ylim(bottom=0)",
      'plt.ylabel("units sold per period")',
      "plt.gcf().autofmt_xdate()",
      "plt.legend()",
    ]),
  };
}

/** The draws behind the lines, of all that the fit has. */
function drawsText({ fitDraws, draws }: Diagnostics, { strings, format }: FigureContext): string | null {
  if (fitDraws === null || draws === null) return null;
  return fill(strings.fitDraws, format.count(fitDraws), format.count(draws));
}

const leftOutOfFit = ({ outliersLeftOut }: Diagnostics, { strings, format }: FigureContext): readonly Note[] =>
  outliersLeftOut > 0 ? [{ look: "warning", text: fill(strings.fitLeftOut, format.count(outliersLeftOut)) }] : [];

/** The band was made when the model was fitted: the level of the toolbar changes nothing about it. */
const ownLevel = ({ level }: Diagnostics, context: FigureContext): readonly Note[] =>
  level === context.query.level
    ? []
    : [{ look: "information", text: fill(context.strings.fitOwnLevel, levelText(level, context)) }];

/** How good a fit is is told over all dates, however few of them are shown. */
const aboutAllDates = ({ metrics }: Diagnostics, { query, strings }: FigureContext): readonly Note[] =>
  metrics.all === null || (query.from === null && query.to === null)
    ? []
    : [{ look: "information", text: strings.fitAllDates }];

function findingOf({ metrics, level }: Diagnostics, rows: readonly FitRow[], context: FigureContext): string {
  const { strings, format } = context;
  const r2 = metrics.all?.r2 ?? null;
  const follows =
    r2 === null
      ? ""
      : r2 >= goodR2
        ? strings.fitFollows
        : r2 >= someR2
          ? strings.fitFollowsRoughly
          : strings.fitFollowsNot;
  const unseen = rows.filter(({ set, actual }) => set === "eval" && actual !== null);
  const judged = unseen.length > 0 ? unseen : rows.filter(({ actual }) => actual !== null);
  if (judged.length === 0) return sentences(follows, strings.fitNothingToCompare);
  const inside = judged.filter((row) => !isOutside(row)).length / judged.length;
  const words = unseen.length > 0 ? strings.fitCoverageUnseen : strings.fitCoverage;
  const periods = periodsText(judged.length, context);
  return sentences(follows, fill(words, format.wholePercent(inside), periods, format.wholePercent(level)));
}

function drawFit(
  rows: readonly FitRow[],
  { width, height }: { readonly width: number; readonly height: number },
  context: FigureContext,
): Drawing {
  const { strings, format } = context;
  const actual = rows.map((row) => row.actual);
  const at = drawnIndexes(
    rows.length,
    mostDates,
    actual,
    rows.map((row) => row.p50),
  );
  const times = timesOf(rows.map(({ date }) => date));
  const drawn = at.map((index) => ({ ...(rows[index] as FitRow), time: times[index] as Date }));
  const few = rows.length <= mostDates;
  const known = drawn.filter((row) => row.actual !== null);
  const evaluation = evaluationStretches(rows, times);
  const baseline = rows.map((row) => row.baseline);
  const [low, high] = fromZero(
    extent(
      actual,
      rows.map(({ hi }) => hi),
      rows.map(({ lo }) => lo),
      baseline,
    ),
  );
  const x = { x: "time" } as const;
  const lastTime = times.at(-1);
  const shade = [
    rect(evaluation, { x1: "from", x2: "to", y1: low, y2: high * 1.08, fill: ink, fillOpacity: 0.045 }),
    ruleX(evaluation, { x: "from", stroke: ink, strokeDasharray: "4 3" }),
    text(evaluation.slice(0, 1), {
      ...{ x: "from", frameAnchor: "top", textAnchor: "start", dx: 6, dy: -12 },
      text: () => strings.fitEvaluation,
    } as object),
  ];
  const {
    svg,
    x: px,
    y: py,
  } = plot({
    width,
    height,
    marginLeft: 44,
    marginRight: 10,
    marginTop: 20,
    marginBottom: 24,
    x: { type: "utc", domain: [times[0] as Date, lastTime as Date] },
    y: { domain: [low, high * 1.08] },
    marks: [
      ...shade,
      ...amountAxis(format.tick),
      timeAxis(times, width - 54, format),
      rows.length === 1
        ? link(drawn, { ...x, y1: "lo", y2: "hi", stroke: "var(--driver-1)", strokeWidth: 6, strokeOpacity: 0.35 })
        : areaY(drawn, { ...x, y1: "lo", y2: "hi", fill: "var(--driver-1)", fillOpacity: 0.24, className: "band" }),
      lineY(drawn, { ...x, y: "p50", stroke: "var(--driver-1)", strokeWidth: 1.6 }),
      lineY(drawn, { ...x, y: "baseline", stroke: axis, strokeWidth: 1.4, strokeDasharray: "1.5 3" }),
      ...(few
        ? [
            dot(
              known.filter((row) => !isOutside(row)),
              { ...x, y: "actual", r: 1.7, fill: ink },
            ),
          ]
        : [lineY(known, { ...x, y: "actual", stroke: ink, strokeWidth: 0.8 })]),
      dot(known.filter(isOutside), { ...x, y: "actual", r: 3, symbol: "times", stroke: ink, strokeWidth: 1.5 }),
      ...(rows.length === 1 ? [dot(drawn, { ...x, y: "p50", r: 4, stroke: "var(--driver-1)" })] : []),
    ],
  });
  const places = times.map(px);
  return {
    panels: [{ svg }],
    readings: {
      rows: 1,
      columns: () => rows.length,
      near: (_panel, at) => [0, nearestIndex(places, at)],
      at: (_row, column) => {
        const row = rows[column] as FitRow;
        const y = py(row.actual ?? row.p50);
        return { panel: 0, x: places[column] ?? 0, y, rule: true, words: wordsOf(row, context) };
      },
    },
  };
}

function wordsOf(row: FitRow, context: FigureContext): string[] {
  const { strings, format } = context;
  const amount = (value: number): string => format.amount(value, row.hi);
  const named = (name: string, value: string): string => fill(strings.readoutWord, name, value);
  return [
    format.date(row.date),
    named(strings.actual, row.actual === null ? strings.unknown : amount(row.actual)),
    named(strings.expected, estimateText(row, amount, context)),
    // Against the mean, as where the residuals are drawn.
    ...(row.actual === null || row.mean === null ? [] : [named(strings.residual, amount(row.actual - row.mean))]),
    ...(row.actual === null ? [] : [isOutside(row) ? strings.fitOutsideBand : strings.fitInsideBand]),
    ...(row.set === "eval" ? [strings.fitEvaluation] : []),
  ];
}

function tableRow(row: FitRow, context: FigureContext): FigureRow {
  const { strings, format } = context;
  const amount = (value: number | null): string => (value === null ? strings.none : format.amount(value, row.hi));
  const set = row.set === "train" ? strings.training : row.set === "eval" ? strings.evaluation : strings.none;
  return {
    name: format.date(row.date),
    cells: [amount(row.actual), amount(row.p50), intervalText(row, amount, context), amount(row.baseline), set],
    values: [row.date, row.actual, row.p50, row.lo, row.hi, row.baseline, row.set, unitsInFiles],
  };
}

function metricsTable({ train, eval: unseen, all }: Diagnostics["metrics"], context: FigureContext): HTMLElement {
  const { strings, format } = context;
  const sets = [
    [strings.training, train],
    [strings.evaluation, unseen],
    [strings.fitAll, all],
  ] as const;
  const percent = (value: number): string => fill(strings.percentValue, format.percent(value));
  const lines: readonly (readonly [string, keyof Metrics, (value: number) => string])[] = [
    ["R\u00b2", "r2", format.ratio],
    ["MAPE", "mape", percent],
    ["wMAPE", "wmape", percent],
    [strings.fitInBand, "coverage", (value) => fill(strings.percentWhole, format.wholePercent(value))],
    [strings.fitDateCount, "n", format.count],
  ];
  const shown = (metrics: Metrics | null, key: keyof Metrics, show: (value: number) => string): string => {
    const value = metrics?.[key] ?? null;
    return value === null ? strings.none : show(value);
  };
  return element(
    "table",
    { class: "metrics" },
    element("caption", { class: "caption" }, strings.fitMetrics),
    element(
      "thead",
      {},
      element(
        "tr",
        {},
        element("td", {}),
        ...sets.map(([name]) => element("th", { scope: "col", class: "number" }, name)),
      ),
    ),
    element(
      "tbody",
      {},
      ...lines.map(([name, key, show]) =>
        element(
          "tr",
          {},
          element("th", { scope: "row" }, name),
          ...sets.map(([, metrics]) => element("td", { class: "number" }, shown(metrics, key, show))),
        ),
      ),
    ),
  );
}
