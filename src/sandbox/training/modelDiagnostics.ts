import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type Convergence, type PredictiveFit } from "../engine/contract";
import { predictiveFile } from "../store/dataFolder";
import { type ModelRecord } from "../store/modelRecords";
import { type FitEvidence, modelChecks, PREDICTIVE_LEVEL } from "./modelChecks";

/** Empty for a fit of an earlier version. */
async function evidenceOf(folder: string, drawsFile: string): Promise<FitEvidence> {
  const text = await readFile(join(folder, predictiveFile(drawsFile)), "utf8").catch(() => undefined);
  return text === undefined ? {} : (JSON.parse(text) as FitEvidence);
}

/** What a completed model's fit says about itself; a part that the fit did not produce is absent. */
export async function modelDiagnostics(folder: string, model: Pick<ModelRecord, "fit" | "metrics" | "loss">) {
  const { fit, metrics, loss } = model;
  if (!fit) return undefined;
  const evidence = await evidenceOf(folder, fit.drawsFile);
  const { rows, ppc, density, leftOut, warnings } = evidence;
  const convergence = fit.convergence as Convergence | null;
  return {
    v: 1,
    engine: fit.engine,
    seed: fit.seed,
    draws: fit.drawCount,
    sampler: fit.sampler,
    chains: fit.chains,
    seconds: fit.seconds,
    ...(rows && {
      level: PREDICTIVE_LEVEL,
      fit: rows,
      residuals: residualsOf(rows),
      acf: autocorrelation(
        rows.map(({ set, actual, mean }) => (set === "train" && actual !== null ? actual - mean : null)),
      ),
    }),
    ...(metrics && { metrics: metricsWithCoverage(metrics, rows ?? []) }),
    checks: modelChecks(model, evidence),
    ...(leftOut !== undefined && { leftOut }),
    ...(warnings && { warnings }),
    ...(convergence && {
      diag: convergence.quantities.map(({ name, rhat, essBulk }) => ({ param: name, rhat, ess: essBulk })),
    }),
    ...(loss.length > 0 && { elbo: loss }),
    ...(density && { density }),
    // A statistic has one number for each draw that sales were made of.
    ...(ppc?.[0] && { fitDraws: ppc[0].draws.length }),
    ...(ppc && { ppc }),
  };
}

/** With the share of the dates whose sales lie in the band; null where no date has both. */
function metricsWithCoverage(metrics: NonNullable<ModelRecord["metrics"]>, rows: PredictiveFit["rows"]) {
  const coverage = (wanted?: "train" | "eval") => {
    const known = rows.flatMap(({ actual, lo, hi, set }) =>
      actual === null || (wanted !== undefined && set !== wanted) ? [] : [actual >= lo && actual <= hi],
    );
    return known.length === 0 ? null : known.filter((inside) => inside).length / known.length;
  };
  return {
    train: { ...metrics.train, coverage: coverage("train") },
    eval: metrics.eval ? { ...metrics.eval, coverage: coverage("eval") } : null,
    all: { ...metrics.all, coverage: coverage() },
  };
}

const residualsOf = (rows: PredictiveFit["rows"]) =>
  rows.flatMap(({ date, actual, mean, set }) => (actual === null ? [] : [{ date, value: actual - mean, set }]));

const LAGS = 13;

/** Of lags 1 to 13, as far as there are values; `values`: by date, a pair with one that is missing does not count. */
export function autocorrelation(values: readonly (number | null)[]): number[] {
  const known = values.filter((value) => value !== null);
  const mean = known.reduce((sum, value) => sum + value / known.length, 0);
  const from = values.map((value) => (value === null ? 0 : value - mean));
  const square = from.reduce((sum, value) => sum + value * value, 0);
  return Array.from({ length: Math.min(LAGS, Math.max(0, known.length - 1)) }, (_, i) => {
    const sum = from.slice(i + 1).reduce((total, value, at) => total + value * (from[at] ?? 0), 0);
    return square === 0 ? 0 : sum / square;
  });
}
