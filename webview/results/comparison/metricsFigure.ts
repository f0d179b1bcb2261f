import { element } from "../../shared/dom";
import { fill } from "../../shared/fill";
import { type Diagnostics, type Metrics } from "../data/diagnostics";
import { type Drawing, type Figure, type FigureRow } from "../figures/figure";
import { python, pythonScript } from "../figures/python";
import { type Note } from "../note";
import { axis, grid, ink } from "../plot/axes";
import { axisX, dot, gridX, link, plot, text } from "../plot/plotDoor";
import { sideLegend } from "./amountsFigure";
import { type ComparisonContext } from "./comparisonContext";

export interface ComparedFits {
  readonly first: Diagnostics | undefined;
  readonly second: Diagnostics | undefined;
}

type Set = "train" | "eval" | "all";
type Numbers = keyof Metrics;

interface Line {
  readonly set: Set;
  readonly metric: Numbers;
  readonly first: number | null;
  readonly second: number | null;
}

const sets = ["train", "eval", "all"] as const;
const metrics = ["r2", "mape", "wmape", "coverage", "n"] as const;
const rowHeight = 40;
const below = 28;

/** How well A and B fit, on the dates that each was trained on, on unseen ones and on all. */
export function metricsFigure(fits: ComparedFits, context: ComparisonContext): Figure {
  const { strings, compared } = context;
  const lines = linesOf(fits);
  const errors = lines.filter(({ metric, first, second }) => metric === "mape" && (first ?? second) !== null);
  const oneModel = modelOf(compared.first) === modelOf(compared.second);
  return {
    id: "comparedMetrics",
    title: lines.length === 0 ? strings.metricsName : oneModel ? strings.metricsOneModel : findingOf(lines, context),
    subtitle: strings.metricsSubtitle,
    legend: errors.length === 0 ? [] : sideLegend(context),
    notes: notesOf(fits, lines, oneModel, context),
    height: () => (errors.length === 0 ? 0 : errors.length * rowHeight + below),
    draw: errors.length === 0 ? null : (width) => drawErrors(errors, width, context),
    absent: strings.metricsAbsent,
    ...(lines.length > 0 && { lead: () => metricsTable(lines, context) }),
    table: {
      columns: [
        { heading: strings.metric, unit: "" },
        { heading: strings.metricSet, unit: "" },
        { heading: strings.sideA, unit: "" },
        { heading: strings.sideB, unit: "" },
        { heading: strings.difference, unit: "" },
      ],
      names: ["measure", "dates", "a", "b", "difference"],
      rows: lines.map((line) => tableRow(line, context)),
    },
    python: pythonScript(context, "result", strings.metricsName, [
      "# The fits belong to the two models, whose diagnostics are read beside the comparison.",
      "base = URL.split('/results/compare')[0]",
      `fits = [requests.get(base + "/models/" + model + "/diagnostics", headers=HEADERS, timeout=120).json() for model in (${python(modelOf(compared.first))}, ${python(modelOf(compared.second))})]`,
      'names = [name for name in ("train", "eval", "all") if all(fit["metrics"].get(name) for fit in fits)]',
      'for side, fit in zip("AB", fits):',
      '    plt.plot([fit["metrics"][name]["mape"] for name in names], names, "o", label=side, fillstyle="none" if side == "A" else "full")',
      '    print(side, fit["metrics"])',
      'plt.xlabel("MAPE")',
      "plt.legend()",
    ]),
  };
}

const modelOf = ({ kind, id, model }: ComparisonContext["compared"]["first"]): string =>
  kind === "model" ? id : (model ?? "");

function linesOf({ first, second }: ComparedFits): Line[] {
  return sets.flatMap((set) =>
    metrics.flatMap((metric): Line[] => {
      const [one, other] = [first?.metrics[set]?.[metric] ?? null, second?.metrics[set]?.[metric] ?? null];
      return one === null && other === null ? [] : [{ set, metric, first: one, second: other }];
    }),
  );
}

function findingOf(lines: readonly Line[], { strings, format }: ComparisonContext): string {
  const line = lines.find(({ set, metric }) => set === "eval" && metric === "mape");
  if (line?.first === null || line?.second === null || line === undefined) return strings.metricsNoUnseen;
  const [one, other] = [line.first, line.second].map((value) => fill(strings.percentValue, format.percent(value)));
  if (one === other) return fill(strings.metricsEven, one ?? "", other ?? "");
  return fill(line.second < line.first ? strings.metricsBetter : strings.metricsWorse, one ?? "", other ?? "");
}

function notesOf(
  { first, second }: ComparedFits,
  lines: readonly Line[],
  oneModel: boolean,
  { strings }: ComparisonContext,
): Note[] {
  if (oneModel || lines.length === 0) return [];
  const days = (fit: Diagnostics | undefined): string =>
    JSON.stringify(fit?.fit.filter(({ set }) => set === "eval").map(({ date }) => date.slice(0, 10)) ?? []);
  return days(first) === days(second) ? [] : [{ look: "warning", text: strings.metricsOtherDates }];
}

const setName = (set: Set, { strings }: ComparisonContext): string =>
  ({ train: strings.training, eval: strings.evaluation, all: strings.fitAll })[set];

const metricName = (metric: Numbers, { strings }: ComparisonContext): string =>
  ({
    ...{ r2: "R\u00b2", mape: "MAPE", wmape: "wMAPE" },
    ...{ coverage: strings.fitInBand, n: strings.metricPoints },
  })[metric];

