import assert from "node:assert/strict";
import fc from "fast-check";
import { interval } from "../../../../src/sandbox/engine/diagnostics/interval";
import { orderForQuantiles, quantileOfSorted } from "../../../../src/sandbox/engine/diagnostics/quantile";
import { RandomStream } from "../../../../src/sandbox/engine/numerics/random";

/** Quantiles by a whole sort. */
const sortedQuantiles = (values: Float64Array, probabilities: readonly number[]): number[] => {
  const sorted = values.slice().sort();
  return probabilities.map((probability) => quantileOfSorted(sorted, probability));
};

function selectedQuantiles(values: Float64Array, probabilities: readonly number[]): number[] {
  const ordered = values.slice();
  orderForQuantiles(ordered, probabilities);
  assert.deepEqual(ordered.slice().sort(), values.slice().sort(), "no value is lost");
  return probabilities.map((probability) => quantileOfSorted(ordered, probability));
}

describe("quantiles of draws", () => {
  it("are those of a sort, whatever the values and their number", () => {
    const values = fc.array(
      fc.oneof(fc.integer({ min: -3, max: 3 }), fc.double({ noNaN: true, noDefaultInfinity: true })),
      {
        minLength: 1,
        maxLength: 40,
      },
    );
    const levels = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(values, levels, (numbers, probabilities) => {
        const ascending = probabilities.toSorted((a, b) => a - b);
        // -0 and 0 are the same value, and a sort puts them in order.
        const draws = Float64Array.from(numbers, (value) => value + 0);
        assert.deepEqual(selectedQuantiles(draws, ascending), sortedQuantiles(draws, ascending));
      }),
    );
  });

  it("are those of a sort for thousands of draws: random, sorted, falling, few different ones", () => {
    const random = new RandomStream(4);
    const normal = Float64Array.from({ length: 10_000 }, () => random.normal());
    const ends = [0, 0.001, 0.05, 0.5, 0.95, 0.999, 1];
    for (const draws of [normal, normal.slice().sort(), normal.slice().sort().reverse(), normal.map(Math.round)]) {
      assert.deepEqual(selectedQuantiles(draws, ends), sortedQuantiles(draws, ends));
    }
  });

  it("of draws of which one is no number end as they did after a sort, and their mean is none", () => {
    assert.deepEqual(interval(Float64Array.of(3, NaN, 1), 0.5), { mean: NaN, p50: NaN, lo: 2, hi: NaN });
  });
});
