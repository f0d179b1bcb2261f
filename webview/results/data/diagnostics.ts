import { datesOf, type Fields, fieldsOf, listOf, numberOf, numbersOf, rowsOf, textOf } from "./fields";
import { looseJson } from "./looseJson";

export type FitSet = "train" | "eval" | null;

export interface FitRow {
  readonly date: string;
  readonly actual: number | null;
  /** Expected sales, mean and median. */
  readonly mean: number | null;
  readonly p50: number;
  /** Predictive band, noise included. */
  readonly lo: number;
  readonly hi: number;
  /** Median of expected sales without media. */
  readonly baseline: number | null;
  readonly set: FitSet;
}

export interface Metrics {
  readonly r2: number | null;
  readonly mape: number | null;
  readonly wmape: number | null;
  readonly coverage: number | null;
  readonly n: number | null;
}

export interface TrustCheck {
  readonly id: string;
  readonly status: "pass" | "look" | "fail";
  readonly value: number | null;
  readonly limit: number | null;
  readonly text: string;
  readonly help: string;
  /** The parameters that a bad answer is about. */
  readonly params: readonly string[];
}

export interface Density {
  readonly param: string;
  readonly role: string;
  readonly unit: string;
  readonly x: readonly number[];
  readonly prior: readonly number[];
  readonly post: readonly number[];
  readonly overlap: number | null;
  /** Values at these probabilities; empty where the server does not tell. */
  readonly quantiles: {
    readonly at: readonly number[];
    readonly prior: readonly number[];
    readonly post: readonly number[];
  };
}

export interface PredictiveStatistic {
  readonly stat: string;
  readonly actual: number;
  readonly draws: readonly number[];
  readonly p: number | null;
}

/** What a fit says about itself; a part that the fit did not produce is empty. */
export interface Diagnostics {
  readonly engine: string;
  readonly sampler: string;
  readonly seed: number | null;
  readonly draws: number | null;
  /** How many of the draws the rows of `fit` are made of. */
  readonly fitDraws: number | null;
  readonly level: number;
  readonly fit: readonly FitRow[];
  readonly metrics: { readonly train: Metrics | null; readonly eval: Metrics | null; readonly all: Metrics | null };
  readonly checks: readonly TrustCheck[];
  readonly residuals: readonly { readonly date: string; readonly value: number; readonly set: FitSet }[];
  readonly acf: readonly number[];
  readonly diag: readonly { readonly param: string; readonly rhat: number; readonly ess: number }[];
  readonly elbo: readonly number[];
  readonly density: readonly Density[];
  readonly ppc: readonly PredictiveStatistic[];
  /** Periods that were left out of the fit as outliers. */
  readonly outliersLeftOut: number;
  /** What the server says of the data, the graph and the fit, in its own words. */
  readonly warnings: readonly string[];
  readonly leftOut: number;
}

export function readDiagnostics(text: string): Diagnostics | undefined {
  const answer = fieldsOf(looseJson(text));
  if (answer === null || (answer["v"] !== undefined && answer["v"] !== 1)) return undefined;
  const metrics = fieldsOf(answer["metrics"]);
  const fit = rowsOf(answer["fit"], readFit);
  const residuals = rowsOf(answer["residuals"], readResidual);
  const density = rowsOf(answer["density"], readDensity);
  const ppc = rowsOf(answer["ppc"], readStatistic);
  const [checks, diag] = [rowsOf(answer["checks"], readCheck), rowsOf(answer["diag"], readDiag)];
  return {
    engine: textOf(answer["engine"]) ?? "",
    sampler: textOf(answer["sampler"]) ?? "",
    seed: numberOf(answer["seed"]),
    draws: numberOf(answer["draws"]),
    fitDraws: numberOf(answer["fitDraws"]),
    level: numberOf(answer["level"]) ?? 0.9,
    fit: fit.rows,
    metrics: {
      train: readMetrics(metrics?.["train"]),
      eval: readMetrics(metrics?.["eval"]),
      all: readMetrics(metrics?.["all"]),
    },
    checks: checks.rows,
    residuals: residuals.rows,
    acf: numbersOf(answer["acf"]).filter(Number.isFinite),
    diag: diag.rows,
    elbo: numbersOf(answer["elbo"]).filter(Number.isFinite),
    density: density.rows,
    ppc: ppc.rows,
    outliersLeftOut: numberOf(answer["leftOut"]) ?? 0,
    warnings: listOf(answer["warnings"]).flatMap((text) => textOf(text) ?? []),
    leftOut: [fit, residuals, density, ppc, checks, diag].reduce((sum, { leftOut }) => sum + leftOut, 0),
  };
}

