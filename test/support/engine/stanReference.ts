import { readFileSync } from "node:fs";
import { type LowEdge, type LowGraph, type LowNode } from "../../../src/graphs/sandboxSchema";
import { type Frame } from "../../../src/sandbox/engine/frame";

/** Data of the reference model, as Stan read them. */
interface StanData {
  readonly T: number;
  readonly K: number;
  readonly C: number;
  readonly y: readonly number[];
  /** T x K regressors with normal priors. */
  readonly X: readonly (readonly number[])[];
  readonly cmu: readonly number[];
  readonly csd: readonly number[];
  /** T x C media. */
  readonly M: readonly (readonly number[])[];
  readonly smu: readonly number[];
  readonly ssd: readonly number[];
  readonly slopefree: 0 | 1;
  readonly imu: number;
  readonly isd: number;
}

/** Posterior summaries of Stan 2.21 NUTS, 4 x (1000 + 1000) draws. */
export interface StanFit {
  readonly names: readonly string[];
  readonly mean: readonly number[];
  readonly sd: readonly number[];
}

export interface StanCase {
  readonly graph: LowGraph;
  readonly frame: Frame;
  readonly fit: StanFit;
  /** Our name of a parameter of Stan's; undefined for those that are computed. */
  readonly ourName: (stanName: string) => string | undefined;
  readonly shareNames: readonly string[];
}

/**
 * The reference model as a low-level graph: share terms over geometric adstock and a Hill curve (slope free or 1), linear
 * controls, centred intercept, normal noise, sales already scaled.
 */
export function readStanCase(name: "A" | "C"): StanCase {
  const read = (file: string): unknown =>
    JSON.parse(readFileSync(new URL(`../../fixtures/stan/${file}`, import.meta.url), "utf8"));
  const data = read(`stan_${name}.json`) as StanData;
  const column = (matrix: readonly (readonly number[])[], index: number): Float64Array =>
    Float64Array.from(matrix, (row) => row[index] ?? NaN);
  const channels = Array.from({ length: data.C }, (_, c) => `channel${c + 1}`);
  const regressors = Array.from({ length: data.K }, (_, k) => `regressor${k + 1}`);
  const start = Date.UTC(2021, 0, 4);
  const frame: Frame = {
    dates: Array.from({ length: data.T }, (_, t) => new Date(start + t * 7 * 864e5).toISOString().slice(0, 10)),
    daysPerPeriod: 7,
    units: ["all"],
    sales: Float64Array.from(data.y),
    observed: new Uint8Array(data.T).fill(1),
    media: new Map(channels.map((channel, c) => [channel, column(data.M, c)])),
    mediaMetrics: new Map(channels.map((channel) => [channel, "Impression"])),
    investment: new Map(),
    distribution: new Map(),
    events: new Map(),
    controls: new Map(regressors.map((regressor, k) => [regressor, column(data.X, k)])),
  };
  return {
    graph: buildGraph(data, channels, regressors),
    frame,
    fit: read(`stanfitc_${name}.json`) as StanFit,
    ourName: (stanName) => {
      const [, block = "", index = ""] = /^(\w+?)(?:\[(\d+)\])?$/.exec(stanName) ?? [];
      if (block === "level" || block === "sigma") return `sales.${block}`;
      if (block === "coef") return `regressor${index}.coef`;
      if (block === "share") return `channel${index}.coef`;
      return ["alpha", "half", "slope"].includes(block) ? `channel${index}.${block}` : undefined;
    },
    shareNames: channels.map((channel) => `${channel}.coef`),
  };
}

function buildGraph(data: StanData, channels: readonly string[], regressors: readonly string[]): LowGraph {
  const nodes: LowNode[] = [
    param("sales.intercept", { dist: "normal", mu: data.imu, sd: data.isd }),
    { id: "sales.base", kind: "broadcast", label: "Base", attrs: { centred: true } },
    { id: "sales.mu", kind: "sum", attrs: {} },
    param("sales.sigma", { dist: "half_normal", sd: 0.3 }),
    { id: "sales", kind: "observe", attrs: { scale: [1], likelihood: "normal", nu: 4, drift: "none" } },
  ];
  const edges: LowEdge[] = [
    { from: "sales.intercept", to: "sales.base", port: "x" },
    { from: "sales.base", to: "sales.mu", port: "term" },
    { from: "sales.mu", to: "sales", port: "mu" },
    { from: "sales.sigma", to: "sales", port: "sigma" },
  ];
  regressors.forEach((id, k) => {
    nodes.push(
      { id: `${id}.basis`, kind: "basis", attrs: { type: "column", series: `control:${id}` } },
      param(`${id}.coef`, { dist: "normal", mu: data.cmu[k] ?? NaN, sd: data.csd[k] ?? NaN }),
      { id: `${id}.term`, kind: "linear", label: id, attrs: {} },
    );
    edges.push(
      { from: `${id}.basis`, to: `${id}.term`, port: "basis" },
      { from: `${id}.coef`, to: `${id}.term`, port: "coef" },
      { from: `${id}.term`, to: "sales.mu", port: "term" },
    );
  });
  channels.forEach((id, c) => {
    nodes.push(
      { id: `${id}.x`, kind: "data", label: id, attrs: { series: `media:${id}`, scale: 1 } },
      param(`${id}.alpha`, { dist: "beta", a: 1, b: 3 }),
      { id: `${id}.adstock`, kind: "adstock", attrs: { type: "geometric", max_lag: 13, normalise: true } },
      param(`${id}.half`, { dist: "truncated_normal", mu: 0.8, sd: 0.8, lo: 0.1, hi: 10 }),
      { id: `${id}.saturation`, kind: "saturation", attrs: { type: "hill" } },
      param(`${id}.coef`, { dist: "lognormal", mu: data.smu[c] ?? NaN, sd: data.ssd[c] ?? NaN }),
      { id: `${id}.term`, kind: "term", label: id, attrs: { mode: "share" } },
    );
    edges.push(
      { from: `${id}.x`, to: `${id}.adstock`, port: "x" },
      { from: `${id}.alpha`, to: `${id}.adstock`, port: "p1" },
      { from: `${id}.adstock`, to: `${id}.saturation`, port: "x" },
      { from: `${id}.half`, to: `${id}.saturation`, port: "half" },
      { from: `${id}.saturation`, to: `${id}.term`, port: "x" },
      { from: `${id}.coef`, to: `${id}.term`, port: "coef" },
      { from: `${id}.term`, to: "sales.mu", port: "term" },
    );
    if (data.slopefree === 1) {
      nodes.push(param(`${id}.slope`, { dist: "lognormal", mu: 0, sd: 0.4 }));
      edges.push({ from: `${id}.slope`, to: `${id}.saturation`, port: "slope" });
    }
  });
  return { nodes, edges };
}

function param(id: string, prior: Extract<LowNode, { kind: "param" }>["attrs"]["prior"]): LowNode {
  return { id, kind: "param", attrs: { size: 1, per_unit: false, prior } };
}
