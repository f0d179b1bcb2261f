/**
 * The sandbox's graph schema: types, and the limits of every field as data (sandboxSchemaCheck.ts and forms read them).
 * High level: what a marketer edits, one node per driver. Low level: what the engine runs, one node per step.
 * Keys that are not named here are kept and tolerated.
 */
export const HIGH_SCHEMA = "alviss-sandbox/high/1";
export const LOW_SCHEMA = "alviss-sandbox/low/1";

export type Prior =
  | { readonly dist: "normal" | "lognormal"; readonly mu: number; readonly sd: number }
  | { readonly dist: "half_normal"; readonly sd: number }
  | {
      readonly dist: "truncated_normal";
      readonly mu: number;
      readonly sd: number;
      readonly lo: number;
      readonly hi: number;
    }
  | { readonly dist: "student_t"; readonly nu: number; readonly mu: number; readonly sd: number }
  | { readonly dist: "beta" | "kumaraswamy"; readonly a: number; readonly b: number }
  | { readonly dist: "gamma"; readonly shape: number; readonly rate: number }
  | { readonly dist: "exponential"; readonly rate: number }
  | { readonly dist: "uniform"; readonly lo: number; readonly hi: number };

export type AdstockType = "geometric" | "geometric_lag" | "delayed" | "binomial" | "weibull_pdf";
export type SaturationType = "hill" | "michaelis_menten" | "logistic";
export type DriftType = "none" | "level" | "ou" | "ar1";
export type Likelihood = "normal" | "student_t";

/** Which rows of which file feed a node; `select` maps a column to the values that count. */
export interface DataSelection {
  readonly file?: string;
  readonly select?: Readonly<Record<string, readonly string[]>>;
  readonly metric?: string;
}
interface Effect {
  readonly prior?: Prior;
  readonly sign?: "positive" | "negative" | "any";
  readonly pooling?: "none" | "complete";
}
interface MediaEffect {
  /** What the prior is about: return on investment, share of sales, or the plain coefficient. */
  readonly parameter?: "roi" | "share" | "coef";
  readonly prior?: Prior;
  readonly sign?: "positive";
  readonly pooling?: "none" | "partial" | "complete";
}
interface Named {
  readonly id: string;
  readonly name?: string;
}
export interface TargetNode extends Named {
  readonly type: "target";
  readonly link?: "identity" | "log";
  readonly likelihood?: Likelihood;
  /** Degrees of freedom of student_t. */
  readonly nu?: number;
}
export interface MediaNode extends Named {
  readonly type: "media";
  readonly data?: DataSelection;
  readonly adstock?: {
    readonly type?: AdstockType | "none";
    readonly max_lag?: number;
    readonly prior?: Prior;
    readonly lag_prior?: Prior;
  };
  readonly saturation?: {
    readonly type?: SaturationType | "none";
    readonly half_prior?: Prior;
    readonly slope_prior?: Prior;
  };
  readonly effect?: MediaEffect;
}
export interface RegressorNode extends Named {
  readonly type: "price" | "distribution" | "control" | "events";
  readonly data?: DataSelection;
  readonly effect?: Effect;
}
export interface SeasonalityNode extends Named {
  readonly type: "seasonality";
  readonly harmonics?: number;
  /** Days. */
  readonly period?: number;
  readonly effect?: Effect;
}
export interface TrendNode extends Named {
  readonly type: "trend";
  readonly basis?: "linear" | "piecewise";
  readonly knots?: number;
  readonly drift?: DriftType;
  readonly drift_prior?: Prior;
  readonly effect?: Effect;
}
export type HighNode = TargetNode | MediaNode | RegressorNode | SeasonalityNode | TrendNode;
export interface HighEdge {
  readonly from: string;
  readonly to: string;
}
export interface HighGraph {
  readonly schema?: typeof HIGH_SCHEMA;
  readonly nodes: readonly HighNode[];
  readonly edges: readonly HighEdge[];
}

/** Columns of a linear term; every normaliser is frozen, one number per unit. */
export type BasisAttrs =
  | { readonly type: "trend"; readonly from: string; readonly to: string; readonly knots: readonly number[] }
  | { readonly type: "fourier"; readonly harmonics: number; readonly period: number }
  | { readonly type: "column"; readonly series: string }
  | { readonly type: "log_ratio"; readonly series: string; readonly reference: readonly number[] }
  | {
      readonly type: "zscore";
      readonly series: string;
      readonly mean: readonly number[];
      readonly sd: readonly number[];
    };
