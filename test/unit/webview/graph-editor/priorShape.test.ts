import assert from "node:assert/strict";
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
];

describe("the drawing of a prior", () => {
  for (const [dist, prior, expected] of known)
    it(`has the median and the 90 % interval of ${dist}`, () => {
      const shape = priorShape({ dist, numbers: prior });
      assert.ok(shape);
      const found = [shape.lo, shape.median, shape.hi];
      const allowed = 0.01 * (shape.to - shape.from);
      expected.forEach((value, i) => {
        assert.ok(Math.abs(value - (found[i] ?? NaN)) < allowed, `${String(value)}: ${found.join()}`);
      });
    });

  it("is none for numbers that make no density, or an unknown distribution", () => {
    assert.equal(priorShape({ dist: "normal", numbers: { mu: 0, sd: 0 } }), undefined);
    assert.equal(priorShape({ dist: "normal", numbers: { mu: Number.NaN, sd: 1 } }), undefined);
    assert.equal(priorShape({ dist: "cauchy", numbers: { mu: 0, sd: 1 } }), undefined);
  });
});
