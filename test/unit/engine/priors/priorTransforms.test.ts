import assert from "node:assert/strict";
import { type Prior } from "../../../../src/graphs/sandboxSchema";
import { RandomStream } from "../../../../src/sandbox/engine/numerics/random";
import {
  isFraction,
  isPositive,
  priorTransform,
  scaledPrior,
} from "../../../../src/sandbox/engine/priors/priorTransforms";
import { derivative, relativeError } from "../../../support/engine/finiteDifferences";

const gaussian = (x: number, mu: number, sd: number): number =>
  Math.exp(-0.5 * ((x - mu) / sd) ** 2) / (sd * Math.sqrt(2 * Math.PI));

/** Each prior with its density; normalising constants that have no short form are checked by integration only. */
const CASES: readonly { prior: Prior; density?: (x: number) => number }[] = [
  { prior: { dist: "normal", mu: -1, sd: 0.5 }, density: (x) => gaussian(x, -1, 0.5) },
  { prior: { dist: "lognormal", mu: 0.2, sd: 0.9 }, density: (x) => gaussian(Math.log(x), 0.2, 0.9) / x },
  { prior: { dist: "half_normal", sd: 0.3 }, density: (x) => 2 * gaussian(x, 0, 0.3) },
  { prior: { dist: "truncated_normal", mu: 0.8, sd: 0.8, lo: 0.1, hi: 10 } },
  { prior: { dist: "truncated_normal", mu: 0, sd: 1, lo: 3, hi: 9 } },
  {
    prior: { dist: "student_t", nu: 3, mu: 1, sd: 2 },
    density: (x) => 2 / (Math.PI * Math.sqrt(3) * 2 * (1 + ((x - 1) / 2) ** 2 / 3) ** 2),
  },
  { prior: { dist: "beta", a: 1, b: 3 }, density: (x) => 3 * (1 - x) ** 2 },
  { prior: { dist: "beta", a: 2, b: 1 }, density: (x) => 2 * x },
  { prior: { dist: "beta", a: 2, b: 3 }, density: (x) => 12 * x * (1 - x) ** 2 },
  { prior: { dist: "kumaraswamy", a: 7, b: 3 }, density: (x) => 21 * x ** 6 * (1 - x ** 7) ** 2 },
  { prior: { dist: "gamma", shape: 3, rate: 2 }, density: (x) => 4 * x * x * Math.exp(-2 * x) },
  { prior: { dist: "exponential", rate: 2 }, density: (x) => 2 * Math.exp(-2 * x) },
  { prior: { dist: "uniform", lo: 0.5, hi: 0.999 }, density: () => 1 / 0.499 },
];

describe("priors", function () {
  this.timeout(30_000);

  for (const { prior, density } of CASES) {
    const name = JSON.stringify(prior);
    const transform = priorTransform(prior);
    const at = (theta: number): Float64Array => {
      const out = new Float64Array(4);
      transform.evaluate(theta, out);
      return out;
    };
    const [natural, slope, logDensity, score] = [0, 1, 2, 3].map((index) => (theta: number) => at(theta)[index] ?? NaN);
    assert.ok(natural && slope && logDensity && score);
    const thetas = [-2.5, -1, -0.2, 0.3, 1.4, 2.6];

    it(`${name}: derivatives are those of the transform and of the density`, () => {
      for (const theta of thetas) {
        assert.ok(relativeError(slope(theta), derivative(natural, theta, 1e-3)) < 1e-8, `dx at ${theta}`);
        assert.ok(relativeError(score(theta), derivative(logDensity, theta, 1e-3)) < 1e-8, `score at ${theta}`);
      }
    });

    it(`${name}: unconstrain is the inverse`, () => {
      for (const theta of thetas) {
        assert.ok(
          Math.abs(transform.unconstrain(natural(theta)) - theta) < 1e-7,
          `${transform.unconstrain(natural(theta))} is not ${theta}`,
        );
      }
      assert.ok(Number.isFinite(transform.unconstrain(transform.centre)));
    });

    it(`${name}: the density carried over integrates to one${density ? " and is the textbook one" : ""}`, () => {
      let integral = 0;
      const step = 0.005;
      for (let theta = -60; theta < 60; theta += step) integral += step * Math.exp(logDensity(theta));
      assert.ok(Math.abs(integral - 1) < 2e-3, `${integral}`);
      if (density === undefined) return;
      for (const theta of thetas) {
        assert.ok(Math.abs(logDensity(theta) - Math.log(density(natural(theta)) * slope(theta))) < 1e-9, `at ${theta}`);
      }
    });

    it(`${name}: draws have the distribution that the transform maps to a normal or a known curve`, () => {
      const random = new RandomStream(2);
      const count = 20_000;
      const below =
        Array.from({ length: count }, () => transform.sample(random)).filter((x) => x < natural(0.3)).length / count;
      let expected = 0;
      for (let theta = -60; theta < 0.3; theta += 0.005) expected += 0.005 * Math.exp(logDensity(theta + 0.0025));
      assert.ok(Math.abs(below - expected) < 0.015, `${below} is not about ${expected}`);
    });
  }

  it("say where their mass lies", () => {
    assert.ok(isFraction({ dist: "beta", a: 2, b: 2 }) && !isFraction({ dist: "uniform", lo: 0, hi: 1.5 }));
    assert.ok(isPositive({ dist: "gamma", shape: 1, rate: 1 }) && !isPositive({ dist: "normal", mu: 5, sd: 1 }));
  });

  it("scale by a positive factor: the quantiles scale", () => {
    for (const { prior } of CASES) {
      if (prior.dist === "beta" || prior.dist === "kumaraswamy") {
        assert.throws(() => scaledPrior(prior, 2), /cannot be rescaled/);
        continue;
      }
      const scaled = priorTransform(scaledPrior(prior, 2.5));
      const original = priorTransform(prior);
      const draws = (transform: typeof scaled): number[] => {
        const random = new RandomStream(4);
        return Array.from({ length: 50 }, () => transform.sample(random));
      };
      const wanted = draws(original).map((x) => 2.5 * x);
      draws(scaled).forEach((x, i) => assert.ok(relativeError(x, wanted[i] ?? NaN) < 1e-9, `${prior.dist}`));
    }
  });
});
