import assert from "node:assert/strict";
import { type ParameterDensity } from "../../../../src/sandbox/engine/contract";
import { kernelDensity, parameterDensities } from "../../../../src/sandbox/engine/diagnostics/parameterDensity";
import { compileGraph } from "../../../../src/sandbox/engine/graph/compileGraph";
import { expandGraph } from "../../../../src/sandbox/engine/graph/expandGraph";
import { suggestGraph } from "../../../../src/sandbox/engine/graph/suggestGraph";
import { uncentred } from "../../../../src/sandbox/engine/graph/uncentred";
import { RandomStream } from "../../../../src/sandbox/engine/numerics/random";
import { firstDates, simulateMarket } from "../../../support/engine/simulatedMarket";

const DRAWS = 800;

/** Densities of a model whose "posterior" is its prior, but for parameters that `shift` moves. */
function densities(units: number, shift: Readonly<Record<string, number>> = {}) {
  const { frame } = simulateMarket({ seed: 6, dates: 60, channels: 2, units });
  const training = firstDates(frame, 45);
  const graph = uncentred(expandGraph(suggestGraph(frame), frame, training).graph);
  const model = compileGraph(graph, frame, training);
  const random = new RandomStream(3);
  const draws = new Float64Array(DRAWS * model.dim);
  for (let s = 0; s < DRAWS; s++) {
    const theta = model.samplePrior(random);
    model.names().forEach((name, k) => (theta[k] = (theta[k] ?? NaN) + (shift[name] ?? 0)));
    draws.set(theta, s * model.dim);
  }
  const all = parameterDensities({ graph, frame, training, seed: 1 }, draws, DRAWS);
  const named = (param: string): ParameterDensity => {
    const found = all.find((each) => each.param === param);
    assert.ok(found, param);
    return found;
  };
  return { all, named, graph };
}

function area({ x }: ParameterDensity, y: readonly number[]): number {
  return x
    .slice(1)
    .reduce((sum, value, i) => sum + (((y[i] ?? NaN) + (y[i + 1] ?? NaN)) / 2) * (value - (x[i] ?? NaN)), 0);
}

describe("densities of parameters", () => {
  const { all, named, graph } = densities(1, { "media.Search.slope": 4 });

  it("there is one of every parameter, with areas near one, on an ascending grid", () => {
    const params = graph.nodes.filter(({ kind }) => kind === "param").length;
    assert.ok(all.length >= params);
    for (const each of all) {
      assert.ok(
        each.x.every((value, i) => i === 0 || value >= (each.x[i - 1] ?? NaN)),
        each.param,
      );
      assert.ok(Math.abs(area(each, each.post) - 1) < 0.12, `${each.param}: ${area(each, each.post)}`);
      assert.ok(Math.abs(area(each, each.prior) - 1) < 0.12, `${each.param}: ${area(each, each.prior)}`);
    }
  });

  it("a parameter that the data said nothing about is its prior, one that they moved is not", () => {
    for (const { param, overlap } of all) {
      if (param === "media.Search.slope") assert.ok(overlap < 0.01, `${param} ${overlap}`);
      else assert.ok(overlap > 0.85, `${param} ${overlap}`);
    }
  });

  it("a few draws next to a bound are no peak of their own", () => {
    for (const param of ["media.TV.alpha", "media.Search.alpha", "media.TV.theta", "media.Search.theta"]) {
      const { prior, post } = named(param);
      assert.ok(Math.max(...post) < 2.5 * Math.max(...prior), `${param}: ${Math.max(...post)}`);
    }
  });

  it("priors are those of the graph, in the unit of the parameter", () => {
    const retention = named("media.TV.alpha");
    assert.deepEqual([retention.role, retention.unit], ["retention", "kept per period"]);
    retention.x.forEach((x, i) => {
      const beta = 3 * (1 - x) ** 2;
      assert.ok(Math.abs((retention.prior[i] ?? NaN) - beta) < 1e-3 * Math.max(beta, 1), `${x}`);
    });
    const half = named("media.TV.half");
    const data = graph.nodes.find(({ id }) => id === "media.TV.x");
    assert.ok(data?.kind === "data");
    assert.deepEqual([half.role, half.unit], ["half saturation", data.attrs.metric]);
    const { scale } = data.attrs;
    assert.ok((half.x[0] ?? NaN) >= 0.1 * scale * (1 - 1e-4) && (half.x.at(-1) ?? NaN) <= 10 * scale);
    assert.deepEqual([named("media.TV.coef").role, named("media.TV.coef").unit], ["effect", "share of mean sales"]);
    assert.equal(named("sales.sigma").role, "noise");
  });

  it("quantiles are those of the prior and of the draws, to what 500 draws can tell", () => {
    const { at, prior, post } = named("media.TV.alpha").quantiles;
    assert.deepEqual([at[1], at[4], at[7]], [0.05, 0.5, 0.95]);
    for (const values of [prior, post])
      at.forEach((probability, i) => {
        // Beta(1, 3), the prior of a retention, has P(x) = 1 - (1 - x)^3.
        const reached = 1 - (1 - (values[i] ?? NaN)) ** 3;
        assert.ok(Math.abs(reached - probability) < 0.07, `${probability}: ${reached}`);
      });
    const moved = named("media.Search.slope").quantiles;
    assert.ok((moved.post[0] ?? NaN) > (moved.prior.at(-1) ?? NaN));
  });

  it("effects that are pooled over products have the prior that their pooling implies", () => {
    const pooled = densities(2);
    const effect = pooled.named("media.TV.coef[product 2]");
    assert.equal(effect.role, "effect");
    assert.ok(effect.overlap > 0.85, `${effect.overlap}`);
  });

  it("kernels find the density of draws", () => {
    const random = new RandomStream(8);
    const draws = Float64Array.from({ length: 5000 }, () => 2 + 3 * random.normal()).sort();
    const found = kernelDensity(draws);
    for (const x of [-1, 2, 5]) {
      const exact = Math.exp(-0.5 * ((x - 2) / 3) ** 2) / (3 * Math.sqrt(2 * Math.PI));
      assert.ok(Math.abs(found(x) - exact) < 0.12 * exact, `${x}: ${found(x)} against ${exact}`);
    }
  });
});