function shown(metric: Numbers, value: number | null, { strings, format }: ComparisonContext): string {
  if (value === null) return strings.none;
  if (metric === "r2") return format.ratio(value);
  return metric === "n" ? format.count(value) : fill(strings.percentValue, format.percent(value));
}

function differenceText(line: Line, context: ComparisonContext): string {
  const { strings, format } = context;
  const { first, second, metric } = line;
  if (first === null || second === null) return strings.none;
  if (metric === "r2" || metric === "n") return shown(metric, second - first, context);
  return fill(strings.percentPoints, format.percent(second - first));
}

function tableRow(line: Line, context: ComparisonContext): FigureRow {
  const { first, second, metric, set } = line;
  const difference = first === null || second === null ? null : second - first;
  return {
    name: metricName(metric, context),
    cells: [
      setName(set, context),
      shown(metric, first, context),
      shown(metric, second, context),
      differenceText(line, context),
    ],
    values: [metric, set, first, second, difference],
  };
}

/** Measures by sets of dates, each with A, B and their difference. */
function metricsTable(lines: readonly Line[], context: ComparisonContext): HTMLElement {
  const { strings } = context;
  const shownSets = sets.filter((set) => lines.some((line) => line.set === set));
  const start = (at: number): string => (at === 0 ? "number group-start" : "number");
  const heads = [strings.sideA, strings.sideB, strings.difference];
  const rows = metrics.flatMap((metric) => {
    if (!lines.some((line) => line.metric === metric)) return [];
    const cells = shownSets.flatMap((set) => {
      const line = lines.find((one) => one.set === set && one.metric === metric);
      const texts = line
        ? [shown(metric, line.first, context), shown(metric, line.second, context), differenceText(line, context)]
        : heads.map(() => strings.none);
      return texts.map((text, at) => element("td", { class: start(at) }, text));
    });
    return [element("tr", {}, element("th", { scope: "row" }, metricName(metric, context)), ...cells)];
  });
  return element(
    "div",
    { class: "table-scroll" },
    element(
      "table",
      { class: "metrics compared-metrics" },
      element("caption", { class: "caption" }, strings.metricsCaption),
      element(
        "thead",
        {},
        element(
          "tr",
          {},
          element("td", {}),
          ...shownSets.map((set) =>
            element("th", { scope: "colgroup", colspan: "3", class: "number group-start" }, setName(set, context)),
          ),
        ),
        element(
          "tr",
          {},
          element("th", { scope: "col" }, strings.metric),
          ...shownSets.flatMap(() => heads.map((word, at) => element("th", { scope: "col", class: start(at) }, word))),
        ),
      ),
      element("tbody", {}, ...rows),
    ),
  );
}

function drawErrors(lines: readonly Line[], width: number, context: ComparisonContext): Drawing {
  const { strings, format } = context;
  const marginLeft = 110;
  const values = lines.flatMap(({ first, second }) => [first ?? 0, second ?? 0]);
  const marks = lines.flatMap((line, row) =>
    (["first", "second"] as const).flatMap((side) => {
      const value = line[side];
      return value === null
        ? []
        : [{ side, value, at: row + 0.5, letter: side === "first" ? strings.sideA : strings.sideB }];
    }),
  );
  const both = lines.flatMap(({ first, second }, row) =>
    first === null || second === null ? [] : [{ first, second, at: row + 0.5 }],
  );
  const percent = (value: number): string => fill(strings.percentWhole, format.digits(100 * value, 2));
  const { svg, x, y } = plot({
    width,
    height: lines.length * rowHeight + below,
    ...{ marginLeft, marginRight: 16, marginTop: 6, marginBottom: below },
    x: { domain: [0, Math.max(...values, 0.001) * 1.1] },
    y: { domain: [0, lines.length], reverse: true, axis: null },
    marks: [
      gridX({ ticks: 5, stroke: grid, strokeOpacity: 1 }),
      axisX({ ticks: 5, tickFormat: percent, tickSize: 0, label: null }),
      link(both, { x1: "first", x2: "second", y: "at", stroke: axis, strokeWidth: 1.4 }),
      ...marks.map(({ side, value, at }) =>
        dot([value], {
          ...{ x: value, y: at, r: 5, symbol: side === "first" ? "square" : "circle", stroke: ink, strokeWidth: 1.6 },
          fill: side === "first" ? "var(--page)" : ink,
        }),
      ),
      ...marks.map(({ side, value, at, letter }) =>
        text([letter], {
          ...{ x: value, y: at, dy: side === "first" ? -13 : 14, fontSize: 11, fontWeight: 600, fill: ink },
        }),
      ),
      text(lines, {
        ...{ frameAnchor: "left", textAnchor: "end", dx: -10, fontSize: 12, fill: ink },
        y: (_: Line, row: number) => row + 0.5,
        text: ({ set }: Line) => setName(set, context),
      } as object),
    ],
  });
  return {
    panels: [{ svg }],
    readings: {
      rows: lines.length,
      columns: () => 1,
      near: (_panel, _x, at) => [Math.min(lines.length - 1, Math.max(0, Math.floor(at / rowHeight))), 0],
      at: (row) => {
        const line = lines[row] as Line;
        const words = [
          setName(line.set, context),
          fill(strings.readoutWord, strings.sideA, shown("mape", line.first, context)),
          fill(strings.readoutWord, strings.sideB, shown("mape", line.second, context)),
          fill(strings.readoutWord, strings.difference, differenceText(line, context)),
        ];
        return { panel: 0, x: x(line.second ?? line.first ?? 0), y: y(row + 0.5), rule: false, words };
      },
    },
  };
}
