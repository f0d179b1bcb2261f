import assert from "node:assert/strict";
import { diagnose, nextBlock, STOPPING } from "../../../../src/sandbox/engine/inference/stoppingRule";
import { RandomStream } from "../../../../src/sandbox/engine/numerics/random";

const independent = (length: number): Float64Array[] =>
  [0, 1, 2, 3].map((stream) => {
    const random = new RandomStream(2, stream);
    return Float64Array.from({ length }, () => random.normal());
  });

describe("the stopping rule", function () {
  this.timeout(20_000);
  it("stops when R-hat and both effective sample sizes pass, and only then", () => {
    assert.equal(nextBlock({ rhat: 1.005, ess: 401 }, 150), 0);
    assert.ok(nextBlock({ rhat: 1.02, ess: 4000 }, 150) > 0);
    assert.ok(nextBlock({ rhat: 1.001, ess: 399 }, 150) > 0);
  });

  it("asks for as many draws as the effective sample size lacks, at most for as many again, in steps of 25", () => {
    assert.equal(nextBlock({ rhat: 1.001, ess: 300 }, 300), 150);
    assert.equal(nextBlock({ rhat: 1.001, ess: 10 }, 300), 300);
    assert.equal(nextBlock({ rhat: 1.001, ess: 399 }, 150), STOPPING.smallestBlock);
    assert.equal(nextBlock({ rhat: 1.05, ess: 500 }, 400), 200);
  });

  it("never passes the largest number of draws", () => {
    assert.equal(nextBlock({ rhat: 1.5, ess: 5 }, STOPPING.maxDraws), 0);
    assert.equal(nextBlock({ rhat: 1.5, ess: 5 }, STOPPING.maxDraws - 60), 60);
  });

  it("judges by the worst quantity", () => {
    const good = independent(400);
    const apart = good.map((chain, c) => chain.map((value) => value + (c === 0 ? 2 : 0)));
    const verdict = diagnose([
      { name: "TV", chains: good },
      { name: "noise", chains: apart },
    ]);
    assert.equal(verdict.rhat, verdict.quantities[1]?.rhat);
    assert.ok(verdict.rhat > 1.1);
    assert.ok((verdict.quantities[0]?.rhat ?? NaN) < 1.01);
    assert.equal(verdict.ess, Math.min(verdict.quantities[1]?.essBulk ?? NaN, verdict.quantities[1]?.essTail ?? NaN));
  });

  it("takes a quantity that never moves as converged", () => {
    const constant = [new Float64Array(150), new Float64Array(150)];
    const { rhat, ess } = diagnose([{ name: "idle channel", chains: constant }]);
    assert.equal(rhat, 1);
    assert.equal(ess, 300);
  });
});
