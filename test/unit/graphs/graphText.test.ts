import assert from "node:assert/strict";
import fc from "fast-check";
import { graphChanges, isRefusal } from "../../../src/graphs/applyEdit";
import { buildGraph, readGraphText } from "../../../src/graphs/graphText";
import { readGraphView } from "../../../src/graphs/graphView";
import { nodeRef } from "../../../src/graphs/problem";
import { changedText } from "../../../src/jsonText/changes";
import { graphSample, oddValue } from "../../support/graphTexts";

describe("a graph as text", () => {
  it("keeps big integers, NaN, spelling of numbers, key order, spaces and unknown keys", () => {
    const nodes = '[ {"z":1.0, "id":9007199254740993, "q":NaN, "Ä":"\\u00e4", "deep":{"b":[1e5,-0]} } ]';
    const edges = '{"e1" : {"source":1, "target":2}}';
    const document = `{"extra":1,\n "edges": ${edges},"nodes":${nodes}}`;
    const graph = readGraphText(document);
    assert.ok(graph);
    assert.equal(buildGraph(graph), `{"nodes":${nodes},"edges":${edges}}`);
  });

  it("is posted as it was received, whatever its schema and however odd its values", () => {
    fc.assert(
      fc.property(graphSample, ({ text }) => {
        const view = readGraphView(text);
        const graph = readGraphText(text);
        assert.ok(view && graph);
        assert.equal(buildGraph(graph), `{"nodes":${view.nodesJson.text},"edges":${view.edgesJson.text}}`);
        assert.ok(text.includes(view.nodesJson.text) && text.includes(view.edgesJson.text));
      }),
    );
  });

  it("is posted with the characters of one field changed, and no others", () => {
    fc.assert(
      fc.property(graphSample, fc.nat(), oddValue, ({ text }, pick, json) => {
        const view = readGraphView(text);
        const node = view?.nodes[pick % view.nodes.length];
        assert.ok(view && node);
        const edit = { kind: "setNodeField", node: nodeRef(node), path: ["odd"], json } as const;
        const changes = graphChanges(text, view, edit);
        assert.ok(!isRefusal(changes) && changes.length <= 1);
        const [before, after] = [readGraphText(text), readGraphText(changedText(text, changes))];
        assert.ok(before && after);
        assert.equal(after.edgesText, before.edgesText);
        const [change] = changes;
        const start = (change?.start ?? 0) - view.nodesJson.start;
        const end = (change?.end ?? 0) - view.nodesJson.start;
        assert.equal(
          after.nodesText,
          change ? before.nodesText.slice(0, start) + json + before.nodesText.slice(end) : before.nodesText,
        );
      }),
    );
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
