import assert from "node:assert/strict";
import {
  binomialKernel,
  delayedKernel,
  type LagKernel,
  weibullKernel,
} from "../../../../src/sandbox/engine/program/adstock/lagKernels";
import { FiniteLagAdstock } from "../../../../src/sandbox/engine/program/adstock/finiteLag";
import { GeometricAdstock } from "../../../../src/sandbox/engine/program/adstock/geometric";
import { GeometricLagAdstock } from "../../../../src/sandbox/engine/program/adstock/geometricLag";
import { dataTensor, type Variable } from "../../../../src/sandbox/engine/program/tensor";

const variable = (name: string, ...values: number[]): Variable => ({
  name,
  length: values.length,
  values: Float64Array.from(values),
  adjoint: new Float64Array(values.length),
});
const output = (length: number): Variable => variable("out", ...new Array<number>(length).fill(0));
const impulse = (length: number): ReturnType<typeof dataTensor> =>
  dataTensor(
    "x",
    Float64Array.from({ length }, (_, t) => (t === 0 ? 1 : 0)),
  );
const close = (actual: ArrayLike<number>, expected: ArrayLike<number>): void => {
  assert.equal(actual.length, expected.length);
  for (let i = 0; i < actual.length; i++)
    assert.ok(Math.abs((actual[i] ?? NaN) - (expected[i] ?? NaN)) < 1e-12, `${i}: ${actual[i]} is not ${expected[i]}`);
};

describe("adstock", () => {
  it("geometric: an impulse decays by the retention and brings one in all", () => {
    const out = output(60);
    new GeometricAdstock(impulse(60), variable("a", 0.6), out, 1, 60, true).forward();
    close(
      out.values,
      Array.from({ length: 60 }, (_, l) => 0.4 * 0.6 ** l),
    );
  });

  it("geometric: nothing flows from one unit to the next, and weights can be left as they are", () => {
    const out = output(4);
    const x = dataTensor("x", Float64Array.of(1, 2, 3, 0));
    new GeometricAdstock(x, variable("a", 0.5), out, 2, 2, false).forward();
    close(out.values, [1, 2.5, 3, 1.5]);
  });

  it("geometric with a lag: a share of the effect comes one period later; without one it is geometric", () => {
    const out = output(20);
    new GeometricLagAdstock(impulse(20), variable("a", 0.6), variable("theta", 0.3), out, 1, 20, true).forward();
    close(
      out.values,
      Array.from({ length: 20 }, (_, l) => 0.4 * (0.7 * 0.6 ** l + (l > 0 ? 0.3 * 0.6 ** (l - 1) : 0))),
    );
    new GeometricLagAdstock(impulse(20), variable("a", 0.6), variable("theta", 0), out, 1, 20, true).forward();
    close(
      out.values,
      Array.from({ length: 20 }, (_, l) => 0.4 * 0.6 ** l),
    );
  });

  const kernels: readonly [string, LagKernel, number, number, (l: number) => number][] = [
    ["delayed", delayedKernel, 0.7, 1.5, (l) => 0.7 ** ((l - 1.5) ** 2)],
    ["binomial", binomialKernel, 0.4, 0, (l) => (1 - l / 8) ** 1.5],
    ["Weibull", weibullKernel, 1.5, 2, (l) => 0.75 * ((l + 0.5) / 2) ** 0.5 * Math.exp(-(((l + 0.5) / 2) ** 1.5))],
  ];
  for (const [name, kernel, first, second, weight] of kernels) {
    it(`${name}: an impulse shows the formula's weights, scaled to one in all, and ends after the last lag`, () => {
      const out = output(12);
      new FiniteLagAdstock(
        kernel,
        impulse(12),
        variable("p1", first),
        variable("p2", second),
        out,
        1,
        12,
        8,
        true,
      ).forward();
      const weights = Array.from({ length: 8 }, (_, l) => weight(l));
      const total = weights.reduce((sum, value) => sum + value, 0);
      close(out.values, [...weights.map((value) => value / total), 0, 0, 0, 0]);
    });
  }
});
