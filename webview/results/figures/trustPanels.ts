import { fill } from "../../shared/fill";
import { type Diagnostics } from "../data/diagnostics";
import { amountAxis, axis, extent, grid, ink, timeAxis, timesOf } from "../plot/axes";
import { shortName } from "../plot/marks";
import { axisX, dot, gridY, plot, rect, ruleX, ruleY, text } from "../plot/plotDoor";
import { evaluationStretches } from "./evaluationDates";
import { type FigureContext, type Panel } from "./figure";

export interface TrustPanel {
  readonly panel: Panel;
  readonly points: readonly { readonly x: number; readonly y: number; readonly words: readonly string[] }[];
  /** Points stand one below the other. */
  readonly byHeight?: boolean;
}

type MakePanel = (diagnostics: Diagnostics, width: number, height: number, context: FigureContext) => TrustPanel;

/** Of the dates that the shades are made of, as the server made its numbers: those of neither set are none of them. */
const isTraining = ({ set }: Diagnostics["residuals"][number]): boolean => set === "train";

const mostDots = 700;
export const limits = { rhat: 1.01, ess: 400 } as const;
const shade = { fill: ink, fillOpacity: 0.07, className: "band" } as const;

/** What the model did not explain, date by date, with twice its usual size shaded. */
export const residualPanel: MakePanel = ({ residuals }, width, height, context) => {
  const { strings, format } = context;
  const train = residuals.filter(isTraining).map(({ value }) => value);
  const sd = Math.sqrt(train.reduce((sum, value) => sum + value ** 2, 0) / Math.max(1, train.length));
  const times = timesOf(residuals.map(({ date }) => date));
  const data = residuals.map((row, at) => ({ ...row, time: times[at] as Date, far: Math.abs(row.value) > 2 * sd }));
  const [low, high] = extent(
    residuals.map(({ value }) => value),
    [2 * sd, -2 * sd],
  );
  const reach = Math.max(Math.abs(low), Math.abs(high), 1e-9) * 1.1;
  const every = Math.ceil(data.length / mostDots);
  const { svg, x, y } = plot({
    width,
    height,
    ...{ marginLeft: 44, marginRight: 6, marginTop: 8, marginBottom: 20 },
    x: { type: "utc", domain: [times[0] as Date, times.at(-1) as Date] },
    y: { domain: [-reach, reach] },
    marks: [
      rect([0], { x1: times[0], x2: times.at(-1), y1: -2 * sd, y2: 2 * sd, ...shade } as object),
      ...amountAxis(format.tick, 3),
      timeAxis(times, width - 60, format),
      ruleX(evaluationStretches(residuals, times), { x: "from", stroke: ink, strokeDasharray: "3 3" }),
      dot(
        data.filter(({ far }, at) => !far && at % every === 0),
        { x: "time", y: "value", r: 1.4, fill: axis },
      ),
      dot(data.filter(({ far }) => far).slice(0, mostDots), {
        x: "time",
        y: "value",
        r: 2.5,
        symbol: "times",
        stroke: ink,
        strokeWidth: 1.3,
      }),
    ],
  });
  const points = data.map(({ time, value, date, far }) => ({
    x: x(time),
    y: y(value),
    words: [
      format.date(date),
      fill(strings.readoutWord, strings.residual, format.digits(value, 3)),
      ...(far ? [strings.trustFar] : []),
    ],
  }));
  return { panel: { svg, name: { text: strings.trustResiduals } }, points };
};

