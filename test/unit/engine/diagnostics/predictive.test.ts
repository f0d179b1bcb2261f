import assert from "node:assert/strict";
import { predictiveFit } from "../../../../src/sandbox/engine/diagnostics/predictive";
import { compileGraph } from "../../../../src/sandbox/engine/graph/compileGraph";
import { expandGraph } from "../../../../src/sandbox/engine/graph/expandGraph";
import { suggestGraph } from "../../../../src/sandbox/engine/graph/suggestGraph";
import { firstDates, simulateMarket } from "../../../support/engine/simulatedMarket";

const DRAWS = 200;

describe("the predictive band", () => {
  it("of known sales has the noise of one period, not that of guessing a baseline that moves far", () => {
    const { frame } = simulateMarket({ seed: 6, dates: 80, channels: 1 });
    const training = firstDates(frame, 60);
    const { graph } = expandGraph(suggestGraph(frame), frame, training);
    const model = compileGraph(graph, frame, training);
    const theta = model.startingPoint(0, () => 0);
    const names = model.names();
    // The baseline moves three times as far from one period to the next as sales are noisy.
    for (const [name, value] of [
      ["sales.sigma", 0.02],
      ["trend.tau", 0.06],
    ] as const) {
      const quantity = model.quantities.find((each) => each.name === name);
      assert.ok(quantity, name);
      theta[names.indexOf(name)] = quantity.transform.unconstrain(value);
    }
    model.evaluate(theta);
    assert.ok(model.noise(0) > 0.06 && Math.abs(model.observationNoise(0) - 0.02) < 1e-6);
    const draws = Float64Array.from({ length: DRAWS * model.dim }, (_, i) => theta[i % model.dim] ?? NaN);
    const { rows } = predictiveFit({ graph, frame, training, seed: 1 }, draws, DRAWS);
    const sdOn = (set: string) => {
      const widths = rows.flatMap((row) => (row.set === set ? [row.hi - row.lo] : []));
      const mean = widths.reduce((sum, width) => sum + width, 0) / widths.length;
      return mean / (2 * 1.645) / (model.salesScale[0] ?? NaN);
    };
    // Given its sales a period's baseline is known to less than their noise.
    assert.ok(sdOn("train") > 0.02 && sdOn("train") < 0.02 * Math.SQRT2, `${sdOn("train")}`);
    assert.ok(sdOn("eval") > 0.06, `${sdOn("eval")}`);
  });

  it("stands beside a baseline that is a median too, which a few far draws do not move", () => {
    const { frame } = simulateMarket({ seed: 6, dates: 40, channels: 1 });
    const training = firstDates(frame, 30);
    const { graph } = expandGraph(suggestGraph(frame), frame, training);
    const model = compileGraph(graph, frame, training);
    const usual = model.startingPoint(0, () => 0);
    const baseline = (far: number): number[] => {
      const draws = Float64Array.from({ length: DRAWS * model.dim }, (_, i) => {
        const value = usual[i % model.dim] ?? NaN;
        return i < far * model.dim ? value + 0.5 : value;
      });
      return predictiveFit({ graph, frame, training, seed: 1 }, draws, DRAWS).rows.map((row) => row.baseline);
    };
    assert.deepEqual(baseline(0.4 * DRAWS), baseline(0));
    assert.notDeepEqual(baseline(DRAWS), baseline(0), "the far draws are elsewhere");
  });
});
