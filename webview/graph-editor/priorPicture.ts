/** A small drawing of the density of a prior, with its median and 90 % interval. */
import { svgElement } from "../shared/dom";
import { fill } from "../shared/fill";
import { type GraphStrings } from "../shared/graphStrings";

export type PriorNumbers = Readonly<Record<string, number>>;

const [width, height, points] = [300, 56, 400];

/** Up to a factor: the drawing has no scale. */
const densities: Readonly<Record<string, (x: number, prior: PriorNumbers) => number>> = {
  normal: (x, { mu = 0, sd = 1 }) => Math.exp(-(((x - mu) / sd) ** 2) / 2),
  truncated_normal: (x, { mu = 0, sd = 1, lo = -Infinity, hi = Infinity }) =>
    x < lo || x > hi ? 0 : Math.exp(-(((x - mu) / sd) ** 2) / 2),
  student_t: (x, { nu = 4, mu = 0, sd = 1 }) => (1 + ((x - mu) / sd) ** 2 / nu) ** (-(nu + 1) / 2),
  lognormal: (x, { mu = 0, sd = 1 }) => (x <= 0 ? 0 : Math.exp(-(((Math.log(x) - mu) / sd) ** 2) / 2) / x),
  half_normal: (x, { sd = 1 }) => (x < 0 ? 0 : Math.exp(-((x / sd) ** 2) / 2)),
  beta: (x, { a = 1, b = 1 }) => (x <= 0 || x >= 1 ? 0 : x ** (a - 1) * (1 - x) ** (b - 1)),
  kumaraswamy: (x, { a = 1, b = 1 }) => (x <= 0 || x >= 1 ? 0 : x ** (a - 1) * (1 - x ** a) ** (b - 1)),
  gamma: (x, { shape = 1, rate = 1 }) => (x <= 0 ? 0 : x ** (shape - 1) * Math.exp(-rate * x)),
  exponential: (x, { rate = 1 }) => (x < 0 ? 0 : Math.exp(-rate * x)),
  uniform: (x, { lo = 0, hi = 1 }) => (x < lo || x > hi ? 0 : 1),
};

/** Where almost all of it lies. */
function rangeOf(dist: string, prior: PriorNumbers): readonly [number, number] {
  const { mu = 0, sd = 1, lo = 0, hi = 1, shape = 1, rate = 1 } = prior;
  switch (dist) {
    case "lognormal":
      return [0, Math.exp(mu + 2.4 * sd)];
    case "half_normal":
      return [0, 3.5 * sd];
    case "beta":
    case "kumaraswamy":
      return [0, 1];
    case "gamma":
      return [0, (shape + 5 * Math.sqrt(shape)) / rate];
    case "exponential":
      return [0, 5 / rate];
    case "uniform":
      return [lo, hi];
    case "truncated_normal":
      return [Math.max(lo, mu - 4 * sd), Math.min(hi, mu + 4 * sd)];
    case "student_t":
      return [mu - 6 * sd, mu + 6 * sd];
    default:
      return [mu - 4 * sd, mu + 4 * sd];
  }
}

const hasLongTail: ReadonlySet<string> = new Set(["lognormal", "half_normal", "gamma", "exponential"]);

export interface PriorShape {
  readonly from: number;
  readonly to: number;
  readonly heights: readonly number[];
  readonly lo: number;
  readonly median: number;
  readonly hi: number;
}

/** Undefined for numbers that make no density. */
export function priorShape(dist: string, prior: PriorNumbers): PriorShape | undefined {
  const density = densities[dist];
  const [from, to] = rangeOf(dist, prior);
  if (!density || !Number.isFinite(from) || !Number.isFinite(to) || !(to > from)) return undefined;
  const stepSize = (to - from) / points;
  // What lies in a long tail beyond the drawing counts too.
  const all = hasLongTail.has(dist) ? 4 * points : points;
  const weights = Array.from({ length: all }, (_, i) => density(from + (i + 0.5) * stepSize, prior));
  const total = weights.reduce((sum, one) => sum + one, 0);
  if (!(total > 0) || !Number.isFinite(total)) return undefined;
  let sum = 0;
  const quantiles = [0.05, 0.5, 0.95].map(() => to);
  weights.forEach((one, i) => {
    [0.05, 0.5, 0.95].forEach((level, which) => {
      if (sum < level * total && sum + one >= level * total)
        quantiles[which] = from + (i + (level * total - sum) / one) * stepSize;
    });
    sum += one;
  });
  const [lo = from, median = from, hi = to] = quantiles;
  return { from, to, heights: weights.slice(0, points), lo, median, hi };
}

/** Two digits; what is 0 but for rounding is 0. */
const short = (value: number, range: number): string =>
  String(Math.abs(value) < 1e-6 * range ? 0 : Number(value.toPrecision(2)));

export function priorPicture(dist: string, prior: PriorNumbers, strings: GraphStrings): SVGElement | undefined {
  const shape = priorShape(dist, prior);
  if (!shape) return undefined;
  const { from, to, heights, lo, median, hi } = shape;
  const most = heights.reduce((a, b) => Math.max(a, b), 0);
  const xOf = (value: number): number => (width * (value - from)) / (to - from);
  const line = heights
    .map(
      (one, i) => `${((width * (i + 0.5)) / points).toFixed(1)} ${(height - (height - 6) * (one / most)).toFixed(1)}`,
    )
    .join("L");
  const said = (value: number): string => short(value, to - from);
  const name = fill(strings.priorPicture, said(median), said(lo), said(hi));
  const part = (kind: string, x1: number, x2: number): SVGElement =>
    svgElement("line", { class: kind, x1: String(x1), x2: String(x2), y1: String(height + 5), y2: String(height + 5) });
  const label = (text: string, x: number, anchor: string): SVGElement =>
    svgElement(
      "text",
      { x: String(x), y: String(height + 20), "text-anchor": anchor, class: "axis-label" },
      document.createTextNode(text),
    );
  const picture = svgElement(
    "svg",
    { class: "prior", viewBox: `0 0 ${String(width)} ${String(height + 24)}`, role: "img", "aria-label": name },
    svgElement("path", { class: "area", d: `M0 ${String(height)}L${line}L${String(width)} ${String(height)}Z` }),
    svgElement("path", { class: "curve", d: `M${line}` }),
    part("interval", xOf(lo), xOf(hi)),
    svgElement("circle", { class: "median", cx: String(xOf(median)), cy: String(height + 5), r: "3" }),
    label(said(from), 0, "start"),
    label(said(to), width, "end"),
  );
  if (xOf(median) > 30 && xOf(median) < width - 30) picture.append(label(said(median), xOf(median), "middle"));
  return picture;
}
