import assert from "node:assert/strict";
import { band, interval } from "../../../../src/sandbox/engine/diagnostics/interval";
import { RandomStream } from "../../../../src/sandbox/engine/numerics/random";

describe("an interval of draws", () => {
  const random = new RandomStream(4);
  const draws = Float64Array.from({ length: 2001 }, () => random.normal());

  it("has the mean and the ends that it has with its median", () => {
    for (const level of [0.5, 0.8, 0.9]) {
      const { mean, lo, hi } = interval(draws, level);
      assert.deepEqual(band(draws, level), { mean, lo, hi });
    }
  });

  it("leaves the draws in their order", () => {
    const before = draws.slice();
    band(draws, 0.9);
    interval(draws, 0.9);
    assert.deepEqual(draws, before);
  });

  it("says of draws with one that is missing that the mean is missing", () => {
    assert.equal(band(Float64Array.of(1, NaN, 3), 0.9).mean, NaN);
  });
});
