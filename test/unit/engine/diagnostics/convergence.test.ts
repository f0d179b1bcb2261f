import assert from "node:assert/strict";
import { rankNormalised, splitChains } from "../../../../src/sandbox/engine/diagnostics/chains";
import {
  bulkEffectiveSampleSize,
  effectiveSampleSize,
  tailEffectiveSampleSize,
} from "../../../../src/sandbox/engine/diagnostics/effectiveSampleSize";
import { median, quantileOfSorted } from "../../../../src/sandbox/engine/diagnostics/quantile";
import { potentialScaleReduction, rhat } from "../../../../src/sandbox/engine/diagnostics/rhat";
import { RandomStream } from "../../../../src/sandbox/engine/numerics/random";
import { assertClose } from "../../../support/engine/analyticDensities";

/** A stationary AR(1) chain with unit variance. */
function autoregressive(correlation: number, length: number, stream: number): Float64Array {
  const random = new RandomStream(3, stream);
  let state = random.normal();
  return Float64Array.from({ length }, () => {
    state = correlation * state + Math.sqrt(1 - correlation ** 2) * random.normal();
    return state;
  });
}
const four = (make: (stream: number) => Float64Array): Float64Array[] => [0, 1, 2, 3].map(make);

describe("quantiles", function () {
  this.timeout(20_000);
  it("interpolate linearly between order statistics", () => {
    assertClose(quantileOfSorted([1, 2, 3, 4], 0.25), 1.75, 1e-15);
    assert.equal(quantileOfSorted([5], 0.9), 5);
    assert.equal(median([3, 1, 2]), 2);
  });
});

describe("split and rank-normalised chains", function () {
  this.timeout(20_000);
  it("halve a chain and leave an odd middle draw out", () => {
    assert.deepEqual(splitChains([Float64Array.of(1, 2, 3, 4, 5)]), [Float64Array.of(1, 2), Float64Array.of(4, 5)]);
  });

  it("give tied draws the score of their mean rank", () => {
    const [scores] = rankNormalised([Float64Array.of(10, 20, 20, 1e9)]);
    assertClose(scores?.[0], -1.0491313979639698, 1e-12, "rank 1 of 4");
    assert.equal(scores?.[1], 0);
    assert.equal(scores?.[2], 0);
    assertClose(scores?.[3], 1.0491313979639698, 1e-12, "rank 4 of 4");
  });
});

describe("R-hat", function () {
  this.timeout(20_000);
  it("agrees with the formula worked by hand: W = 1, B / n = 4.5, n = 3", () => {
    const chains = [Float64Array.of(1, 2, 3), Float64Array.of(4, 5, 6)];
    assertClose(potentialScaleReduction(chains), Math.sqrt(2 / 3 + 4.5), 1e-14);
  });

  it("is about 1 for chains that agree", () => {
    assertClose(rhat(four((stream) => autoregressive(0, 1000, stream))), 1, 0.005);
  });

  it("sees a chain that is elsewhere, one that is wider, and one that drifts", () => {
    const base = four((stream) => autoregressive(0, 500, stream));
    const change = (map: (value: number, i: number) => number): Float64Array[] =>
      base.map((chain, c) => (c === 0 ? chain.map(map) : chain));
    assert.ok(rhat(change((value) => value + 1)) > 1.05);
    assert.ok(rhat(change((value) => value * 3)) > 1.05);
    assert.ok(rhat(base.map((chain) => chain.map((value, i) => value + i / 250))) > 1.1);
  });

  it("does not change under a monotone transformation", () => {
    const chains = four((stream) => autoregressive(0.5, 200, stream));
    const location = potentialScaleReduction(rankNormalised(splitChains(chains)));
    const transformed = potentialScaleReduction(
      rankNormalised(splitChains(chains.map((chain) => chain.map(Math.exp)))),
    );
    assertClose(transformed, location, 1e-12);
  });
});

describe("effective sample size", function () {
  this.timeout(20_000);
  for (const correlation of [0, 0.5, 0.9, -0.5]) {
    it(`of AR(1) chains with correlation ${correlation} is S (1 - rho) / (1 + rho)`, () => {
      const chains = four((stream) => autoregressive(correlation, 5000, stream));
      const expected = (20_000 * (1 - correlation)) / (1 + correlation);
      assertClose(effectiveSampleSize(chains) / expected, 1, 0.12);
      assertClose(bulkEffectiveSampleSize(chains) / expected, 1, 0.12);
    });
  }

  it("is the number of draws for independent tails and far below it for sticky ones", () => {
    assertClose(tailEffectiveSampleSize(four((stream) => autoregressive(0, 2000, stream))) / 8000, 1, 0.15);
    assert.ok(tailEffectiveSampleSize(four((stream) => autoregressive(0.9, 2000, stream))) < 2000);
  });

  it("falls to the number of chains when they do not mix", () => {
    const chains = four((stream) => autoregressive(0, 500, stream).map((value) => value + 100 * stream));
    assert.ok(effectiveSampleSize(chains) < 5);
  });

  it("counts every draw of a constant", () => {
    assert.equal(effectiveSampleSize([new Float64Array(50).fill(2), new Float64Array(50).fill(2)]), 100);
  });
});