/** Whether what is left of one date says something of the next ones. */
export const acfPanel: MakePanel = ({ acf, residuals }, width, height, context) => {
  const { strings, format } = context;
  const count = residuals.filter(isTraining).length;
  const limit = count > 0 ? 1.96 / Math.sqrt(count) : 0;
  const data = acf.map((value, at) => ({ lag: at + 1, value, out: Math.abs(value) > limit }));
  const [low, high] = extent(acf, [limit, -limit]);
  const reach = Math.max(0.3, Math.abs(low), Math.abs(high)) * 1.15;
  const { svg, x, y } = plot({
    width,
    height,
    ...{ marginLeft: 44, marginRight: 6, marginTop: 8, marginBottom: 20 },
    x: { domain: [0.4, acf.length + 0.6] },
    y: { domain: [-reach, reach] },
    marks: [
      ...(limit > 0 ? [rect([0], { x1: 0.4, x2: acf.length + 0.6, y1: -limit, y2: limit, ...shade })] : []),
      ...amountAxis((value) => format.digits(value, 2), 3),
      axisX({
        ticks: [1, 4, 8, 13].filter((lag) => lag <= acf.length),
        tickFormat: format.count,
        tickSize: 0,
        label: null,
      }),
      ...data.map(({ lag, value, out }) =>
        rect([0], {
          x1: lag - (out ? 0.3 : 0.2),
          x2: lag + (out ? 0.3 : 0.2),
          y1: 0,
          y2: value,
          fill: out ? ink : axis,
        }),
      ),
    ],
  });
  const points = data.map(({ lag, value, out }) => ({
    x: x(lag),
    y: y(value),
    words: [fill(strings.trustLag, format.count(lag)), format.digits(value, 2), ...(out ? [strings.trustOutside] : [])],
  }));
  return { panel: { svg, name: { text: strings.trustAcf } }, points };
};

const mostChains = 8;

/** That the names of the rows can be read. */
export const chainsHeight = ({ diag }: Pick<Diagnostics, "diag">): number =>
  Math.min(mostChains, diag.length) * 15 + 30;

/** How far the chains are from agreeing on what is reported. */
export const chainsPanel: MakePanel = ({ diag }, width, height, context) => {
  const { strings, format } = context;
  const shown = [...diag].sort((a, b) => b.rhat - a.rhat).slice(0, mostChains);
  const tall = Math.max(height, chainsHeight({ diag }));
  const left = Math.min(96, Math.max(...shown.map(({ param }) => Math.min(14, param.length))) * 6.4 + 12);
  // Of chains of n draws it can be as low as the root of (n - 1) / n.
  const low = Math.min(0.999, ...shown.map(({ rhat }) => rhat * 0.999));
  const high = Math.max(1.0125, ...shown.map(({ rhat }) => rhat * 1.001));
  const names = shown.map(({ param }, at) => `${String(at)} ${param}`);
  const data = shown.map((row, at) => ({ ...row, row: names[at] }));
  const { svg, x, y } = plot({
    width,
    height: tall,
    ...{ marginLeft: left, marginRight: 10, marginTop: 8, marginBottom: 20 },
    x: { domain: [low, high] },
    y: { domain: names, type: "band", axis: null },
    marks: [
      gridY({ stroke: grid, strokeOpacity: 1 }),
      ruleY(names, { stroke: grid }),
      axisX({ ticks: 3, tickFormat: (value: number) => format.digits(value, 4), tickSize: 0, label: null }),
      ruleX([limits.rhat], { stroke: ink, strokeDasharray: "3 3" }),
      dot(data, {
        ...{ x: "rhat", y: "row", r: 3, stroke: "var(--driver-1)", strokeWidth: 1.5 },
        fill: (row: { ess: number }) => (row.ess < limits.ess ? "var(--page)" : "var(--driver-1)"),
      }),
      text(data, {
        ...{ y: "row", frameAnchor: "left", textAnchor: "end", dx: -8, fill: "var(--text-second)" },
        text: ({ param }: { param: string }) => shortName(param, 14),
      } as object),
    ],
  });
  const points = data.map((each) => ({
    x: x(each.rhat),
    y: y(each.row),
    words: [each.param, ...chainWords(each, context)],
  }));
  return { panel: { svg, name: { text: strings.trustChains } }, points, byHeight: true };
};

/** What is said of the chains of one quantity: whether they agree, and how much they are worth. */
export const chainWords = (
  { rhat, ess }: Pick<Diagnostics["diag"][number], "rhat" | "ess">,
  { strings, format }: FigureContext,
): readonly [agreement: string, size: string] => [
  fill(strings.checkRhatValue, format.digits(rhat, 4), format.digits(limits.rhat, 3)),
  fill(strings.checkEssValue, format.count(ess), format.count(limits.ess)),
];
