import assert from "node:assert/strict";
import { cutBySign } from "../../../../webview/graph-editor/priorQuantiles";
import { priorShape } from "../../../../webview/graph-editor/priorShape";

/** Medians and 90 % intervals from the closed forms of the distributions. */
const known: readonly (readonly [string, Record<string, number>, readonly [number, number, number]])[] = [
  ["normal", { mu: 1, sd: 2 }, [-2.2897, 1, 4.2897]],
  ["lognormal", { mu: 0.2, sd: 0.4 }, [0.6326, 1.2214, 2.3583]],
  ["half_normal", { sd: 2 }, [0.1254, 1.349, 3.9199]],
  ["beta", { a: 1, b: 3 }, [0.01695, 0.2063, 0.6316]],
  ["kumaraswamy", { a: 2, b: 1 }, [0.2236, 0.7071, 0.9747]],
  ["exponential", { rate: 0.5 }, [0.1026, 1.3863, 5.9915]],
  ["uniform", { lo: -1, hi: 3 }, [-0.8, 1, 2.8]],
  ["gamma", { shape: 1, rate: 0.5 }, [0.1026, 1.3863, 5.9915]],
  ["gamma", { shape: 0.5, rate: 0.5 }, [0.003932, 0.45494, 3.84146]],
  ["lognormal", { mu: 0, sd: 2 }, [0.03727, 1, 26.835]],
  ["student_t", { nu: 1, mu: 1, sd: 2 }, [-11.6275, 1, 13.6275]],
  ["student_t", { nu: 4, mu: 0, sd: 1 }, [-2.13185, 0, 2.13185]],
  ["truncated_normal", { mu: 0, sd: 1, lo: 0, hi: 10 }, [0.06271, 0.67449, 1.95996]],
  ["truncated_normal", { mu: 0, sd: 1, lo: 6, hi: 100 }, [6.00832, 6.11157, 6.46899]],
  ["truncated_normal", { mu: 10, sd: 1, lo: 0, hi: 2 }, [1.63904, 1.91509, 1.99369]],
  ["beta", { a: 0.5, b: 0.5 }, [0.006156, 0.5, 0.993844]],
  ["beta", { a: 500, b: 500 }, [0.474004, 0.5, 0.525996]],
];

describe("the drawing of a prior", () => {
  for (const [dist, prior, expected] of known)
    it(`has the median and the 90 % interval of ${dist} ${JSON.stringify(prior)}`, () => {
      const shape = priorShape({ dist, numbers: prior });
      assert.ok(shape);
      const found = [shape.lo, shape.median, shape.hi];
      const allowed = 0.002 * ((expected[2] ?? 0) - (expected[0] ?? 0));
      expected.forEach((value, i) => {
        assert.ok(Math.abs(value - (found[i] ?? NaN)) < allowed, `${String(value)}: ${found.join()}`);
      });
    });

  for (const [mu, sign, expected] of [
    [-1, "negative", [-2.7272, -1.2002, -0.161]],
    [0, "positive", [0.0627, 0.6745, 1.96]],
  ] as const)
    it(`ends at 0 where the effect of a normal prior is held to be ${sign}`, () => {
      const shape = priorShape(cutBySign({ dist: "normal", numbers: { mu, sd: 1 } }, sign));
      assert.ok(shape && shape.from >= (sign === "positive" ? 0 : -Infinity));
      assert.ok(shape.to <= (sign === "negative" ? 0 : Infinity));
      [shape.lo, shape.median, shape.hi].forEach((found, i) =>
        assert.ok(Math.abs(found - (expected[i] ?? NaN)) < 0.01, `${String(found)}, ${String(expected[i])}`),
      );
    });

  it("is drawn where its bounds leave only a tail, and over the whole of its interval", () => {
    for (const [dist, prior] of known) {
      const shape = priorShape({ dist, numbers: prior });
      assert.ok(shape && Math.max(...shape.heights) === 1 && shape.from <= shape.lo && shape.hi <= shape.to, dist);
    }
  });

  it("is none for numbers that make no density, or an unknown distribution", () => {
    assert.equal(priorShape({ dist: "normal", numbers: { mu: 0, sd: 0 } }), undefined);
    assert.equal(priorShape({ dist: "normal", numbers: { mu: Number.NaN, sd: 1 } }), undefined);
    assert.equal(priorShape({ dist: "cauchy", numbers: { mu: 0, sd: 1 } }), undefined);
  });
});
