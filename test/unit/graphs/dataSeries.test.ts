import assert from "node:assert/strict";
import { MEDIA_METRICS } from "../../../src/dataFiles/fileTypes";
import { graphChanges, isRefusal } from "../../../src/graphs/applyEdit";
import { type DataSeries, mediaMetrics, seriesOf } from "../../../src/graphs/dataSeries";
import { graphProblems } from "../../../src/graphs/graphProblems";
import { readGraphView } from "../../../src/graphs/graphView";
import { type GraphProblem } from "../../../src/graphs/problem";
import { changedText } from "../../../src/jsonText/changes";
import { demoGraph, lowGraph } from "../../support/demoGraphs";

const viewOf = (text: string) => readGraphView(text) ?? assert.fail("no graph");
const missing = (text: string, series: DataSeries | undefined): GraphProblem[] =>
  graphProblems(viewOf(text), series).filter(({ rule }) => rule === "missingSeries");
const series = seriesOf(viewOf(demoGraph()), "3");

/** The text after the first remedy of a problem. */
function mended(text: string, { fixes }: GraphProblem, which = 0): string {
  const fix = fixes[which] ?? assert.fail("no fix");
  const changes = graphChanges(text, viewOf(text), fix.edit);
  return isRefusal(changes) ? assert.fail("refused") : changedText(text, changes);
}

/** Counts how often it is gone through from one end to the other. */
class CountedList extends Array<string> {
  walks = 0;

  override [Symbol.iterator](): ArrayIterator<string> {
    this.walks++;
    return super[Symbol.iterator]();
  }
}

