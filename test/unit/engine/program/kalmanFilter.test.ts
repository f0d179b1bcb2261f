import assert from "node:assert/strict";
import { cholesky } from "../../../../src/sandbox/engine/numerics/linearAlgebra";
import { RandomStream } from "../../../../src/sandbox/engine/numerics/random";
import { filterState, kalmanLogDensity } from "../../../../src/sandbox/engine/program/drift/kalmanFilter";
import { sampledPath, smoothedMean } from "../../../../src/sandbox/engine/program/drift/smoother";

const LENGTH = 40;
const MISSING = [0, 4, 5, 17, 39];

interface Equation {
  readonly name: string;
  readonly phi: number;
  readonly q: number;
  readonly r: number;
  readonly v0: number;
}
const EQUATIONS: readonly Equation[] = [
  { name: "random walk", phi: 1, q: 0.0004, r: 0.0016, v0: 0 },
  { name: "mean-reverting", phi: 0.93, q: 0.0009, r: 0.0012, v0: 0.0009 / (1 - 0.93 ** 2) },
  { name: "AR(1) errors", phi: 0.4, q: 0.002 * (1 - 0.16), r: 0, v0: 0.002 },
];

function series(): { y: Float64Array; mu: Float64Array; weights: Float64Array } {
  const random = new RandomStream(5);
  const weights = new Float64Array(LENGTH).fill(1);
  for (const t of MISSING) weights[t] = 0;
  return {
    y: Float64Array.from({ length: LENGTH }, () => 1 + 0.05 * random.normal()),
    mu: Float64Array.from({ length: LENGTH }, () => 1 + 0.02 * random.normal()),
    weights,
  };
}

/** Covariance of the level at two dates: the level before the first date, carried, plus the steps since. */
function levelCovariance({ phi, q, v0 }: Equation, s: number, t: number): number {
  const first = Math.min(s, t) + 1;
  let variance = v0;
  for (let i = 0; i < first; i++) variance = phi * phi * variance + q;
  return variance * phi ** Math.abs(s - t);
}

/** Solves L z = b for a lower triangle of order n. */
function forwardSolve(lower: Float64Array, b: readonly number[]): number[] {
  const n = b.length;
  const z: number[] = [];
  for (let i = 0; i < n; i++) {
    let value = b[i] ?? NaN;
    for (let j = 0; j < i; j++) value -= (lower[i * n + j] ?? NaN) * (z[j] ?? NaN);
    z.push(value / (lower[i * n + i] ?? NaN));
  }
  return z;
}

function factor(equation: Equation, dates: readonly number[]): Float64Array {
  const covariance = dates.flatMap((s) =>
    dates.map((t) => levelCovariance(equation, s, t) + (s === t ? equation.r : 0)),
  );
  const lower = cholesky(Float64Array.from(covariance), dates.length);
  assert.ok(lower);
  return lower;
}

describe("the drifting baseline", function () {
  this.timeout(30_000);

  for (const equation of EQUATIONS) {
    const { phi, q, r, v0 } = equation;
    const { y, mu, weights } = series();
    const dates = Array.from(y.keys()).filter((t) => weights[t] === 1);
    const residuals = dates.map((t) => (y[t] ?? NaN) - (mu[t] ?? NaN));

    it(`${equation.name}: the filter's log density is that of the dense normal, missing dates left out`, () => {
      const filtered = kalmanLogDensity(y, mu, weights, filterState(LENGTH), phi, q, r, v0, 0, LENGTH);
      const lower = factor(equation, dates);
      const n = dates.length;
      const dense = forwardSolve(lower, residuals).reduce(
        (sum, z, i) => sum - 0.5 * z * z - Math.log(lower[i * n + i] ?? NaN) - 0.5 * Math.log(2 * Math.PI),
        0,
      );
      assert.ok(Math.abs(filtered - dense) <= 1e-9 * Math.abs(dense), `${filtered} is not ${dense}`);
    });

    it(`${equation.name}: the smoother gives the conditional mean, also on missing dates`, () => {
      const state = filterState(LENGTH);
      kalmanLogDensity(y, mu, weights, state, phi, q, r, v0, 0, LENGTH);
      const smoothed = new Float64Array(LENGTH);
      smoothedMean(state, phi, q, 0, LENGTH, smoothed);
      const lower = factor(equation, dates);
      const standardised = forwardSolve(lower, residuals);
      for (let t = 0; t < LENGTH; t++) {
        const cross = forwardSolve(
          lower,
          dates.map((s) => levelCovariance(equation, s, t)),
        );
        const expected = cross.reduce((sum, value, i) => sum + value * (standardised[i] ?? NaN), 0);
        assert.ok(Math.abs((smoothed[t] ?? NaN) - expected) < 1e-10, `date ${t}: ${smoothed[t]} is not ${expected}`);
      }
    });
  }

  it("sampled paths have the smoother's mean and the conditional variance and lag covariance", () => {
    const equation = EQUATIONS[1];
    assert.ok(equation);
    const { phi, q, r, v0 } = equation;
    const { y, mu, weights } = series();
    const state = filterState(LENGTH);
    kalmanLogDensity(y, mu, weights, state, phi, q, r, v0, 0, LENGTH);
    const mean = new Float64Array(LENGTH);
    smoothedMean(state, phi, q, 0, LENGTH, mean);
    const random = new RandomStream(11);
    const path = new Float64Array(LENGTH);
    const count = 20_000;
    let [first, second, product, sum] = [0, 0, 0, 0];
    for (let s = 0; s < count; s++) {
      sampledPath(state, phi, q, 0, LENGTH, path, () => random.normal());
      const a = (path[20] ?? NaN) - (mean[20] ?? NaN);
      const b = (path[21] ?? NaN) - (mean[21] ?? NaN);
      sum += a / count;
      first += (a * a) / count;
      second += (b * b) / count;
      product += (a * b) / count;
    }
    const dates = Array.from(y.keys()).filter((t) => weights[t] === 1);
    const lower = factor(equation, dates);
    const conditional = (s: number, t: number): number => {
      const [left, right] = [s, t].map((u) =>
        forwardSolve(
          lower,
          dates.map((d) => levelCovariance(equation, d, u)),
        ),
      );
      return (
        levelCovariance(equation, s, t) -
        (left ?? []).reduce((total, value, i) => total + value * (right?.[i] ?? NaN), 0)
      );
    };
    const sd = Math.sqrt(conditional(20, 20));
    assert.ok(Math.abs(sum) < (5 * sd) / Math.sqrt(count));
    for (const [actual, expected] of [
      [first, conditional(20, 20)],
      [second, conditional(21, 21)],
      [product, conditional(20, 21)],
    ] as const) {
      assert.ok(Math.abs(actual / expected - 1) < 0.05, `${actual} is not about ${expected}`);
    }
  });
});
