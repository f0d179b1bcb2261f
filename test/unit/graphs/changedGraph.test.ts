import assert from "node:assert/strict";
import fc from "fast-check";
import { type GraphView, readChangedGraph, readGraphView } from "../../../src/graphs/graphView";
import { changedText } from "../../../src/jsonText/changes";
import { demoGraph } from "../../support/demoGraphs";
import { readOrFault } from "../../support/readOrFault";

function changed(text: string, from: string, to: string): { before: GraphView; after: GraphView | undefined } {
  const start = text.indexOf(from);
  const change = { start, end: start + from.length, text: to };
  const before = readGraphView(text);
  assert.ok(before);
  // Its places move: what it was is kept to compare with.
  const kept = { ...before };
  return { before: kept, after: readChangedGraph(before, changedText(text, [change]), change) };
}

describe("reading a graph again after a change", () => {
  const text = JSON.stringify({
    nodes: [
      { id: "a", type: "box", weight: 1 },
      { id: "b", type: "box", weight: 2 },
      { id: "c", type: "tin", weight: 3 },
    ],
    edges: [
      { source: "a", target: "b", w: 0.5 },
      { source: "b", target: "c", w: 0.5 },
    ],
  });

  it("finds what reading all of it finds, wherever the text is changed and whatever comes in", () => {
    const words = ["", ",", "}", '"', "[", "7", '"a"', '"b"', '"tin"', '{"id":"d"},', ' "type":"x",', "null"];
    fc.assert(
      fc.property(
        fc.constantFrom(text, demoGraph()),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.nat({ max: 8 }),
        fc.constantFrom(...words),
        (graph, at, length, put) => {
          const start = Math.floor(at * graph.length);
          const change = { start, end: Math.min(graph.length, start + length), text: put };
          const now = changedText(graph, [change]);
          const before = readGraphView(graph);
          assert.ok(before);
          const again = readOrFault(() => readChangedGraph(before, now, change));
          assert.deepEqual(
            again,
            readOrFault(() => readGraphView(now)),
          );
        },
      ),
      { numRuns: 600 },
    );
  });

  it("keeps all nodes and edges but the one that is changed", () => {
    const { before, after } = changed(text, '"weight":2', '"weight":2000');
    assert.deepEqual(
      after?.nodes.map((node, at) => node === before.nodes[at]),
      [true, false, true],
    );
    assert.equal(after?.edges, before.edges);
    assert.equal(after?.edges[1]?.json.start, changedText(text, []).indexOf('{"source":"b"') + 3);
  });

  it("looks for the ends of the edges anew where a node is called otherwise", () => {
    const { after } = changed(text, '"id":"b"', '"id":"B"');
    assert.deepEqual(
      after?.edges.map(({ fromNode, toNode }) => [fromNode, toNode]),
      [
        [0, -1],
        [-1, 2],
      ],
    );
  });
});