describe("the series that a graph reads", () => {
  it("are told from the graph that is suggested for a dataset", () => {
    assert.deepEqual(series, {
      dataset: "3",
      names: { media: ["TV", "Online video", "Search"], distribution: [], events: ["Black Week"], control: [] },
      hasPrice: true,
      files: ["Media", "Sales", "Events"],
    });
  });

  it("are no problem where the dataset has them, or is not known", () => {
    assert.deepEqual(missing(demoGraph(), series), []);
    const other = demoGraph().replace('"TV"\n          ]', '"Radio"\n          ]');
    assert.notEqual(other, demoGraph());
    assert.deepEqual(missing(other, undefined), []);
  });

  it("are marked where the dataset lacks them, with the name that is meant", () => {
    const text = demoGraph().replace('"TV"\n          ]', '"tv "\n          ]');
    const [found, ...more] = missing(text, series);
    assert.ok(found);
    assert.deepEqual(more, []);
    assert.equal(text.slice(found.start, found.end), '"tv "');
    assert.deepEqual([found.severity, found.words, found.field], ["warning", ["tv ", "TV", "3"], "data.select.Media"]);
    assert.deepEqual(
      found.fixes.map(({ title, word }) => [title, word]),
      [
        ["setTo", "TV"],
        ["deleteNode", "TV"],
      ],
    );
    assert.equal(mended(text, found), demoGraph());
  });

  it("are marked for a price without prices", () => {
    const [found] = missing(demoGraph(), { ...series, hasPrice: false });
    assert.deepEqual(found?.words, ["PricePerUnit", "Price", "3"]);
  });

  it("are marked for a file, a column or a metric that nothing comes from", () => {
    const text = demoGraph();
    const file = text.replace('"file": "Sales"', '"file": "Sale"');
    const [noFile] = missing(file, series);
    assert.deepEqual(
      [noFile?.severity, noFile?.words, noFile?.field],
      ["warning", ["Sale", "Price", "3"], "data.file"],
    );
    assert.equal(mended(file, noFile ?? assert.fail()), text);
    const column = text.replace(/"Media"(?=: \[\s+"TV")/, '"Medium"');
    assert.notEqual(column, text);
    const [noColumn] = missing(column, series);
    assert.deepEqual([noColumn?.words, noColumn?.field], [["Medium", "TV", "3"], "data.select.Medium"]);
    assert.deepEqual(
      noColumn?.fixes.map(({ title, word }) => [title, word]),
      [
        ["setTo", "Media"],
        ["reset", "data.select.Medium"],
      ],
    );
    const metric = text.replace(/"select": \{\s+"Media"/, (select) => `"metric": "Impressions", ${select}`);
    assert.notEqual(metric, text);
    const [noMetric] = missing(metric, series);
    assert.deepEqual([noMetric?.severity, noMetric?.words], ["error", ["Impressions", "TV", "3"]]);
    assert.match(mended(metric, noMetric ?? assert.fail()), /"metric": "Impression",/);
    const low = lowGraph().replace('"series": "media:TV"', '"series": "media:TV", "metric": "Impressions"');
    assert.deepEqual(missing(low, series)[0]?.field, "attrs.metric");
    assert.deepEqual(mediaMetrics, MEDIA_METRICS);
  });

  it("stop a low-level graph", () => {
    const text = lowGraph().replace("media:TV", "media:TVs");
    const [found] = missing(text, series);
    assert.ok(found);
    assert.deepEqual([found.severity, found.words[0], found.field], ["error", "media:TVs", "attrs.series"]);
    assert.equal(mended(text, found), lowGraph());
    assert.deepEqual(missing(lowGraph(), series), []);
  });
});

describe("what can be mended without thinking", () => {
  const problemOf = (text: string, rule: string): GraphProblem =>
    graphProblems(viewOf(text)).find((problem) => problem.rule === rule) ?? assert.fail(`no ${rule}`);

  it("is a number of a prior that is out of its range", () => {
    const text = demoGraph().replace('"sd": 0.9', '"sd": -0.9');
    assert.equal(mended(text, problemOf(text, "field")), demoGraph());
  });

  it("is a sign that a prior does not fit", () => {
    const prior = '"effect": { "prior": { "dist": "lognormal", "mu": 0, "sd": 1 }, "sign": "negative" }';
    const text = demoGraph().replace(/"effect": \{\s+"sign": "negative"\s+\}/, prior);
    assert.notEqual(text, demoGraph());
    const found = problemOf(text, "sign");
    assert.equal(text.slice(found.start, found.end), '"negative"');
    assert.equal(mended(text, found), text.replace(', "sign": "negative"', ""));
    assert.deepEqual(
      graphProblems(viewOf(demoGraph())).filter(({ rule }) => rule === "sign"),
      [],
    );
  });

  it("is a port that the end of an edge does not have", () => {
    const text = lowGraph().replace('"port": "half"', '"port": "slopes"');
    const found = problemOf(text, "edge");
    assert.ok(found.fixes.some(({ word }) => word === "half"));
    const which = found.fixes.findIndex(({ word }) => word === "half");
    assert.equal(mended(text, found, which), lowGraph());
  });

  it("is a node without an id", () => {
    const text = '{"nodes":[{"id":"a"},{"id":"b"},{"w":1.0}],"edges":[{"from":"a","to":"b"}]}';
    assert.equal(mended(text, problemOf(text, "missingId")), text.replace('{"w":1.0}', '{"w":1.0,"id":"node"}'));
  });

  it("are compared with what is there only for what is shown, and never where they are very long", () => {
    const nodes = Array.from({ length: 600 }, (_, at) => ({
      ...{ id: `n${String(at)}`, type: "media" },
      data: { select: { Media: [`${at === 0 ? "x".repeat(101) : "Advertising on screens "} ${String(at)}`] } },
    }));
    const media = CountedList.from(
      { length: 1_000 },
      (_, at) => `Posters beside the road ${String(at)}`,
    ) as CountedList;
    const found = missing(JSON.stringify({ nodes, edges: [] }), {
      dataset: "3",
      names: { ...series.names, media },
      hasPrice: true,
      files: [],
    });
    // Once for each that is shown, but for the first, whose name is long.
    assert.ok(found.length > 200 && found.length < 301, String(found.length));
    assert.equal(media.walks, found.length - 1);
    assert.deepEqual(
      found.slice(0, 2).map(({ fixes }) => fixes.map(({ title }) => title)),
      [["deleteNode"], ["setTo", "deleteNode"]],
    );
  });
});
