import type { AdstockType, MediaNode, Prior } from "../../../graphs/sandboxSchema";
import { ModelError } from "../modelError";
import { scaledPrior } from "../priors/priorTransforms";
import { activeInTraining, selectedSeries, type Expansion } from "./expansion";
import { seriesKey } from "./frameSeries";

// Half saturation in units of a median active period, as in Meridian; free slope: fixed at 1 the error nearly doubled.
const HALF_SATURATION: Prior = { dist: "truncated_normal", mu: 0.8, sd: 0.8, lo: 0.1, hi: 10 };
const HILL_SLOPE: Prior = { dist: "lognormal", mu: 0, sd: 0.4 };
const LOGISTIC_RATE: Prior = { dist: "gamma", shape: 3, rate: 1 };
const ROI: Prior = { dist: "lognormal", mu: 0.2, sd: 0.9 };
const SHARE: Prior = { dist: "half_normal", sd: 0.1 };
// Spread of log effects over units, and their mean where the prior of the effect has no logarithm to take it from.
const POOLING_SPREAD: Prior = { dist: "lognormal", mu: -1.4, sd: 0.5 };
const POOLED_SHARE: Prior = { dist: "normal", mu: Math.log(0.05), sd: 1 };
const DAYS_PER_WEEK = 7;

/** One chain per vehicle: data -> adstock -> saturation -> term. */
export function expandMedia(node: MediaNode, expansion: Expansion): void {
  for (const { name, key, series } of selectedSeries(node, "media", expansion)) {
    const scale = medianActive(series);
    if (scale === 0) expansion.warn(`media ${name}: no activity in the data, dropped`);
    else if (!activeInTraining(series, expansion))
      expansion.warn(`media ${name}: no activity on the training dates, dropped`);
    else expandVehicle(node, name, key, scale, expansion);
  }
}

function expandVehicle(node: MediaNode, name: string, key: string, scale: number, expansion: Expansion): void {
  const { low } = expansion;
  if (low.has(`${key}.x`)) throw new ModelError(`media ${name} is in more than one node`);
  const metric = expansion.frame.mediaMetrics.get(name);
  const attrs = { series: seriesKey("media", name), scale, ...(metric !== undefined && { metric }) };
  const x = low.node("data", `${key}.x`, node.id, attrs, {}, name);
  const response = expandSaturation(node, key, expandAdstock(node, key, x, expansion), expansion);
  const effect = effectPrior(node, name, expansion);
  const coef = expandEffect(node, key, effect.prior, expansion);
  const term = low.node(
    "term",
    `${key}.term`,
    node.id,
    { mode: effect.mode },
    { x: response, coef },
    node.name ?? name,
  );
  low.edge(term, expansion.sum, "term");
}

function expandAdstock(node: MediaNode, key: string, x: string, { low, frame }: Expansion): string {
  const type = node.adstock?.type ?? "geometric_lag";
  if (type === "none") return x;
  const first = node.adstock?.prior ?? defaultRetention(type, frame.daysPerPeriod);
  const second = secondParameter(type, node.adstock?.lag_prior);
  const inputs = {
    x,
    p1: low.parameter(`${key}.${type === "weibull_pdf" ? "shape" : "alpha"}`, node.id, first),
    p2: second && low.parameter(`${key}.${type === "weibull_pdf" ? "scale" : "theta"}`, node.id, second),
  };
  const attrs = { type, max_lag: node.adstock?.max_lag ?? 13, normalise: true };
  return low.node("adstock", `${key}.adstock`, node.id, attrs, inputs);
}

/**
 * Beta(1, 3) on the weekly retention, carried to the period of the data: a_period = a_week^(days / 7) has the
 * distribution function 1 - (1 - a^(7 / days))^3, a Kumaraswamy(7 / days, 3).
 */
