import assert from "node:assert/strict";
import { type LowGraph } from "../../../../src/graphs/sandboxSchema";
import { robustVariant, screenOutliers } from "../../../../src/sandbox/engine/checks/outliers";
import { type Frame } from "../../../../src/sandbox/engine/frame";
import { compileGraph } from "../../../../src/sandbox/engine/graph/compileGraph";
import { expandGraph } from "../../../../src/sandbox/engine/graph/expandGraph";
import { suggestGraph } from "../../../../src/sandbox/engine/graph/suggestGraph";
import { demoFrame, demoTraining } from "../../../support/engine/demoFrame";

const clean = demoFrame();
const training = demoTraining(clean);
const modelOf = (frame: Frame): LowGraph => expandGraph(suggestGraph(frame), frame, training).graph;
const times = (factor: number, weeks: readonly number[]): Frame => {
  const sales = clean.sales.map((value, t) => (weeks.includes(t) ? value * factor : value));
  return { ...clean, sales };
};

describe("the search for outliers", function () {
  this.timeout(60_000);

  it("finds nothing in the demo data", () => {
    const { frame, warnings } = screenOutliers(modelOf(clean), clean, training);
    assert.deepEqual(warnings, []);
    assert.equal(frame, clean);
  });

  it("masks a slipped decimal point and names its date and both figures", () => {
    const broken = times(30, [40]);
    const { frame, warnings } = screenOutliers(modelOf(broken), broken, training);
    const masked = [...frame.observed.keys()].filter((t) => frame.observed[t] === 0);
    assert.deepEqual(masked, [40]);
    assert.equal(warnings.length, 1);
    assert.match(
      warnings[0] ?? "",
      new RegExp(
        `^1 outlying period was left out of the fit \\(${clean.dates[40]}: 2\\d\\d,000 sold, about [678],\\d+ expected\\)`,
      ),
    );
    assert.equal(broken.observed[40], 1, "the frame that came in is not touched");
  });

  it("keeps them and suggests heavy tails when they are many", () => {
    const weeks = [10, 25, 40, 55, 70, 85, 100];
    const broken = times(3, weeks);
    const { frame, warnings } = screenOutliers(modelOf(broken), broken, training);
    assert.equal(frame, broken);
    assert.match(warnings[0] ?? "", /^7 of 117 training periods .* and 2 more\).*student_t/);
  });

  it("leaves a model alone that has heavy tails already", () => {
    const broken = times(30, [40]);
    const graph = robustVariant(modelOf(broken));
    assert.deepEqual(screenOutliers(graph, broken, training), { frame: broken, warnings: [] });
  });

  it("fits a variant without a drifting baseline and with a bending trend", () => {
    const graph = modelOf(clean);
    const before = compileGraph(graph, clean, training).names();
    const after = compileGraph(robustVariant(graph), clean, training).names();
    assert.ok(before.includes("trend.tau") && before.includes("trend.coef"));
    assert.ok(!after.includes("trend.tau") && !after.includes("trend.phi"));
    assert.deepEqual(
      after.filter((name) => name.startsWith("trend.coef")),
      [0, 1, 2, 3].map((k) => `trend.coef[${k}]`),
    );
  });
});
