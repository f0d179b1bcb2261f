import type { HighGraph, HighNode, Prior, TargetNode, TrendNode } from "../../../graphs/sandboxSchema";
import type { ExpandGraph } from "../contract";
import type { Frame } from "../frame";
import { ModelError } from "../modelError";
import { checkFrame, trainingSalesMeans } from "./checkFrame";
import { expandMedia } from "./expandMedia";
import { expandRegressor, expandSeasonality, expandTrend } from "./expandRegressors";
import type { Expansion } from "./expansion";
import { LowGraphBuilder } from "./lowGraphBuilder";

const INTERCEPT: Prior = { dist: "normal", mu: 0.8, sd: 0.5 };
const LOG_INTERCEPT: Prior = { dist: "normal", mu: -0.3, sd: 0.5 };
const NOISE: Prior = { dist: "half_normal", sd: 0.3 };

/**
 * Expands a high-level graph for one frame: every scale, normaliser, window and prior becomes an explicit attribute.
 * Sales are scaled by their training mean, media by their median active period. Drivers that the data cannot carry are
 * dropped with a warning; a graph or frame that makes no model throws a ModelError.
 */
export const expandGraph: ExpandGraph = (graph, frame, training) => {
  checkFrame(frame);
  const warnings: string[] = [];
  const warn = (warning: string): void => void warnings.push(warning);
  const { target, drivers } = driversOfTarget(graph, warn);
  const scale = trainingSalesMeans(frame, training, warn);
  const low = new LowGraphBuilder();
  const sum = low.node("sum", `${target.id}.mu`, target.id, {});
  expandBase(target, sum, low);
  const expansion: Expansion = { frame, training, low, sum, warn };
  for (const driver of drivers) expandDriver(driver, expansion);
  expandTarget(target, drivers, scale, expansion);
  return { graph: low.build(), warnings };
};

/** The nodes with an edge to the one target, in the order of the nodes. */
function driversOfTarget(
  graph: HighGraph,
  warn: (warning: string) => void,
): { target: TargetNode; drivers: HighNode[] } {
  const ids = new Set<string>();
  for (const { id } of graph.nodes) {
    if (ids.has(id)) throw new ModelError(`the id "${id}" is used twice`);
    ids.add(id);
  }
  const targets = graph.nodes.filter((node) => node.type === "target");
  if (targets.length !== 1)
    throw new ModelError(
      `the graph has ${targets.length === 0 ? "no target node" : `${targets.length} target nodes`}; it needs one`,
    );
  const [target] = targets;
  const sources = new Set<string>();
  for (const { from, to } of graph.edges) {
    if (!ids.has(from) || !ids.has(to)) throw new ModelError(`edge ${from} -> ${to} names an unknown node`);
    if (to !== target.id) throw new ModelError(`edge ${from} -> ${to}: only the target takes edges`);
    if (from === target.id) throw new ModelError(`the graph has a cycle through "${from}"`);
    sources.add(from);
  }
  for (const { id } of graph.nodes) {
    if (id !== target.id && !sources.has(id)) warn(`${id}: no edge to the target, left out`);
  }
  return { target, drivers: graph.nodes.filter(({ id }) => sources.has(id)) };
}

function expandDriver(node: HighNode, expansion: Expansion): void {
  switch (node.type) {
    case "media":
      return expandMedia(node, expansion);
    case "price":
    case "distribution":
    case "control":
    case "events":
      return expandRegressor(node, expansion);
    case "seasonality":
      return expandSeasonality(node, expansion);
    case "trend":
      return expandTrend(node, expansion);
    case "target":
      return;
  }
}

function expandBase(target: TargetNode, sum: string, low: LowGraphBuilder): void {
  const prior = target.link === "log" ? LOG_INTERCEPT : INTERCEPT;
  const x = low.parameter(`${target.id}.intercept`, target.id, prior, { perUnit: true });
  low.edge(low.node("broadcast", `${target.id}.base`, target.id, { centred: true }, { x }, "Base"), sum, "term");
}

function expandTarget(
  target: TargetNode,
  drivers: readonly HighNode[],
  scale: number[],
  { low, sum, frame }: Expansion,
): void {
  const trend = drivers.find((node) => node.type === "trend" && (node.drift ?? "none") !== "none") as
    TrendNode | undefined;
  const drift = trend?.drift ?? "none";
  const likelihood = target.likelihood ?? "normal";
  if (drift !== "none" && target.link === "log") throw new ModelError("a drifting baseline needs the identity link");
  if (drift !== "none" && likelihood !== "normal")
    throw new ModelError("a drifting baseline needs the normal likelihood");
  const mu = target.link === "log" ? low.node("link", `${target.id}.exp`, target.id, { type: "exp" }, { x: sum }) : sum;
  const inputs = {
    mu,
    sigma: low.parameter(`${target.id}.sigma`, target.id, NOISE, { perUnit: true }),
    ...(trend && driftParameters(trend, frame, low)),
  };
  low.node("observe", `${target.id}.obs`, target.id, { scale, likelihood, nu: target.nu ?? 4, drift }, inputs);
}

/** Sd of the drift's step in units of mean sales, and its memory, both carried from weeks to the period of the data. */
function driftParameters(trend: TrendNode, frame: Frame, low: LowGraphBuilder): { tau?: string; phi?: string } {
  const weeks = frame.daysPerPeriod / 7;
  const step = trend.drift_prior ?? { dist: "half_normal", sd: 0.02 * Math.sqrt(weeks) };
  const memory: Prior = {
    dist: "uniform",
    lo: trend.drift === "ar1" ? 0 : Math.max(0.5, 0.5 ** weeks),
    hi: 0.999 ** weeks,
  };
  return {
    ...(trend.drift !== "ar1" && { tau: low.parameter(`${trend.id}.tau`, trend.id, step) }),
    ...(trend.drift !== "level" && { phi: low.parameter(`${trend.id}.phi`, trend.id, memory) }),
  };
}
