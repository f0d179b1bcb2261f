import type {
  BasisAttrs,
  HighNode,
  Prior,
  RegressorNode,
  SeasonalityNode,
  TrendNode,
} from "../../../graphs/sandboxSchema";
import { ModelError } from "../modelError";
import { activeInTraining, relativeRange, selectedSeries, type Expansion } from "./expansion";
import { seriesKey } from "./frameSeries";
import { trainingValues } from "./checkFrame";

/** Effects are in units of mean sales: of one log point of price, one sd of a control, a whole period of an event. */
const PRICE_EFFECT: Prior = { dist: "normal", mu: -1, sd: 1 };
const CONTROL_EFFECT: Prior = { dist: "normal", mu: 0, sd: 0.2 };
const SEASON_EFFECT: Prior = { dist: "normal", mu: 0, sd: 0.15 };
const TREND_EFFECT: Prior = { dist: "normal", mu: 0, sd: 0.3 };
const CONSTANT = 1e-12;

type LinearNode = Exclude<HighNode, { type: "target" | "media" }>;

/** basis -> linear term, with `columns` coefficients. */
function expandLinear(
  node: LinearNode,
  key: string,
  label: string,
  basis: BasisAttrs,
  columns: number,
  prior: Prior,
  { low, sum }: Expansion,
): void {
  if (low.has(`${key}.basis`)) throw new ModelError(`${label} is in more than one node`);
  const perUnit = node.effect?.pooling === "none";
  const inputs = {
    basis: low.node("basis", `${key}.basis`, node.id, basis),
    coef: low.parameter(`${key}.coef`, node.id, signedPrior(node, prior), { size: columns, perUnit }),
  };
  low.edge(low.node("linear", `${key}.term`, node.id, {}, inputs, label), sum, "term");
}

/** The node's own prior, or the default, cut off at 0 where the node fixes the sign of its effect. */
function signedPrior(node: LinearNode, standard: Prior): Prior {
  const prior = node.effect?.prior ?? standard;
  const sign = node.effect?.sign ?? "any";
  if (sign === "any") return prior;
  if (prior.dist === "normal") {
    const { mu, sd } = prior;
    const far = Math.abs(mu) + 10 * sd;
    return { dist: "truncated_normal", mu, sd, lo: sign === "positive" ? 0 : -far, hi: sign === "positive" ? far : 0 };
  }
  const [lo, hi] = prior.dist === "uniform" || prior.dist === "truncated_normal" ? [prior.lo, prior.hi] : [0, Infinity];
  if (prior.dist !== "student_t" && (sign === "positive" ? lo >= 0 : hi <= 0)) return prior;
  throw new ModelError(
    `${node.id}: a ${prior.dist} prior does not fit the sign "${sign}"; use normal, truncated_normal or uniform`,
  );
}

export function expandRegressor(node: RegressorNode, expansion: Expansion): void {
  if (node.type === "price") expandPrice(node, expansion);
  else if (node.type === "events") expandEvents(node, node.type, expansion);
  else expandControls(node, node.type, expansion);
}

/** log(price / reference), the reference being the geometric mean of a unit's training prices. */
function expandPrice(node: RegressorNode, expansion: Expansion): void {
  const { frame, training, warn } = expansion;
  const { price } = frame;
  if (price === undefined || price.some((value) => !(value > 0)))
    return warn("price: no PricePerUnit above 0 on every date, dropped");
  if (!(relativeRange(price, expansion) > CONSTANT)) return warn("price: constant over the training dates, dropped");
  const reference = frame.units.map((_, u) => {
    const logs = trainingValues(price, frame, training, u).map(Math.log);
    return Math.exp(logs.reduce((sum, value) => sum + value, 0) / logs.length);
  });
  expandLinear(
    node,
    node.id,
    node.name ?? "Price",
    { type: "log_ratio", series: "price", reference },
    1,
    PRICE_EFFECT,
    expansion,
  );
}

function expandEvents(node: RegressorNode, type: "events", expansion: Expansion): void {
  for (const { name, key, series } of selectedSeries(node, type, expansion)) {
    if (!activeInTraining(series, expansion))
      expansion.warn(`event ${name}: does not occur on the training dates, only its prior speaks`);
    expandLinear(node, key, name, { type: "column", series: seriesKey(type, name) }, 1, CONTROL_EFFECT, expansion);
  }
}

/** Standardised by the training mean and sd of each unit. */
function expandControls(node: RegressorNode, type: "distribution" | "control", expansion: Expansion): void {
  const { frame, training } = expansion;
  for (const { name, key, series } of selectedSeries(node, type, expansion)) {
    if (!(relativeRange(series, expansion) > CONSTANT)) {
      expansion.warn(`${name}: constant over the training dates, dropped (it cannot be told from the base)`);
      continue;
    }
    const moments = frame.units.map((_, u) => meanAndSd(trainingValues(series, frame, training, u)));
    const basis = {
      type: "zscore",
      series: seriesKey(type, name),
      mean: moments.map(([mean]) => mean),
      sd: moments.map(([, sd]) => sd),
    } as const;
    expandLinear(node, key, name, basis, 1, CONTROL_EFFECT, expansion);
  }
}

/** Population sd, 1 where the values are constant (the standardised series is then 0). */
function meanAndSd(values: readonly number[]): [number, number] {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const sd = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
  return [mean, sd > CONSTANT * Math.abs(mean) ? sd : 1];
}

export function expandSeasonality(node: SeasonalityNode, expansion: Expansion): void {
  const harmonics = node.harmonics ?? 2;
  const period = node.period ?? 365.25;
  const label = node.name ?? (period < 30 ? "Weekday" : "Seasonality");
  expandLinear(node, node.id, label, { type: "fourier", harmonics, period }, 2 * harmonics, SEASON_EFFECT, expansion);
}

/** A line, or a line with evenly spaced bends, over the training dates. */
export function expandTrend(node: TrendNode, expansion: Expansion): void {
  const { frame, training } = expansion;
  const bends = node.basis === "piecewise" ? (node.knots ?? 3) : 0;
  const knots = Array.from({ length: bends }, (_, k) => (k + 1) / (bends + 1));
  const basis = { type: "trend", from: frame.dates[0], to: frame.dates[training.lastIndexOf(1)], knots } as const;
  expandLinear(node, node.id, node.name ?? "Trend", basis, 1 + bends, TREND_EFFECT, expansion);
}