const setOf = (value: unknown): FitSet => (value === "train" || value === "eval" ? value : null);

function readFit(fields: Fields): FitRow | null {
  const [date] = datesOf([fields["date"]]);
  const [p50, lo, hi] = [numberOf(fields["p50"]), numberOf(fields["lo"]), numberOf(fields["hi"])];
  if (date === undefined || p50 === null || lo === null || hi === null) return null;
  const [actual, mean, baseline] = [fields["actual"], fields["mean"], fields["baseline"]].map(numberOf);
  return {
    ...{ date, actual: actual ?? null, mean: mean ?? null, p50, lo, hi },
    ...{ baseline: baseline ?? null, set: setOf(fields["set"]) },
  };
}

function readMetrics(value: unknown): Metrics | null {
  const fields = fieldsOf(value);
  if (fields === null) return null;
  const of = (name: keyof Metrics): number | null => numberOf(fields[name]);
  return { r2: of("r2"), mape: of("mape"), wmape: of("wmape"), coverage: of("coverage"), n: of("n") };
}

function readCheck(fields: Fields): TrustCheck | null {
  const { id, status } = fields;
  if (typeof id !== "string" || (status !== "pass" && status !== "look" && status !== "fail")) return null;
  const [value, limit] = [numberOf(fields["value"]), numberOf(fields["limit"])];
  return {
    ...{ id, status, value, limit, text: textOf(fields["text"]) ?? id, help: textOf(fields["help"]) ?? "" },
    params: listOf(fields["params"]).flatMap((param) => textOf(param) ?? []),
  };
}

function readResidual(fields: Fields): Diagnostics["residuals"][number] | null {
  const [date] = datesOf([fields["date"]]);
  const value = numberOf(fields["value"]);
  return date === undefined || value === null ? null : { date, value, set: setOf(fields["set"]) };
}

function readDiag(fields: Fields): Diagnostics["diag"][number] | null {
  const [rhat, ess] = [numberOf(fields["rhat"]), numberOf(fields["ess"])];
  return rhat === null || ess === null ? null : { param: textOf(fields["param"]) ?? "", rhat, ess };
}

function readDensity(fields: Fields): Density | null {
  const param = textOf(fields["param"]);
  const [x, prior, post] = [numbersOf(fields["x"]), numbersOf(fields["prior"]), numbersOf(fields["post"])];
  if (param === null || x.length < 2 || prior.length !== x.length || post.length !== x.length) return null;
  const [role, unit] = [textOf(fields["role"]) ?? "", textOf(fields["unit"]) ?? ""];
  const told = fieldsOf(fields["quantiles"]);
  const of = (name: string): readonly number[] => numbersOf(told?.[name]);
  const quantiles = { at: of("at"), prior: of("prior"), post: of("post") };
  return { param, role, unit, x, prior, post, overlap: numberOf(fields["overlap"]), quantiles };
}

function readStatistic(fields: Fields): PredictiveStatistic | null {
  const stat = textOf(fields["stat"]);
  const actual = numberOf(fields["actual"]);
  const draws = listOf(fields["draws"]).flatMap((value) => numberOf(value) ?? []);
  return stat === null || actual === null || draws.length === 0
    ? null
    : { stat, actual, draws, p: numberOf(fields["p"]) };
}
