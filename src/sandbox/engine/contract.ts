import type { HighGraph, LowGraph } from "../../graphs/sandboxSchema";
import type { GraphCheck } from "../../graphs/sandboxSchemaCheck";
import type { Ends } from "./diagnostics/interval";
import type { Frame } from "./frame";

/** Version of the engine's statistics; stored with every fit. */
export const ENGINE_VERSION = "1";

/** One fit of one low-level graph. */
export interface FitRequest {
  readonly graph: LowGraph;
  readonly frame: Frame;
  /** One flag per date of the frame: 1 = training date. */
  readonly training: Uint8Array;
  /** One flag per date: 1 = evaluation metrics count it; without a 1 there are none. Absent: all but the training dates. */
  readonly evaluation?: Uint8Array;
  readonly variational: { readonly epochs: number; readonly learningRate: number; readonly samples: number };
  /** "nuts": adaptive NUTS after SVI; "fast": SVI draws with Pareto-smoothed importance resampling. */
  readonly sampler: "nuts" | "fast";
  readonly seed: number;
  /** Posterior mean of an earlier fit of the same graph; used where names agree. */
  readonly warmStart?: { readonly names: readonly string[]; readonly mean: Float64Array };
  /** Fixed run length instead of the stopping rule (tests and benchmarks). */
  readonly fixedLength?: { readonly chains: number; readonly warmup: number; readonly draws: number };
}

export interface FitProgress {
  readonly phase: "checking" | "optimising" | "variational" | "sampling" | "attributing";
  /** 0..1 over the whole fit or attribution, never falling. */
  readonly fraction: number;
  /** Last value of the evidence lower bound, during the variational phase. */
  readonly elbo?: number;
  /** After each block of draws, once. */
  readonly block?: { readonly draws: number; readonly rhat: number; readonly ess: number };
}

export interface FitMetrics {
  readonly r2: number;
  /** Mean absolute percentage error, 0.05 = 5 %. */
  readonly mape: number;
  readonly wmape: number;
  readonly n: number;
}

export interface Convergence {
  readonly quantities: readonly {
    readonly name: string;
    readonly rhat: number;
    readonly essBulk: number;
    readonly essTail: number;
  }[];
  readonly rhat: number;
  readonly ess: number;
  readonly divergences: number;
}

/** Sales of all units together as the fit would make them anew. */
export interface PredictiveFit {
  readonly rows: readonly {
    readonly date: string;
    readonly actual: number | null;
    /** Of expected sales. */
    readonly mean: number;
    readonly p50: number;
    /** 90 % band, noise included. */
    readonly lo: number;
    readonly hi: number;
    /** Median of expected sales without media. */
    readonly baseline: number;
    readonly set: "train" | "eval" | null;
  }[];
  /** Statistics of the training dates; p = share of the draws that reach the actual value. */
  readonly ppc: readonly {
    readonly stat: string;
    readonly actual: number;
    readonly draws: readonly number[];
    readonly p: number;
  }[];
  /** Share of the draws in which sales without media are negative, over the training dates together. */
  readonly negativeBaseline: number;
}

/** What the data added to what was believed of one parameter. */
export interface ParameterDensity {
  readonly param: string;
  /** What the parameter does: "retention", "half saturation", "effect". */
  readonly role: string;
  /** Of `x`, in words; empty for a plain number. */
  readonly unit: string;
  readonly x: readonly number[];
  readonly prior: readonly number[];
  readonly post: readonly number[];
  /** What both densities have in common, 0..1: 1 when the data said nothing. */
  readonly overlap: number;
  /** Values at these probabilities, ascending: the median and the ends of equal-tailed intervals. */
  readonly quantiles: {
    readonly at: readonly number[];
    readonly prior: readonly number[];
    readonly post: readonly number[];
  };
}

export interface Fit {
  readonly engine: string;
  readonly seed: number;
  readonly sampler: "nuts" | "fast";
  /** Parameter names, length D. */
  readonly names: readonly string[];
  /** Unconstrained draws, row-major S x D, chains one after another. */
  readonly draws: Float64Array;
  readonly drawCount: number;
  readonly chains: number;
  readonly elbo: readonly number[];
  /** Absent for "fast". */
  readonly convergence?: Convergence;
  /** Pareto k-hat of the variational fit; a hint, not a gate. */
  readonly paretoK?: number;
  readonly metrics: { readonly train: FitMetrics; readonly eval?: FitMetrics; readonly all: FitMetrics };
  readonly predictive: PredictiveFit;
  readonly density: readonly ParameterDensity[];
  readonly seconds: number;
  /** Observed periods of a unit that the fit left out as outliers. */
  readonly leftOut: number;
  /** Sentences for the model record. */
  readonly warnings: readonly string[];
}

/** Where the work runs and how it can be stopped. */
export interface EngineHost {
  /** URL of the built engine worker. */
  readonly workerUrl: URL;
  /** Upper limit of worker threads at once. */
  readonly workers: number;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: FitProgress) => void;
}