export interface LowAttrs {
  /** A series of the frame ("media:TV", "price", "events:Strike"), divided by `scale`; `metric`: what the scale was made for. */
  readonly data: { readonly series: string; readonly scale: number; readonly metric?: string };
  readonly basis: BasisAttrs;
  /** `size` values, per unit of the frame where `per_unit` says so. */
  readonly param: { readonly size: number; readonly per_unit: boolean; readonly prior: Prior };
  readonly adstock: { readonly type: AdstockType; readonly max_lag: number; readonly normalise: boolean };
  readonly saturation: { readonly type: SaturationType };
  /** "share": the coefficient is the mean contribution over the training dates in units of scaled sales. */
  readonly term: { readonly mode: "share" | "coef" };
  readonly linear: Readonly<Record<string, unknown>>;
  /** Partial pooling over units, effect = transform(mu + tau z); centred: the effect itself is sampled. */
  readonly hier: { readonly transform: "exp" | "identity"; readonly centred: boolean };
  /** One value per unit on every date; centred: sampled as intercept + sum of the share terms. */
  readonly broadcast: { readonly centred: boolean };
  readonly sum: Readonly<Record<string, unknown>>;
  readonly link: { readonly type: "exp" };
  /** Sales / scale (one number per unit) around the sum; `drift` adds a baseline that is integrated out. */
  readonly observe: {
    readonly scale: readonly number[];
    readonly likelihood: Likelihood;
    readonly nu: number;
    readonly drift: DriftType;
  };
}
export type LowKind = keyof LowAttrs;
export type LowNodeOf<K extends LowKind> = {
  readonly id: string;
  readonly kind: K;
  /** Id of the high-level node that this one came from. */
  readonly parent?: string;
  readonly label?: string;
  readonly attrs: LowAttrs[K];
};
export type LowNode = { [K in LowKind]: LowNodeOf<K> }[LowKind];
export interface LowEdge {
  readonly from: string;
  readonly to: string;
  readonly port: string;
}
export interface LowGraph {
  readonly schema?: typeof LOW_SCHEMA;
  readonly nodes: readonly LowNode[];
  readonly edges: readonly LowEdge[];
}

/** What one field may hold; forms and the check below both read these. `support`: where the prior must have its mass. */
export type Field = { readonly required?: true } & (
  | {
      readonly kind: "number";
      readonly min: number;
      readonly max: number;
      readonly integer?: true;
      readonly default?: number;
      readonly unit?: string;
    }
  | { readonly kind: "choice"; readonly choices: readonly string[]; readonly default?: string }
  | { readonly kind: "prior"; readonly support: "any" | "positive" | "fraction"; readonly default?: Prior }
  | { readonly kind: "numbers"; readonly min: number; readonly max: number }
  | { readonly kind: "text" | "date" | "flag" | "select" }
);
export type Fields = Readonly<Record<string, Field>>;

const choice = (...choices: string[]): Field => ({
  kind: "choice",
  choices,
  ...(choices[0] && { default: choices[0] }),
});
const needed = (field: Field): Field => ({ ...field, required: true });
const prior = (support: "any" | "positive" | "fraction", value?: Prior): Field => ({
  kind: "prior",
  support,
  ...(value && { default: value }),
});
const normal = (mu: number, sd: number): Field => prior("any", { dist: "normal", mu, sd });
const whole = (min: number, max: number, value: number): Field => ({
  kind: "number",
  integer: true,
  min,
  max,
  default: value,
});
const anyNumber: Field = { kind: "number", min: -1e12, max: 1e12, required: true };
const above: Field = { kind: "number", min: 1e-12, max: 1e12, required: true };
const data: Fields = {
  "data.file": { kind: "text" },
  "data.select": { kind: "select" },
  "data.metric": { kind: "text" },
};
const effect = (value: Field): Fields => ({
  "effect.prior": value,
  "effect.sign": choice("any", "positive", "negative"),
  "effect.pooling": choice("complete", "none"),
});
const period: Field = { kind: "number", min: 2, max: 36525, default: 365.25, unit: "days" };
const nu: Field = { kind: "number", min: 1, max: 200, default: 4 };

export const PRIOR_FIELDS: { readonly [D in Prior["dist"]]: Fields } = {
  normal: { mu: anyNumber, sd: above },
  lognormal: { mu: anyNumber, sd: above },
  half_normal: { sd: above },
  truncated_normal: { mu: anyNumber, sd: above, lo: anyNumber, hi: anyNumber },
  student_t: { nu: needed(nu), mu: anyNumber, sd: above },
  beta: { a: above, b: above },
  kumaraswamy: { a: above, b: above },
  gamma: { shape: above, rate: above },
  exponential: { rate: above },
  uniform: { lo: anyNumber, hi: anyNumber },
};

