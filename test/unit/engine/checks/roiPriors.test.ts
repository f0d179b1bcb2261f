import assert from "node:assert/strict";
import { checkRoiPriors } from "../../../../src/sandbox/engine/checks/roiPriors";
import { type Frame } from "../../../../src/sandbox/engine/frame";
import { expandGraph } from "../../../../src/sandbox/engine/graph/expandGraph";
import { suggestGraph } from "../../../../src/sandbox/engine/graph/suggestGraph";
import { demoFrame, demoTraining } from "../../../support/engine/demoFrame";

function check(frame: Frame, products: "sum" | "pooled" = "sum"): string | undefined {
  const training = demoTraining(frame);
  return checkRoiPriors(expandGraph(suggestGraph(frame, { products }), frame, training).graph, frame, training);
}

const spendTimes = (frame: Frame, factor: number): Frame => ({
  ...frame,
  investment: new Map([...frame.investment].map(([name, spend]) => [name, spend.map((value) => value * factor)])),
});

describe("ROI priors against the data", function () {
  this.timeout(60_000);

  it("agree on the demo data, and still when spend is half as much again", () => {
    assert.equal(check(demoFrame()), undefined);
    assert.equal(check(spendTimes(demoFrame(), 1.5)), undefined);
  });

  for (const factor of [1000, 1 / 1000]) {
    it(`contradict spend that is off by a factor of ${factor}, with the factor and a remedy named`, () => {
      const sentence = check(spendTimes(demoFrame(), factor)) ?? "";
      assert.match(sentence, /^The ROI priors contradict the data/);
      assert.match(
        sentence,
        /factor of about 1000: check that Investment and PricePerUnit use the same currency and unit/,
      );
    });
  }

  it("contradict prices of a smaller currency unit", () => {
    const frame = demoFrame();
    const price = frame.price?.map((value) => value * 100);
    assert.match(check({ ...frame, ...(price && { price }) }) ?? "", /factor of about 100/);
  });

  it("are checked for pooled products too", () => {
    assert.equal(check(demoFrame("pooled"), "pooled"), undefined);
    assert.match(check(spendTimes(demoFrame("pooled"), 1000), "pooled") ?? "", /contradict/);
  });

  it("are not spoken of without spend", () => {
    assert.equal(check({ ...demoFrame(), investment: new Map() }), undefined);
  });
});
