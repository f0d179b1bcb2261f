import assert from "node:assert/strict";
import { resample, systematicSample } from "../../../../src/sandbox/engine/inference/importanceResampling";
import { laplaceScale } from "../../../../src/sandbox/engine/inference/laplace";
import { fitVariational } from "../../../../src/sandbox/engine/inference/variationalInference";
import { WhitenedDensity } from "../../../../src/sandbox/engine/inference/whitening";
import { RandomStream } from "../../../../src/sandbox/engine/numerics/random";
import { logGamma } from "../../../../src/sandbox/engine/numerics/specialFunctions";
import {
  assertClose,
  column,
  gammaPoissonDensity,
  gaussianDensity,
  mean,
  sd,
} from "../../../support/engine/analyticDensities";

const random = (stream = 0): RandomStream => new RandomStream(4, stream);

describe("variational inference", function () {
  this.timeout(60_000);
  it("is exact for independent normals, the bound equal to the log evidence", () => {
    const density = gaussianDensity([0.6, -0.4], [0.25, 0, 0, 1.44]);
    const fit = fitVariational(density, { epochs: 2000, learningRate: 0.02, samples: 2 }, random());
    assertClose(fit.mean[0], 0.6, 0.01);
    assertClose(fit.mean[1], -0.4, 0.01);
    assertClose(Math.exp(fit.logSd[0] ?? NaN), 0.5, 0.01);
    assertClose(Math.exp(fit.logSd[1] ?? NaN), 1.2, 0.02);
    assert.equal(fit.elbo.length, 2000);
    assertClose(mean(fit.elbo.slice(-500)), Math.log(2 * Math.PI * 0.5 * 1.2), 0.05);
  });

  it("comes within the Kullback-Leibler gap of a skewed posterior's evidence", () => {
    const density = gammaPoissonDensity([3, 5, 4], 2, 1);
    const { shape, rate } = density.posterior;
    const whitened = new WhitenedDensity(density, {
      centre: Float64Array.of(Math.log(shape / rate)),
      scale: Float64Array.of(1 / Math.sqrt(shape)),
    });
    const fit = fitVariational(whitened, { epochs: 1500, learningRate: 0.02, samples: 4 }, random());
    const evidence = logGamma(shape) - shape * Math.log(rate) + 0.5 * Math.log(shape);
    const bound = mean(fit.elbo.slice(-1000));
    assert.ok(bound < evidence + 0.01 && bound > evidence - 0.03, `${bound} against ${evidence}`);
  });

  it("repeats for the same stream and stops where its checkpoint throws", () => {
    const density = gaussianDensity([1], [2]);
    const options = { epochs: 50, learningRate: 0.01, samples: 3 };
    assert.deepEqual(fitVariational(density, options, random()), fitVariational(density, options, random()));
    const stop = new Error("enough");
    const onEpoch = ({ epoch }: { epoch: number }): void => {
      if (epoch === 3) throw stop;
    };
    assert.throws(() => fitVariational(density, { ...options, onEpoch }, random()), stop);
  });
});

describe("importance resampling", function () {
  this.timeout(60_000);
  it("takes every index about weight times count times", () => {
    const chosen = systematicSample(Float64Array.of(0.5, 0, 0.3, 0.2), 10, random());
    assert.deepEqual(
      [0, 1, 2, 3].map((i) => chosen.filter((value) => value === i).length),
      [5, 0, 3, 2],
    );
  });

  it("turns a Laplace approximation into the skewed posterior it stands for", () => {
    const density = gammaPoissonDensity([1, 0, 2], 1.5, 1);
    const { shape, rate } = density.posterior;
    const mode = Float64Array.of(Math.log(shape / rate));
    const whitened = new WhitenedDensity(density, { centre: mode, scale: laplaceScale(density, mode) });
    const approximation = { mean: new Float64Array(1), logSd: new Float64Array(1) };
    const { draws, paretoK } = resample(whitened, approximation, 4000, random());
    assert.ok(paretoK < 0.7, `k-hat ${paretoK}`);
    const lambda = Float64Array.from(draws, (z) => {
      const theta = new Float64Array(1);
      whitened.unwhiten(Float64Array.of(z), theta);
      return Math.exp(theta[0] ?? NaN);
    });
    assertClose(mean(lambda), shape / rate, 0.03);
    assertClose(sd(lambda), Math.sqrt(shape) / rate, 0.03);
  });

  it("says so when the approximation misses the posterior, and then leaves the draws alone", () => {
    const wide = gaussianDensity([0, 0], [25, 0, 0, 25]);
    const { draws, paretoK } = resample(
      wide,
      { mean: new Float64Array(2), logSd: new Float64Array(2) },
      1000,
      random(),
    );
    assert.ok(paretoK > 0.7, `k-hat ${paretoK}`);
    assertClose(sd(column(draws, 2, 0)), 1, 0.06);
  });
});
