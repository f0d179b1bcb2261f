import assert from "node:assert/strict";
import { changedNames } from "../../../src/graphs/changedNames";
import { compareGraphs } from "../../../src/graphs/compareGraphs";
import { readGraphView } from "../../../src/graphs/graphView";

const viewOf = (nodes: readonly unknown[], edges: readonly unknown[]) =>
  readGraphView(JSON.stringify({ nodes, edges })) ?? assert.fail("no graph");

describe("what of a graph differs", () => {
  it("is named by nodes and ends of edges, each once", () => {
    const edge = { from: "a", to: "t" };
    const before = viewOf([{ id: "a", x: 1, y: 1 }, { id: "b" }, { id: "t" }], [edge, { from: "b", to: "t" }]);
    const after = viewOf([{ id: "a", x: 2, y: 2 }, { id: "c" }, { id: "t" }], [edge, { from: "c", to: "t" }]);
    assert.deepEqual(changedNames(compareGraphs(before, after)), ["a", "c", "b", "c → t", "b → t"]);
    assert.deepEqual(changedNames(compareGraphs(before, before)), []);
  });
});