/** Fields of each type of high-level node with their defaults, by path inside the node. */
export const HIGH_FIELDS: { readonly [T in HighNode["type"]]: Fields } = {
  target: { link: choice("identity", "log"), likelihood: choice("normal", "student_t"), nu },
  media: {
    ...data,
    "adstock.type": choice("geometric_lag", "geometric", "delayed", "binomial", "weibull_pdf", "none"),
    "adstock.max_lag": { ...whole(1, 365, 13), unit: "periods" } as Field,
    // Retention per period of the data; the default is weekly, and carried to the period by the expansion.
    "adstock.prior": prior("positive", { dist: "beta", a: 1, b: 3 }),
    "adstock.lag_prior": prior("positive", { dist: "beta", a: 1, b: 2 }),
    "saturation.type": choice("hill", "michaelis_menten", "logistic", "none"),
    "saturation.half_prior": prior("positive", { dist: "truncated_normal", mu: 0.8, sd: 0.8, lo: 0.1, hi: 10 }),
    "saturation.slope_prior": prior("positive", { dist: "lognormal", mu: 0, sd: 0.4 }),
    "effect.parameter": choice("roi", "share", "coef"),
    "effect.prior": prior("positive", { dist: "lognormal", mu: 0.2, sd: 0.9 }),
    "effect.sign": choice("positive"),
    "effect.pooling": choice("partial", "none", "complete"),
  },
  price: { ...data, ...effect(normal(-1, 1)) },
  distribution: { ...data, ...effect(normal(0, 0.2)) },
  control: { ...data, ...effect(normal(0, 0.2)) },
  events: { ...data, ...effect(normal(0, 0.2)) },
  seasonality: { harmonics: whole(1, 26, 2), period, ...effect(normal(0, 0.15)) },
  trend: {
    basis: choice("linear", "piecewise"),
    knots: whole(0, 50, 3),
    drift: choice("none", "level", "ou", "ar1"),
    drift_prior: prior("positive", { dist: "half_normal", sd: 0.02 }),
    ...effect(normal(0, 0.3)),
  },
};

const series = needed({ kind: "text" });
/** Attributes of a basis node beside `type`, by type. */
export const BASIS_FIELDS: { readonly [T in BasisAttrs["type"]]: Fields } = {
  trend: {
    from: needed({ kind: "date" }),
    to: needed({ kind: "date" }),
    knots: needed({ kind: "numbers", min: 0, max: 1 }),
  },
  fourier: { harmonics: needed(whole(1, 26, 2)), period: needed(period) },
  column: { series },
  log_ratio: { series, reference: needed({ kind: "numbers", min: 1e-300, max: 1e300 }) },
  zscore: {
    series,
    mean: needed({ kind: "numbers", min: -1e300, max: 1e300 }),
    sd: needed({ kind: "numbers", min: 1e-300, max: 1e300 }),
  },
};
export const LOW_FIELDS: { readonly [K in LowKind]: Fields } = {
  data: { series, scale: needed({ kind: "number", min: 1e-300, max: 1e300 }), metric: { kind: "text" } },
  basis: { type: needed(choice(...Object.keys(BASIS_FIELDS))) },
  param: { size: needed(whole(1, 1000, 1)), per_unit: needed({ kind: "flag" }), prior: needed(prior("any")) },
  adstock: {
    type: needed(choice("geometric", "geometric_lag", "delayed", "binomial", "weibull_pdf")),
    max_lag: needed(whole(1, 365, 13)),
    normalise: needed({ kind: "flag" }),
  },
  saturation: { type: needed(choice("hill", "michaelis_menten", "logistic")) },
  term: { mode: needed(choice("share", "coef")) },
  linear: {},
  hier: { transform: needed(choice("exp", "identity")), centred: needed({ kind: "flag" }) },
  broadcast: { centred: needed({ kind: "flag" }) },
  sum: {},
  link: { type: needed(choice("exp")) },
  observe: {
    scale: needed({ kind: "numbers", min: 1e-300, max: 1e300 }),
    likelihood: needed(choice("normal", "student_t")),
    nu: needed(nu),
    drift: needed(choice("none", "level", "ou", "ar1")),
  },
};

/** The inputs of each kind of low-level node: which kinds may feed them, and how often. */
export interface Port {
  readonly from: readonly LowKind[];
  readonly count: "one" | "optional" | "many";
}
const one = (...from: LowKind[]): Port => ({ from, count: "one" });
const optional = (...from: LowKind[]): Port => ({ from, count: "optional" });
export const LOW_PORTS: { readonly [K in LowKind]: Readonly<Record<string, Port>> } = {
  data: {},
  basis: {},
  param: {},
  adstock: { x: one("data"), p1: one("param"), p2: optional("param") },
  saturation: { x: one("data", "adstock"), half: one("param"), slope: optional("param") },
  term: { x: one("data", "adstock", "saturation"), coef: one("param", "hier") },
  linear: { basis: one("basis"), coef: one("param", "hier") },
  hier: { mu: one("param"), tau: one("param"), z: one("param") },
  broadcast: { x: one("param") },
  sum: { term: { from: ["term", "linear", "broadcast"], count: "many" } },
  link: { x: one("sum") },
  observe: { mu: one("sum", "link"), sigma: one("param"), tau: optional("param"), phi: optional("param") },
};

export type GraphLevel = "high" | "low";
export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The nodes say the level: every node has `type`: high; every node has `kind`: low. */
export function recogniseLevel(nodes: readonly unknown[]): GraphLevel | "neither" | "mixed" {
  const typed = nodes.filter((node) => isObject(node) && "type" in node).length;
  const kinded = nodes.filter((node) => isObject(node) && "kind" in node).length;
  if (typed > 0 && kinded > 0) return "mixed";
  if (typed + kinded === 0) return "neither";
  return typed > 0 ? "high" : "low";
}
