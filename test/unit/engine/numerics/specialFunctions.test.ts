import assert from "node:assert/strict";
import {
  erfc,
  log1pExp,
  logAddExp,
  logGamma,
  normalCdf,
  normalQuantile,
  sigmoid,
} from "../../../../src/sandbox/engine/numerics/specialFunctions";

const near = (actual: number, expected: number, relative = 1e-13): void =>
  assert.ok(Math.abs(actual - expected) <= relative * Math.abs(expected), `${actual} is not ${expected}`);

describe("special functions", () => {
  it("give the tabulated values of the complementary error function in all its ranges", () => {
    near(erfc(0.3), 0.6713732405408726);
    near(erfc(1), 0.15729920705028513);
    near(erfc(-2), 1.9953222650189527);
    near(erfc(5), 1.5374597944280349e-12);
  });

  it("give the normal distribution function and its inverse far into the tail", () => {
    near(normalCdf(1.96), 0.9750021048517795);
    near(normalCdf(-10), 7.619853024160527e-24);
    near(normalQuantile(0.975), 1.959963984540054);
    near(normalQuantile(1e-10), -6.361340902404056);
    for (const z of [-20, -6, -1.3, 0.2, 3]) near(normalQuantile(normalCdf(z)), z, 1e-11);
    assert.equal(normalQuantile(0), -40);
    assert.equal(normalQuantile(1), 40);
  });

  it("give log gamma of halves and of large numbers", () => {
    near(logGamma(0.5), Math.log(Math.sqrt(Math.PI)));
    near(logGamma(0.1), 2.252712651734206);
    near(logGamma(6), Math.log(120));
    near(logGamma(150.5), 602.5139548705855);
  });

  it("do not overflow", () => {
    assert.equal(sigmoid(-800), 0);
    assert.equal(sigmoid(800), 1);
    assert.equal(log1pExp(900), 900);
    near(log1pExp(-40), Math.exp(-40));
    near(logAddExp(-1000, -1000), -1000 + Math.LN2);
    assert.equal(logAddExp(-Infinity, 3), 3);
  });
});