function defaultRetention(type: AdstockType, daysPerPeriod: number): Prior {
  if (type === "weibull_pdf") return { dist: "lognormal", mu: 0.4, sd: 0.5 };
  if (Math.abs(daysPerPeriod - DAYS_PER_WEEK) < 0.5) return { dist: "beta", a: 1, b: 3 };
  return { dist: "kumaraswamy", a: DAYS_PER_WEEK / daysPerPeriod, b: 3 };
}

function secondParameter(type: AdstockType, prior: Prior | undefined): Prior | undefined {
  switch (type) {
    case "geometric":
    case "binomial":
      return undefined;
    case "geometric_lag":
      return prior ?? { dist: "beta", a: 1, b: 2 };
    case "delayed":
      return prior ?? { dist: "half_normal", sd: 2 };
    case "weibull_pdf":
      return prior ?? { dist: "lognormal", mu: Math.log(2), sd: 0.7 };
  }
}

function expandSaturation(node: MediaNode, key: string, x: string, { low }: Expansion): string {
  const type = node.saturation?.type ?? "hill";
  if (type === "none") return x;
  const defaultHalf = type === "logistic" ? LOGISTIC_RATE : HALF_SATURATION;
  const half = low.parameter(`${key}.half`, node.id, node.saturation?.half_prior ?? defaultHalf);
  const slope =
    type === "hill" ? low.parameter(`${key}.slope`, node.id, node.saturation?.slope_prior ?? HILL_SLOPE) : undefined;
  return low.node("saturation", `${key}.saturation`, node.id, { type }, { x, half, slope });
}

/** The prior of the sampled effect; an ROI prior becomes a share prior through cost and revenue of the training dates. */
function effectPrior(node: MediaNode, name: string, expansion: Expansion): { mode: "share" | "coef"; prior: Prior } {
  const given = node.effect?.prior;
  const parameter = node.effect?.parameter ?? "roi";
  if (parameter !== "roi") return { mode: parameter, prior: given ?? SHARE };
  const costShare = costToRevenue(name, expansion);
  if (costShare === undefined) {
    const lacking = expansion.frame.price === undefined ? "PricePerUnit" : "Investment on the training dates";
    expansion.warn(`media ${name}: no ${lacking}, so a prior on its share of sales is used instead of one on its ROI`);
    return { mode: "share", prior: SHARE };
  }
  return { mode: "share", prior: scaledPrior(given ?? ROI, costShare) };
}

/** Spend on a vehicle over revenue, both on observed training dates; undefined without spend or prices. */
function costToRevenue(name: string, { frame, training }: Expansion): number | undefined {
  const investment = frame.investment.get(name);
  if (investment === undefined || frame.price === undefined) return undefined;
  let cost = 0;
  let revenue = 0;
  for (let i = 0; i < investment.length; i++) {
    if (training[i % frame.dates.length] === 0 || frame.observed[i] === 0) continue;
    cost += investment[i];
    revenue += frame.sales[i] * frame.price[i];
  }
  return cost > 0 && revenue > 0 ? cost / revenue : undefined;
}

function expandEffect(node: MediaNode, key: string, prior: Prior, { low, frame }: Expansion): string {
  const pooling = frame.units.length > 1 ? (node.effect?.pooling ?? "partial") : "complete";
  if (pooling !== "partial") return low.parameter(`${key}.coef`, node.id, prior, { perUnit: pooling === "none" });
  const mean: Prior = prior.dist === "lognormal" ? { dist: "normal", mu: prior.mu, sd: prior.sd } : POOLED_SHARE;
  const inputs = {
    mu: low.parameter(`${key}.mu`, node.id, mean),
    tau: low.parameter(`${key}.tau`, node.id, POOLING_SPREAD),
    z: low.parameter(`${key}.z`, node.id, { dist: "normal", mu: 0, sd: 1 }, { perUnit: true }),
  };
  return low.node("hier", `${key}.coef`, node.id, { transform: "exp", centred: true }, inputs);
}

/** Median of the values above 0; 0 without any. */
function medianActive(series: Float64Array): number {
  const active = series.filter((value) => value > 0).sort();
  return active.length === 0 ? 0 : active[active.length >> 1];
}
