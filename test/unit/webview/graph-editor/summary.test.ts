import assert from "node:assert/strict";
import { readGraphView } from "../../../../src/graphs/graphView";
import { priorShape } from "../../../../webview/graph-editor/priorShape";
import { priorWords } from "../../../../webview/graph-editor/priorWords";
import { summaryOf } from "../../../../webview/graph-editor/summary";
import { type GraphStrings } from "../../../../webview/shared/graphStrings";
import { demoGraph, lowGraph } from "../../../support/demoGraphs";
import { englishGraphTexts } from "../../../support/graphPage";

describe("the second line of a card", () => {
  let strings: GraphStrings;
  before(async () => {
    strings = (await englishGraphTexts()).strings;
  });

  const said = (text: string, id: string): string => {
    const view = readGraphView(text) ?? assert.fail("no graph");
    return summaryOf(view, view.nodes.find((node) => node.id === id) ?? assert.fail(`no ${id}`), strings);
  };
  const alone = (node: Record<string, unknown>): string =>
    said(
      JSON.stringify({
        nodes: [
          { id: "Sales", type: "target" },
          { id: "A", ...node },
        ],
        edges: [],
      }),
      "A",
    );

  it("says a medium's prior as its median and the interval that holds 90 % of it", () => {
    assert.equal(said(demoGraph(), "TV"), "geometric, hill, ROI 1.2 [0.28, 5.4]");
  });

  it("says the default where no prior is written, by what the effect is measured by and its sign", () => {
    assert.equal(alone({ type: "media" }), "geometric_lag, hill, ROI 1.2 [0.28, 5.4]");
    assert.equal(
      alone({ type: "media", adstock: { type: "none" }, saturation: { type: "none" }, effect: { parameter: "share" } }),
      "share 0.067 [0.0063, 0.2]",
    );
    assert.equal(said(demoGraph(), "Price"), "PricePerUnit, -1.2 [-2.7, -0.16]");
  });

  it("says the period of a season in words", () => {
    assert.equal(said(demoGraph(), "Seasonality"), "yearly, 2 harmonics, 0 [-0.25, 0.25]");
    assert.match(alone({ type: "seasonality", harmonics: 1, period: 30.5 }), /^every 30.5 days, 1 harmonic, /);
  });

  it("keeps what is written where it makes no density", () => {
    const prior = { dist: "normal", mu: 0, sd: -1 };
    assert.equal(alone({ type: "trend", effect: { prior } }), "linear, normal(0, -1)");
    assert.equal(alone({ type: "trend", effect: { prior: { dist: "normal", mu: 0 } } }), "linear, normal(0)");
    assert.equal(alone({ type: "trend", effect: { prior: { dist: "cauchy", mu: 0 } } }), "linear, cauchy(0)");
  });

  it("fits a card of the low level", () => {
    assert.equal(said(lowGraph(), "tv.half"), "1 [0.52, 1.9]");
    assert.equal(said(lowGraph(), "tv.adstock"), "geometric");
  });
});

describe("a prior in one short figure", () => {
  it("is the median and the interval of its drawing", () => {
    const priors: readonly (readonly [string, Record<string, number>])[] = [
      ["normal", { mu: -1, sd: 0.3 }],
      ["lognormal", { mu: 0.7, sd: 0.4 }],
      ["half_normal", { sd: 0.1 }],
      ["exponential", { rate: 3 }],
      ["beta", { a: 1, b: 3 }],
    ];
    for (const [dist, numbers] of priors) {
      const { lo, median, hi } = priorShape({ dist, numbers }) ?? assert.fail(dist);
      const short = (value: number): string => String(Number(value.toPrecision(2)));
      assert.equal(priorWords({ dist, numbers }, ""), `${short(median)} [${short(lo)}, ${short(hi)}]`, dist);
    }
  });
});
