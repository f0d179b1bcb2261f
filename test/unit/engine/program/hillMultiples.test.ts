import assert from "node:assert/strict";
import { HillSaturation } from "../../../../src/sandbox/engine/program/saturation/hill";
import { HillMultiples } from "../../../../src/sandbox/engine/program/saturation/hillMultiples";
import { looseVariable } from "../../../../src/sandbox/engine/program/tensor";

const MULTIPLES = [0, 1e-6, 0.5, 1, 1.01, 2];

describe("the Hill saturation of multiples", () => {
  it("is that of the multiplied activity, through steep and flat curves, with none and with much activity", () => {
    const x = looseVariable("activity", 5);
    x.values.set([0, 1e-12, 0.3, 1, 4000]);
    const [half, slope] = [looseVariable("half", 1), looseVariable("slope", 1)];
    const [scaled, expected, out] = ["scaled", "expected", "out"].map((name) => looseVariable(name, 5));
    assert.ok(scaled && expected && out);
    const multiples = new HillMultiples(x, half, slope, out);
    for (const [k, h] of [
      [0.8, 1.2],
      [1e-3, 8],
      [50, 0.2],
    ] as const) {
      half.values[0] = k;
      slope.values[0] = h;
      multiples.prepare();
      for (const multiple of MULTIPLES) {
        scaled.values.set(x.values.map((value) => multiple * value));
        new HillSaturation(scaled, half, slope, expected).forward();
        multiples.at(multiple);
        out.values.forEach((value, i) => {
          const wanted = expected.values[i] ?? NaN;
          assert.ok(Math.abs(value - wanted) <= 1e-12 * Math.abs(wanted), `${k} ${h} ${multiple}: ${value} ${wanted}`);
        });
      }
    }
  });
});
