import assert from "node:assert/strict";
import { buildGraph, readGraphText } from "../../../src/graphs/graphText";

describe("a graph as text", () => {
  it("keeps big integers, NaN, spelling of numbers, key order, spaces and unknown keys", () => {
    const nodes = '[ {"z":1.0, "id":9007199254740993, "q":NaN, "Ä":"\\u00e4", "deep":{"b":[1e5,-0]} } ]';
    const edges = '{"e1" : {"source":1, "target":2}}';
    const document = `{"extra":1,\n "edges": ${edges},"nodes":${nodes}}`;
    const graph = readGraphText(document);
    assert.ok(graph);
    assert.equal(buildGraph(graph), `{"nodes":${nodes},"edges":${edges}}`);
  });

  it("carries the name of the schema where there is one", () => {
    const graph = readGraphText('{"schema":"alviss-sandbox/high/1","nodes":[],"edges":[]}');
    assert.ok(graph);
    assert.equal(buildGraph(graph), '{"schema":"alviss-sandbox/high/1","nodes":[],"edges":[]}');
  });

  it("is undefined without nodes or without edges", () => {
    assert.equal(readGraphText('{"nodes":[]}'), undefined);
    assert.equal(readGraphText("[]"), undefined);
  });
});
