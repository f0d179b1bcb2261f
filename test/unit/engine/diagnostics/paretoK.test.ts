import assert from "node:assert/strict";
import {
  fitGeneralisedPareto,
  paretoQuantile,
  paretoSmoothedWeights,
} from "../../../../src/sandbox/engine/diagnostics/paretoK";
import { RandomStream } from "../../../../src/sandbox/engine/numerics/random";
import { assertClose, mean } from "../../../support/engine/analyticDensities";

const exponential = (random: RandomStream): number => -Math.log(random.uniform());

describe("the generalised Pareto fit", function () {
  this.timeout(20_000);
  for (const k of [-0.2, 0.3, 0.8]) {
    it(`recovers shape ${k} and scale 2 from evenly spread quantiles`, () => {
      const n = 2000;
      const exceedances = Float64Array.from({ length: n }, (_, i) => paretoQuantile({ k, sigma: 2 }, (i + 0.5) / n));
      const fitted = fitGeneralisedPareto(exceedances);
      assertClose(fitted.k, (k * n + 5) / (n + 10), 0.02, "k");
      assertClose(fitted.sigma, 2, 0.06, "sigma");
    });
  }
});

describe("Pareto-smoothed importance sampling", function () {
  this.timeout(20_000);
  // Draws from Exp(rate) weighted towards Exp(1): P(weight > w) falls as w^(-rate / (rate - 1)), so k = 1 - 1 / rate.
  for (const rate of [1.25, 2, 4]) {
    it(`finds k = ${1 - 1 / rate} for exponential draws with rate ${rate} and target rate 1`, () => {
      const estimates = Array.from({ length: 20 }, (_, stream) => {
        const random = new RandomStream(9, stream);
        const logWeights = Float64Array.from({ length: 4000 }, () => ((rate - 1) * exponential(random)) / rate);
        return paretoSmoothedWeights(logWeights).k;
      });
      assertClose(mean(estimates), 1 - 1 / rate, 0.1);
    });
  }

  it("returns weights that sum to 1, keep their order and improve on the raw ones", () => {
    const errors = { raw: 0, smoothed: 0 };
    for (let stream = 0; stream < 200; stream++) {
      const random = new RandomStream(10, stream);
      const draws = Float64Array.from({ length: 500 }, () => exponential(random) / 3);
      const logWeights = draws.map((x) => 2 * x);
      const { weights } = paretoSmoothedWeights(logWeights);
      assertClose(
        weights.reduce((a, b) => a + b, 0),
        1,
        1e-12,
      );
      const order = Array.from(draws, (_, i) => i).sort((a, b) => (draws[a] ?? 0) - (draws[b] ?? 0));
      order.slice(1).forEach((index, i) => assert.ok((weights[index] ?? 0) >= (weights[order[i] ?? 0] ?? 0) - 1e-15));
      const rawWeights = logWeights.map(Math.exp);
      const rawSum = rawWeights.reduce((a, b) => a + b, 0);
      errors.raw += (rawWeights.reduce((sum, w, i) => sum + w * (draws[i] ?? 0), 0) / rawSum - 1) ** 2;
      errors.smoothed += (weights.reduce((sum, w, i) => sum + w * (draws[i] ?? 0), 0) - 1) ** 2;
    }
    assert.ok(errors.smoothed < errors.raw, `${errors.smoothed} against ${errors.raw}`);
  });

  it("gives a draw without a finite density no weight", () => {
    const { weights } = paretoSmoothedWeights(Float64Array.from({ length: 100 }, (_, i) => (i === 5 ? NaN : i / 100)));
    assert.equal(weights[5], 0);
  });
});