export type FitModel = (request: FitRequest, host: EngineHost) => Promise<Fit>;

export type DriverKind = "base" | "media" | "price" | "distribution" | "events" | "control" | "seasonality" | "trend";

/** Decomposition of expected sales by driver for every kept draw. */
export interface ContributionDraws {
  readonly engine: string;
  readonly seed: number;
  readonly drivers: readonly {
    readonly name: string;
    readonly kind: DriverKind;
    /** True where only differences to a reference level mean anything. */ readonly zeroSum: boolean;
  }[];
  readonly units: readonly string[];
  /** The dates covered, length T. */
  readonly dates: readonly string[];
  /** Dates whose mean is the reference level of zero-sum drivers, in words for captions: "training mean". */
  readonly reference: string;
  readonly drawCount: number;
  /** Units sold, [draw][driver][unit][date]. */
  readonly contributions: Float64Array;
  /** Currency per unit, [unit][date]; absent without prices. */
  readonly price?: Float64Array;
  /** Currency, [unit][date] per media driver with spend. */
  readonly investment: ReadonlyMap<string, Float64Array>;
}

export interface AttributionRequest {
  readonly graph: LowGraph;
  readonly frame: Frame;
  readonly training: Uint8Array;
  readonly fit: Pick<Fit, "names" | "draws" | "drawCount" | "seed">;
  /** Index range of the frame's dates, end exclusive. */
  readonly from: number;
  readonly to: number;
  /** Posterior draws to use, evenly spaced. */
  readonly samples: number;
}

export type AttributeSales = (request: AttributionRequest, host: EngineHost) => Promise<ContributionDraws>;

/** Everything wrong with a graph that comes from outside, or the graph and its level. */
export type CheckGraph = (graph: unknown) => GraphCheck;

/** Expands a high-level graph for one frame: one explicit chain of low-level nodes per driver, scales and priors frozen. */
export type ExpandGraph = (
  graph: HighGraph,
  frame: Frame,
  training: Uint8Array,
) => { readonly graph: LowGraph; readonly warnings: readonly string[] };

/** A sensible high-level graph for a frame: every media vehicle, price, distribution, events, trend, seasonality into one target. */
export type SuggestGraph = (frame: Frame, options?: { readonly products?: "sum" | "pooled" }) => HighGraph;

/** Row types of an attribution's result, as sent over HTTP. Shares are fractions of total expected sales. */
export interface DriverTotal {
  readonly driver: string;
  readonly kind: DriverKind;
  readonly product: string;
  readonly mean: number;
  readonly p50: number;
  readonly lo: number;
  readonly hi: number;
  readonly share: Ends;
  readonly pPositive: number;
  readonly reference: string | null;
}

export interface ChannelRoi {
  readonly channel: string;
  readonly spend: number;
  readonly spendShare: number;
  readonly effectShare: Ends;
  readonly basis: ReturnBasis;
  readonly p50: number;
  readonly lo50: number;
  readonly hi50: number;
  readonly lo: number;
  readonly hi: number;
  readonly mean: number;
  readonly pAbove1: number;
  /** Revenue per further currency unit when the channel's activity and spend grow by one per cent. */
  readonly mroi: Ends;
  /** What was believed of the ROI before the data were seen. */
  readonly prior: Ends;
}

/** How dates are put together in a series. */
export const GROUPINGS = ["period", "quarter", "year"] as const;
export type SeriesGrouping = (typeof GROUPINGS)[number];

/** What contributions are counted in; revenue at the prices of their dates. */
export const RESULT_UNITS = ["units", "revenue"] as const;
export type ResultUnit = (typeof RESULT_UNITS)[number];

/** What a return counts of a unit sold: its price, or what is left of it. */
export const RETURN_BASES = ["revenue", "profit"] as const;
export type ReturnBasis = (typeof RETURN_BASES)[number];

/** Which part of some attributions a result is about, and how it is shown. */
export interface ResultQuery {
  /** Probability of the intervals, 0..1. */
  readonly level: number;
  readonly by: SeriesGrouping;
  /** Absent: units sold. */
  readonly unit?: ResultUnit | undefined;
  /** Of returns; absent: revenue. */
  readonly basis?: ReturnBasis | undefined;
  /** ISO days, both included. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  /** Absent: all units. */
  readonly product?: string | undefined;
}

/** A check of how a fit was sampled that did not pass. */
export interface FitDoubt {
  readonly check: string;
  readonly status: "look" | "fail";
  readonly value: number;
  readonly limit: number;
}

/** An attribution, and everything that it was made from. */
export interface ResultMember {
  /** Its number in the project. */
  readonly id: number;
  /** Of its model: the draws of two attributions of one model belong together. */
  readonly model: number;
  /** Where it is about, in the words of the dataset. */
  readonly place: { readonly country_code: string; readonly region_code: string; readonly grouping: string };
  /** Of its model's fit; absent: none. */
  readonly doubts?: readonly FitDoubt[];
  readonly request: AttributionRequest;
  /** Absent where the question does not need them. */
  readonly contributions?: ContributionDraws;
}
