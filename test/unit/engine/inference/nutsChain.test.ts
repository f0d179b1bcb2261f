import assert from "node:assert/strict";
import { bulkEffectiveSampleSize } from "../../../../src/sandbox/engine/diagnostics/effectiveSampleSize";
import { type LogDensity } from "../../../../src/sandbox/engine/inference/logDensity";
import { NutsChain, type NutsChainOptions } from "../../../../src/sandbox/engine/inference/nutsChain";
import { RandomStream } from "../../../../src/sandbox/engine/numerics/random";
import {
  assertClose,
  column,
  gammaPoissonDensity,
  gaussianDensity,
  mean,
  sd,
} from "../../../support/engine/analyticDensities";

function sample(density: LogDensity, draws: number, options: Partial<NutsChainOptions> = {}, stream = 0) {
  const settings = { start: new Float64Array(density.dim), warmup: 300, adaptMetric: true, ...options };
  const chain = new NutsChain(density, settings, new RandomStream(21, stream));
  return { chain, draws: chain.advance(settings.warmup + draws) };
}

/** Four standard errors, from the effective sample size of the draws themselves. */
function assertMean(values: Float64Array, expected: number, trueSd: number, what: string): void {
  assertClose(mean(values), expected, (4 * trueSd) / Math.sqrt(bulkEffectiveSampleSize([values])), what);
}

describe("a chain of the No-U-Turn sampler", function () {
  this.timeout(60_000);
  it("has the moments of a correlated Gaussian within Monte-Carlo error", () => {
    const means = [1, -2, 30];
    const covariance = [1, 0.9, 0, 0.9, 1, 2, 0, 2, 100];
    const { draws, chain } = sample(gaussianDensity(means, covariance), 4000);
    const columns = [0, 1, 2].map((i) => column(draws, 3, i));
    columns.forEach((values, i) => {
      const trueSd = Math.sqrt(covariance[4 * i] ?? NaN);
      assertMean(values, means[i] ?? NaN, trueSd, `mean ${i}`);
      assertClose(sd(values) / trueSd, 1, 0.08, `sd ${i}`);
    });
    const [x = new Float64Array(), y = new Float64Array()] = columns;
    assertClose(mean(x.map((value, i) => (value - 1) * ((y[i] ?? NaN) + 2))), 0.9, 0.1, "covariance");
    assert.equal(chain.divergences, 0);
  });

  it("has the moments of the gamma posterior of Poisson counts", () => {
    const density = gammaPoissonDensity([2, 0, 1, 4], 0.5, 0.1);
    const { shape, rate } = density.posterior;
    const { draws } = sample(density, 6000);
    const lambda = draws.map(Math.exp);
    assertMean(lambda, shape / rate, Math.sqrt(shape) / rate, "mean of lambda");
    assertClose((sd(lambda) * rate) / Math.sqrt(shape), 1, 0.06);
    assertMean(
      draws.map((theta) => theta ** 2),
      expectedLogSquare(shape, rate),
      1.2,
      "mean of log(lambda) squared",
    );
  });

  it("draws the same however the run is cut into blocks", () => {
    const density = gaussianDensity([0, 0], [1, 0.5, 0.5, 2]);
    const whole = sample(density, 120).draws;
    const chain = new NutsChain(
      density,
      { start: new Float64Array(2), warmup: 300, adaptMetric: true },
      new RandomStream(21, 0),
    );
    const pieces = [50, 260, 1, 109].map((iterations) => chain.advance(iterations));
    assert.deepEqual(
      pieces.map((piece) => piece.length / 2),
      [0, 10, 1, 109],
    );
    assert.deepEqual(Float64Array.from(pieces.flatMap((piece) => [...piece])), whole);
  });

  it("needs far fewer gradients once it has learned the scales", () => {
    const density = gaussianDensity([0, 0, 0], [1e-4, 0, 0, 0, 1, 0, 0, 0, 1e4]);
    const perDraw = (options: Partial<NutsChainOptions>): number => {
      const { chain } = sample(density, 0, { warmup: 400, ...options });
      const before = chain.leapfrogs;
      chain.advance(100);
      return (chain.leapfrogs - before) / 100;
    };
    const learned = perDraw({ adaptMetric: true });
    const unit = perDraw({ adaptMetric: false });
    const given = perDraw({ adaptMetric: false, inverseMetric: Float64Array.of(1e-4, 1, 1e4) });
    assert.ok(learned < 10 && given < 10, `learned ${learned}, given ${given}`);
    assert.ok(unit > 200, `unit ${unit}`);
  });

  it("counts divergences at a cliff and refuses to start off it", () => {
    const cliff: LogDensity = {
      dim: 1,
      logDensity: (position, gradient) => {
        const [x = NaN] = position;
        gradient[0] = -x;
        return x > 0.5 ? -Infinity : -0.5 * x * x;
      },
    };
    const { chain, draws } = sample(cliff, 500);
    assert.ok(chain.divergences > 0);
    assert.ok(draws.every((x) => x <= 0.5));
    assert.throws(() => sample(cliff, 10, { start: Float64Array.of(1) }), RangeError);
  });
});

/** E[log(lambda)^2] for lambda ~ Gamma(shape, rate), by quadrature over the log. */
function expectedLogSquare(shape: number, rate: number): number {
  let weighted = 0;
  let total = 0;
  for (let theta = -8; theta < 5; theta += 1e-3) {
    const weight = Math.exp(shape * theta - rate * Math.exp(theta));
    weighted += weight * theta * theta;
    total += weight;
  }
  return weighted / total;
}
