import assert from "node:assert/strict";
import {
  binomialKernel,
  delayedKernel,
  type LagKernel,
  weibullKernel,
} from "../../../../src/sandbox/engine/program/adstock/lagKernels";
import {
  adstockBand,
  adstockWeights,
  saturationBand,
  saturations,
} from "../../../../webview/graph-editor/responseCurves";

const lags = 9;

/** The engine's own weights. */
function kernelWeights(kernel: LagKernel, p1: number, p2: number): number[] {
  const weights = new Float64Array(lags);
  kernel(p1, p2, weights, new Float64Array(lags), new Float64Array(lags));
  return [...weights];
}

describe("the response curves of the graph editor", () => {
  const same = (found: readonly number[], expected: readonly number[]): void =>
    expected.forEach((value, at) => assert.ok(Math.abs(value - (found[at] ?? NaN)) < 1e-12, `${String(at)}`));
  const weightsOf = (type: string, p1: number, p2: number): number[] =>
    Array.from({ length: lags }, (_, lag) => adstockWeights[type]?.(lag, p1, p2, lags) ?? NaN);

  it("weigh lags as the engine does", () => {
    same(weightsOf("delayed", 0.6, 1.5), kernelWeights(delayedKernel, 0.6, 1.5));
    same(weightsOf("binomial", 0.4, 0), kernelWeights(binomialKernel, 0.4, 0));
    same(weightsOf("weibull_pdf", 1.7, 2.4), kernelWeights(weibullKernel, 1.7, 2.4));
  });

  it("let a geometric adstock peak a period late by its second parameter", () => {
    // x_t + late (x_{t-1} - x_t), then a geometric recursion, for one unit in the first period.
    const [retention, late] = [0.5, 0.3];
    const carried: number[] = [];
    for (let t = 0; t < lags; t++)
      carried.push((t === 0 ? 1 - late : t === 1 ? late : 0) + retention * (carried[t - 1] ?? 0));
    same(weightsOf("geometric_lag", retention, late), carried);
  });

  it("saturate at a half where the parameter says", () => {
    assert.equal(saturations["hill"]?.(0.8, 0.8, 3), 0.5);
    assert.equal(saturations["michaelis_menten"]?.(0.8, 0.8, 1), 0.5);
    same([saturations["logistic"]?.(2, 0.7, 1) ?? NaN], [(1 - Math.exp(-1.4)) / (1 + Math.exp(-1.4))]);
  });

  it("spread a belief over a band that holds its median", () => {
    const first = { dist: "beta", numbers: { a: 1, b: 3 } };
    const band = adstockBand({ type: "geometric", lags: 13, first, second: undefined });
    assert.equal(band?.x.length, 13);
    // Median of Beta(1, 3): 1 - 0.5^(1/3).
    assert.ok(Math.abs((band.median[1] ?? 0) - (1 - 0.5 ** (1 / 3))) < 0.01);
    assert.ok(band.x.every((_, at) => (band.lo[at] ?? 0) <= (band.median[at] ?? 0)));
    assert.ok(band.x.every((_, at) => (band.median[at] ?? 0) <= (band.hi[at] ?? 0)));
    const half = { dist: "lognormal", numbers: { mu: 0, sd: 0.5 } };
    const curve = saturationBand({ type: "michaelis_menten", half, slope: undefined });
    assert.ok(Math.abs((curve?.median[10] ?? 0) - 0.5) < 0.01);
  });

  it("are none for numbers that make no density, or an unknown type", () => {
    const odd = { dist: "beta", numbers: { a: NaN, b: 3 } };
    assert.equal(adstockBand({ type: "geometric", lags: 13, first: odd, second: undefined }), undefined);
    const good = { dist: "beta", numbers: { a: 1, b: 3 } };
    assert.equal(adstockBand({ type: "other", lags: 13, first: good, second: undefined }), undefined);
    assert.equal(saturationBand({ type: "constructor", half: good, slope: undefined }), undefined);
  });
});
