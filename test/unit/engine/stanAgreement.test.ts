import assert from "node:assert/strict";
import { median } from "../../../src/sandbox/engine/diagnostics/quantile";
import { compileGraph } from "../../../src/sandbox/engine/graph/compileGraph";
import { column, mean, sd } from "../../support/engine/analyticDensities";
import { fitInProcess } from "../../support/engine/fitInProcess";
import { readStanCase, type StanCase } from "../../support/engine/stanReference";

interface Comparison {
  readonly name: string;
  /** |difference of means| / posterior sd. */
  readonly distance: number;
  readonly sdRatio: number;
  readonly isShare: boolean;
}

function compare({ graph, frame, fit, ourName, shareNames }: StanCase): Comparison[] {
  const training = new Uint8Array(frame.dates.length).fill(1);
  const ours = fitInProcess({
    graph,
    frame,
    training,
    variational: { epochs: 300, learningRate: 0.02, samples: 4 },
    sampler: "nuts",
    seed: 3,
    fixedLength: { chains: 4, warmup: 200, draws: 1000 },
  });
  const model = compileGraph(graph, frame, training);
  const dim = model.dim;
  const natural = new Float64Array(ours.draws.length);
  for (let i = 0; i < natural.length; i += dim) {
    model.constrain(ours.draws.subarray(i, i + dim), natural.subarray(i, i + dim));
  }
  const drawsOf = (name: string): Float64Array => {
    const index = ours.names.indexOf(name);
    assert.ok(index >= 0, `the model has no parameter ${name}`);
    return column(natural, dim, index);
  };
  const intercept = drawsOf("sales.level").slice();
  for (const name of shareNames) drawsOf(name).forEach((share, i) => (intercept[i] = (intercept[i] ?? NaN) - share));
  return fit.names.flatMap((stanName, i) => {
    if (stanName === "lp__") return [];
    const name = ourName(stanName);
    const draws = name === undefined ? intercept : drawsOf(name);
    const [theirMean = NaN, theirSd = NaN] = [fit.mean[i], fit.sd[i]];
    const distance = Math.abs(mean(draws) - theirMean) / theirSd;
    return [{ name: stanName, distance, sdRatio: sd(draws) / theirSd, isShare: stanName.startsWith("share") }];
  });
}

describe("the posterior agrees with Stan's", () => {
  for (const name of ["A", "C"] as const) {
    it(`on case ${name}: ${name === "A" ? "saturation slope 1" : "free saturation slope"}`, function () {
      this.timeout(120_000);
      const comparisons = compare(readStanCase(name));
      const distances = comparisons.map(({ distance }) => distance);
      const figures = `mean distance ${mean(distances).toFixed(3)}, worst ${Math.max(...distances).toFixed(2)}, median sd ratio ${median(comparisons.map(({ sdRatio }) => sdRatio)).toFixed(3)}`;
      if (process.env["SHOW_FIGURES"]) console.log(`      ${figures}`);
      assert.ok(mean(distances) <= 0.1, figures);
      const middle = median(comparisons.map(({ sdRatio }) => sdRatio));
      assert.ok(middle >= 0.95 && middle <= 1.05, figures);
      for (const { name: share, sdRatio } of comparisons.filter(({ isShare }) => isShare)) {
        assert.ok(sdRatio >= 0.85 && sdRatio <= 1.15, `${share}: sd ratio ${sdRatio}`);
      }
    });
  }
});
