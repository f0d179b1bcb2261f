import assert from "node:assert/strict";
import { laplaceScale } from "../../../../src/sandbox/engine/inference/laplace";
import { maximise } from "../../../../src/sandbox/engine/inference/lbfgs";
import { type LogDensity } from "../../../../src/sandbox/engine/inference/logDensity";
import { findPosteriorMode } from "../../../../src/sandbox/engine/inference/posteriorMode";
import { assertClose, gammaPoissonDensity, gaussianDensity } from "../../../support/engine/analyticDensities";

const covariance = [4, 1.5, 0, 1.5, 1, 0.02, 0, 0.02, 0.01];

/** The banana valley of Rosenbrock, upside down, maximum 0 at (1, 1). */
const rosenbrock: LogDensity = {
  dim: 2,
  logDensity: (position, gradient) => {
    const [x = NaN, y = NaN] = position;
    gradient[0] = 2 * (1 - x) + 400 * x * (y - x * x);
    gradient[1] = -200 * (y - x * x);
    return -((1 - x) ** 2) - 100 * (y - x * x) ** 2;
  },
};

describe("L-BFGS", function () {
  this.timeout(20_000);
  it("finds the mean of a correlated Gaussian", () => {
    const found = maximise(gaussianDensity([1, -2, 3], covariance), new Float64Array(3));
    assert.ok(found.converged);
    [1, -2, 3].forEach((value, i) => assertClose(found.position[i], value, 1e-3));
  });

  it("follows a curved valley in few iterations", () => {
    const found = maximise(rosenbrock, Float64Array.of(-1.2, 1), { gradientTolerance: 1e-8 });
    assertClose(found.position[0], 1, 1e-3);
    assertClose(found.position[1], 1, 1e-3);
    assert.ok(found.iterations < 60, `${found.iterations} iterations`);
  });

  it("refuses a start where the density is not finite", () => {
    const nowhere: LogDensity = { dim: 1, logDensity: () => NaN };
    assert.throws(() => maximise(nowhere, new Float64Array(1)), RangeError);
  });
});

describe("the posterior mode", function () {
  this.timeout(20_000);
  it("is the highest of the modes found, starts outside the support passed over", () => {
    // Two bumps, at -3 and at 3; the right one is higher. NaN beyond 10.
    const bumps: LogDensity = {
      dim: 1,
      logDensity: (position, gradient) => {
        const [x = NaN] = position;
        const left = Math.exp(-0.5 * (x + 3) ** 2);
        const right = 2 * Math.exp(-0.5 * (x - 3) ** 2);
        gradient[0] = (-(x + 3) * left - (x - 3) * right) / (left + right);
        return x > 10 ? NaN : Math.log(left + right);
      },
    };
    const found = findPosteriorMode(bumps, [Float64Array.of(-4), Float64Array.of(11), Float64Array.of(4)]);
    assertClose(found.position[0], 3, 1e-3);
    assert.throws(() => findPosteriorMode(bumps, [Float64Array.of(11)]), /no finite density at any starting point/);
  });
});

describe("the Laplace scale", function () {
  this.timeout(20_000);
  it("is a square root of the covariance of a Gaussian", () => {
    const scale = laplaceScale(gaussianDensity([1, -2, 3], covariance), Float64Array.of(1, -2, 3), 10);
    for (let i = 0; i < 3; i++) {
      for (let j = 0; j < 3; j++) {
        let product = 0;
        for (let k = 0; k < 3; k++) product += (scale[i * 3 + k] ?? NaN) * (scale[j * 3 + k] ?? NaN);
        assertClose(product, covariance[i * 3 + j] ?? NaN, 1e-6);
      }
    }
  });

  it("is 1 / sqrt(shape) for the log of a gamma variable", () => {
    const density = gammaPoissonDensity([3, 5, 4], 2, 1);
    const { shape, rate } = density.posterior;
    assertClose(laplaceScale(density, Float64Array.of(Math.log(shape / rate)))[0], 1 / Math.sqrt(shape), 1e-6);
  });

  it("cuts the standard deviation where the density is flat", () => {
    const flat: LogDensity = { dim: 1, logDensity: (_, gradient) => (gradient.fill(0), 0) };
    assert.equal(laplaceScale(flat, new Float64Array(1), 2)[0], 2);
  });
});
