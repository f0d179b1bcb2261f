import assert from "node:assert/strict";
import { type Convergence, type ParameterDensity } from "../../../../src/sandbox/engine/contract";
import { type FitEvidence, modelChecks, samplingDoubts } from "../../../../src/sandbox/training/modelChecks";
import { type ModelRecord } from "../../../../src/sandbox/store/modelRecords";

const metric = (mape: number) => ({ r2: 0.9, mape, wmape: mape, n: 50 });

function statusOf(id: string, evidence: FitEvidence, record: Partial<Pick<ModelRecord, "fit" | "metrics">> = {}) {
  const checks = modelChecks({ fit: null, metrics: null, ...record }, evidence);
  return checks.find((check) => check.id === id)?.status;
}

/** An effect whose posterior is a narrow triangle around a place in a flat prior on 0..1. */
function effect(centre: number, overlap: number): ParameterDensity {
  const x = Array.from({ length: 2001 }, (_, i) => i / 2000);
  const post = x.map((value) => Math.max(0, 1 - Math.abs(value - centre) / 0.002));
  const quantiles = { at: [0.5], prior: [0.5], post: [centre] };
  return { param: "media.TV.coef", role: "effect", unit: "", x, prior: x.map(() => 1), post, overlap, quantiles };
}

const rows = (residuals: readonly number[]) =>
  residuals.map((value) => ({
    ...{ date: "2024-01-01", actual: 100 + value, mean: 100, p50: 100, lo: 90, hi: 110, baseline: 50 },
    set: "train" as const,
  }));

describe("checks of a model", () => {
  it("are absent where a fit has no evidence for them", () => {
    assert.deepEqual(modelChecks({ fit: null, metrics: null }, {}), []);
  });

  const fitWith = (
    convergence: Partial<Convergence> | null,
    paretoK: number | null = null,
  ): NonNullable<ModelRecord["fit"]> => ({
    ...{ engine: "1", seed: 1, sampler: "nuts", names: [], drawCount: 4, chains: 4, seconds: 1, drawsFile: "" },
    paretoK,
    convergence: convergence && { quantities: [], rhat: 1, ess: 4000, divergences: 0, ...convergence },
  });
  const sampled = (id: string, convergence: Partial<Convergence>) => statusOf(id, {}, { fit: fitWith(convergence) });

  it("chains that nearly agree are worth a look, and those that do not fail", () => {
    const status = (rhat: number) => sampled("rhat", { rhat });
    assert.deepEqual([status(1.009), status(1.02), status(1.06)], ["pass", "look", "fail"]);
  });

  it("draws that count as few independent ones are worth a look", () => {
    const status = (ess: number) => sampled("ess", { ess });
    assert.deepEqual([status(401), status(399)], ["pass", "look"]);
  });

  it("a divergence is worth a look", () => {
    const status = (divergences: number) => sampled("divergences", { divergences });
    assert.deepEqual([status(0), status(1)], ["pass", "look"]);
  });

  it("a variational fit that would not do alone is worth a look", () => {
    const status = (k: number) => statusOf("khat", {}, { fit: fitWith(null, k) });
    assert.deepEqual([status(0.6), status(0.8)], ["pass", "look"]);
    assert.equal(statusOf("khat", {}, { fit: fitWith({}) }), undefined);
  });

  it("what speaks against all draws is the sampling alone; of a sampled fit k-hat does not", () => {
    const doubts = (fit: ModelRecord["fit"]) => samplingDoubts({ fit }).map(({ check, status }) => [check, status]);
    assert.deepEqual(doubts(fitWith({ rhat: 1.06, ess: 100 }, 0.9)), [
      ["rhat", "fail"],
      ["ess", "look"],
    ]);
    assert.deepEqual(doubts(fitWith({}, 0.9)), []);
    assert.deepEqual(doubts(fitWith(null, 0.9)), [["khat", "look"]]);
    assert.deepEqual(doubts(null), []);
  });

  it("a baseline that is probably negative fails, one that may be is worth a look", () => {
    const status = (negativeBaseline: number) => statusOf("baseline", { negativeBaseline });
    assert.deepEqual([status(0), status(0.3), status(0.9)], ["pass", "look", "fail"]);
  });

  it("an effect in the outer hundredth of its prior is worth a look", () => {
    const status = (centre: number) => statusOf("roi", { density: [effect(centre, 0.1)] });
    assert.deepEqual([status(0.5), status(0.003), status(0.997)], ["pass", "look", "look"]);
  });

  it("an effect that is still its prior is named", () => {
    assert.equal(statusOf("prior", { density: [effect(0.5, 0.5)] }), "pass");
    const checks = modelChecks({ fit: null, metrics: null }, { density: [effect(0.5, 0.95)] });
    const prior = checks.find(({ id }) => id === "prior");
    assert.equal(prior?.status, "look");
    assert.match(prior.help, /media\.TV\.coef/);
    assert.deepEqual(prior.params, ["media.TV.coef"]);
    assert.equal(statusOf("prior", { density: [{ ...effect(0.5, 0.99), role: "slope" }] }), undefined);
  });

  it("a much larger error on dates that were not seen is worth a look", () => {
    const status = (mape: number) =>
      statusOf("holdout", {}, { metrics: { train: metric(0.02), eval: metric(mape), all: metric(0.02) } });
    assert.deepEqual([status(0.03), status(0.05)], ["pass", "look"]);
    assert.equal(statusOf("holdout", {}, { metrics: { train: metric(0.02), all: metric(0.02) } }), undefined);
  });

  it("sales that are hardly followed are worth a look, and a fit worse than their mean fails", () => {
    const status = (r2: number) => {
      const measured = { ...metric(0.1), r2 };
      return statusOf("r2", {}, { metrics: { train: measured, all: measured } });
    };
    assert.deepEqual([status(0.8), status(0.3), status(-0.1), status(NaN)], ["pass", "look", "fail", undefined]);
  });

  it("a band that holds less of the unseen dates than chance allows is worth a look, and one that holds few fails", () => {
    const status = (outside: number) => {
      const unseen = rows(Array.from({ length: 40 }, (_, i) => (i < outside ? 20 : 0)));
      return statusOf("band", { rows: unseen.map((row) => ({ ...row, set: "eval" as const })) });
    };
    assert.deepEqual([status(4), status(7), status(8), status(21)], ["pass", "pass", "look", "fail"]);
    assert.equal(statusOf("band", { rows: rows([0, 20]) }), undefined, "dates that it has seen say nothing");
  });

  it("a date far off the others is an outlier, also where it was left out of the fit", () => {
    assert.equal(statusOf("outliers", { rows: rows([1, -1, 2, -2]), leftOut: 1 }), "look");
    const usual = [1, -1, 2, -2, 1, -1, 2, -2];
    assert.equal(statusOf("outliers", { rows: rows(usual) }), "pass");
    assert.equal(statusOf("outliers", { rows: rows([...usual, 20]) }), "look");
  });
});
