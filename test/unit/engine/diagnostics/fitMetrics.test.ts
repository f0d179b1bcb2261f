import assert from "node:assert/strict";
import { fitMetrics } from "../../../../src/sandbox/engine/diagnostics/fitMetrics";

describe("fit metrics", () => {
  it("agree with a calculation by hand, zero sales left out of the percentage error", () => {
    const metrics = fitMetrics([0, 10, 20], [1, 9, 22]);
    assert.equal(metrics.n, 3);
    assert.equal(metrics.r2, 1 - 6 / 200);
    assert.ok(Math.abs(metrics.mape - 0.1) < 1e-15);
    assert.ok(Math.abs(metrics.wmape - 4 / 30) < 1e-15);
  });
});
