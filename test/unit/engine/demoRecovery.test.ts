import assert from "node:assert/strict";
import { attributeSales } from "../../../src/sandbox/engine/attribution/attributeSales";
import { summariseDraws, type Summary } from "../../../src/sandbox/engine/attribution/summariseDraws";
import { type Fit } from "../../../src/sandbox/engine/contract";
import { fitModel } from "../../../src/sandbox/engine/fitModel";
import { expandGraph } from "../../../src/sandbox/engine/graph/expandGraph";
import { suggestGraph } from "../../../src/sandbox/engine/graph/suggestGraph";
import { buildEngineWorker } from "../../support/engine/builtWorker";
import { demoFrame, demoTraining, readDemoTruth, rereferencedTotals } from "../../support/engine/demoFrame";

describe("the suggested model on the demo data", function () {
  this.timeout(120_000);
  const truth = readDemoTruth();
  let fit: Fit;
  let summary: Summary;
  before(async () => {
    const frame = demoFrame();
    const training = demoTraining(frame);
    const { graph, warnings } = expandGraph(suggestGraph(frame), frame, training);
    assert.deepEqual(warnings, []);
    const worker = await buildEngineWorker();
    const host = {
      workerUrl: worker.url,
      workers: 2,
      signal: new AbortController().signal,
      onProgress: () => undefined,
    };
    const variational = { epochs: 200, learningRate: 0.02, samples: 3 };
    fit = await fitModel({ graph, frame, training, variational, sampler: "nuts", seed: 1 }, host);
    const range = { from: 0, to: frame.dates.length, samples: 500 };
    summary = summariseDraws(await attributeSales({ graph, frame, training, fit, ...range }, host), 0.9);
    await worker.remove();
    if (process.env["SHOW_FIGURES"]) showFigures(frame.dates.length);
  });

  function showFigures(dates: number): void {
    const totals = rereferencedTotals(truth, demoTraining(demoFrame()));
    console.log(`      ${fit.seconds.toFixed(1)} s, ${fit.drawCount} draws, R-hat ${fit.convergence?.rhat.toFixed(4)}`);
    console.log(
      `      ESS ${fit.convergence?.ess.toFixed(0)}, divergences ${fit.convergence?.divergences}, ${dates} dates`,
    );
    console.log(`      R2 ${fit.metrics.train.r2.toFixed(3)}, holdout MAPE ${fit.metrics.eval?.mape.toFixed(4)}`);
    for (const { channel, p50, lo, hi } of summary.roi) {
      console.log(
        `      ROI ${channel}: ${truth.roi.get(channel)} in ${p50.toFixed(2)} [${lo.toFixed(2)}, ${hi.toFixed(2)}]`,
      );
    }
    for (const { driver, mean, lo, hi } of summary.totals) {
      console.log(
        `      ${driver}: ${totals.get(driver)?.toFixed(0)} in ${mean.toFixed(0)} [${lo.toFixed(0)}, ${hi.toFixed(0)}]`,
      );
    }
  }

  it("converges, and predicts the dates that it has not seen", () => {
    assert.ok((fit.convergence?.rhat ?? NaN) < 1.01);
    assert.ok((fit.convergence?.ess ?? NaN) > 400);
    assert.deepEqual(fit.warnings, []);
    assert.ok(fit.metrics.train.r2 > 0.95);
    assert.ok((fit.metrics.eval?.mape ?? NaN) < 0.035);
  });

  it("holds the true return of all five channels in its 90 % intervals", () => {
    assert.deepEqual(summary.roi.map(({ channel }) => channel).sort(), [...truth.roi.keys()].sort());
    for (const { channel, lo, hi } of summary.roi) {
      const value = truth.roi.get(channel) ?? NaN;
      assert.ok(value >= lo && value <= hi, `${channel}: ${value} is outside ${lo} .. ${hi}`);
    }
  });

  it("holds the true totals of all thirteen drivers in its 90 % intervals, both on the same reference dates", () => {
    const totals = rereferencedTotals(truth, demoTraining(demoFrame()));
    assert.equal(summary.totals.length, 13);
    for (const { driver, lo, hi } of summary.totals) {
      const value = totals.get(driver) ?? NaN;
      assert.ok(value >= lo && value <= hi, `${driver}: ${value} is outside ${lo} .. ${hi}`);
    }
  });
});
