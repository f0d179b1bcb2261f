import assert from "node:assert/strict";
import { readGraphView } from "../../../src/graphs/graphView";

function read(graph: unknown) {
  const view = readGraphView(typeof graph === "string" ? graph : JSON.stringify(graph));
  assert.ok(view);
  return {
    level: view.level,
    ids: view.nodes.map(({ id }) => id),
    ends: view.edges.map(({ fromNode, toNode }) => [fromNode, toNode]),
    labels: view.nodes.map(({ label }) => label),
    kinds: view.nodes.map(({ kind }) => kind),
  };
}

describe("reading a graph of any schema", () => {
  it("knows the sandbox's two levels by the schema, or by the words of the nodes", () => {
    const nodes = [
      { id: "s", type: "target" },
      { id: "t", type: "media", name: "TV" },
    ];
    const edges = [{ from: "t", to: "s" }];
    assert.deepEqual(read({ nodes, edges }), {
      level: "high",
      ids: ["s", "t"],
      ends: [[1, 0]],
      labels: ["s", "TV"],
      kinds: ["target", "media"],
    });
    assert.equal(read({ schema: "alviss-sandbox/low/1", nodes: [], edges: [] }).level, "low");
    assert.equal(read({ schema: "other/1", nodes, edges }).level, undefined);
    assert.equal(read({ nodes: [{ id: "a", type: "box" }], edges: [] }).level, undefined);
    assert.equal(read({ nodes: [{ id: "a", kind: "param" }], edges: [] }).level, "low");
  });

  it("finds ids and ends by name, in lists, in objects, nested, and by what fits where no name helps", () => {
    const chain = [
      [0, 1],
      [1, 2],
    ];
    const forms: readonly unknown[] = [
      { nodes: { a: {}, b: {}, c: {} }, edges: { x: { source: "a", target: "b" }, y: { source: "b", target: "c" } } },
      {
        nodes: [{ Id: 1 }, { Id: 2 }, { Id: "3" }],
        edges: [
          { fromNode: "1", toNode: 2 },
          { fromNode: 2, toNode: 3 },
        ],
      },
      {
        nodes: [{ data: { id: "a" } }, { data: { id: "b" } }, { data: { id: "c" } }],
        edges: [{ data: { id: "e", source: "a", target: "b" } }, { data: { id: "f", source: "b", target: "c" } }],
      },
      {
        nodes: ["a", "b", "c"],
        edges: [
          ["a", "b"],
          ["b", "c"],
        ],
      },
      {
        nodes: [{ w: 1 }, { w: 1 }, { w: 1 }],
        edges: [
          { source: 0, target: 1 },
          { source: 1, target: 2 },
        ],
      },
      {
        nodes: [
          { colour: "red", code: "a" },
          { colour: "red", code: "b" },
          { colour: "red", code: "c" },
        ],
        edges: [
          { w: 1, affects: "b", driver: "a" },
          { w: 1, affects: "c", driver: "b" },
        ].map(({ w, affects, driver }) => ({ w, driver, affects })),
      },
      {
        nodes: [{ id: { v: 1 }, key: "a" }, { key: "b" }, { key: "c" }],
        edges: [
          { from: { id: "a" }, to: { id: "b" } },
          { from: { id: "b" }, to: { id: "c" } },
        ],
      },
    ];
    for (const form of forms) assert.deepEqual(read(form).ends, chain, JSON.stringify(form));
  });

  it("keeps two ids apart that a number cannot tell apart", () => {
    const text =
      '{"nodes":[{"id":9007199254740993},{"id":9007199254740992}],"edges":[{"from":9007199254740992,"to":9007199254740993}]}';
    assert.deepEqual(read(text).ends, [[1, 0]]);
  });

  it("shows nodes and edges that name nobody, without a picture of them", () => {
    const { ids, ends } = read({ nodes: [{ w: 1.5 }, { w: 2.5 }], edges: [{ note: "x" }] });
    assert.deepEqual(ends, [[-1, -1]]);
    assert.equal(ids.length, 2);
  });

  it("takes no two of the nodes that one influences for the ends of an edge", () => {
    const nodes = { tv: {}, search: {}, sales: {} };
    assert.deepEqual(read({ nodes, edges: { tv: ["search", "sales"], search: ["sales", "tv"] } }).ends, [
      [-1, -1],
      [-1, -1],
    ]);
    assert.deepEqual(read({ nodes, edges: { first: ["tv", "sales"] } }).ends, [[0, 2]]);
  });

  it("says where an end is unknown", () => {
    assert.deepEqual(read({ nodes: [{ id: "a" }], edges: [{ from: "a", to: "gone" }] }).ends, [[0, -1]]);
  });

  it("is no graph without nodes or without edges, and nothing at all without JSON", () => {
    assert.equal(readGraphView('{"nodes":[]}'), undefined);
    assert.equal(readGraphView("[]"), undefined);
    assert.equal(readGraphView('{"nodes":5,"edges":[]}'), undefined);
    assert.throws(() => readGraphView('{"nodes":[,]}'), /character 10/);
  });
});
