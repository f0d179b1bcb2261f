import assert from "node:assert/strict";
import { autocorrelation } from "../../../../src/sandbox/training/modelDiagnostics";

describe("the autocorrelation of what a fit did not explain", () => {
  it("is of dates so far apart: one that is missing between two keeps them two apart", () => {
    const wave = Array.from({ length: 40 }, (_, at) => (at % 2 === 0 ? 1 : -1));
    assert.ok((autocorrelation(wave)[0] ?? NaN) < -0.9);
    const holed = wave.map((value, at) => (at % 4 === 1 ? null : value));
    const [one = NaN, two = NaN] = autocorrelation(holed);
    assert.ok(one < 0, `at lag 1: ${String(one)}`);
    assert.ok(two > 0, `at lag 2: ${String(two)}`);
  });

  it("has as many lags as there are values, and 0 where nothing varies", () => {
    assert.deepEqual(autocorrelation([1, null, 1, 1]), [0, 0]);
    assert.deepEqual(autocorrelation([]), []);
  });
});
