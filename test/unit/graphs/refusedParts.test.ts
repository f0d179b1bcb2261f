import assert from "node:assert/strict";
import { type GraphView, readGraphView } from "../../../src/graphs/graphView";
import { refusedProblems } from "../../../src/graphs/refusedParts";
import { demoGraph } from "../../support/demoGraphs";

const read = (text: string): GraphView => {
  const view = readGraphView(text);
  assert.ok(view);
  return view;
};
const inBody = (...path: readonly (string | number)[]) => ["body", "graph_detail", "graph", ...path];

describe("what a server says about a graph that it refused", () => {
  const text = demoGraph();
  const view = read(text);
  const at = (id: string): number => view.byId.get(id) ?? -1;
  const shown = (found: ReturnType<typeof refusedProblems>, of = text) =>
    found.map(({ node, edge, field, start, end }) => [node ?? edge, field, of.slice(start, end)]);

  it("lands on the node, the field and the edge that it names by place", () => {
    const found = refusedProblems(view, view, [
      { path: inBody("nodes", at("TV"), "adstock", "max_lag"), words: "too long" },
      { path: inBody("nodes", at("Price"), "missing"), words: "Field required" },
      { path: inBody("edges", 2, "to"), words: "not the target" },
    ]);
    assert.deepEqual(shown(found), [
      [at("TV"), "adstock.max_lag", "13"],
      [at("Price"), "missing", '"Price"'],
      [2, undefined, '"Sales"'],
    ]);
    assert.ok(found.every(({ rule, severity }) => rule === "refused" && severity === "error"));
  });

  it("lands on the nodes whose names it quotes, the longer name before the shorter one", () => {
    const words = "Online video and 'Black Week' share a column; TVs do not.";
    const found = refusedProblems(view, view, [{ path: [], words }]);
    assert.deepEqual(shown(found), [
      [at("Online video"), undefined, '"Online video"'],
      [at("Black Week"), undefined, '"Black Week"'],
    ]);
  });

  it("stays on a node for as long as that is the text which was refused, wherever it moves", () => {
    const findings = [
      { path: inBody("nodes", at("TV"), "adstock", "max_lag"), words: "too long" },
      { path: inBody("nodes", at("Search")), words: "no data" },
    ];
    const mended = read(text.replace('"max_lag": 13', '"max_lag": 8').replace(/\{\s+"id": "Sales"[^}]+\},/, ""));
    const found = refusedProblems(mended, view, findings);
    assert.deepEqual(
      found.map(({ words, node }) => [...words, mended.nodes[node ?? -1]?.id]),
      [["no data", "Search"]],
    );
  });

  it("marks the whole where it names nothing, until anything is changed, and not where it is about the dates", () => {
    const findings = [
      { path: [], words: "This cannot be built." },
      { path: ["body", "model_detail", "train_dates", 0], words: "not a date" },
    ];
    assert.deepEqual(
      refusedProblems(view, view, findings).map(({ words }) => words),
      [["This cannot be built."]],
    );
    assert.deepEqual(refusedProblems(read(text.replace('"harmonics": 2', '"harmonics": 3')), view, findings), []);
  });

  it("finds nodes under keys, and takes a bare number for no name", () => {
    const keyed = read('{"nodes":{"7":{"kind":"a"},"b":{}},"edges":{"0":{"from":"7","to":"b"}}}');
    const found = refusedProblems(keyed, keyed, [
      { path: inBody("nodes", "b"), words: "odd" },
      { path: inBody("nodes", 0), words: "first" },
      { path: [], words: "There are 7 of them." },
      { path: [], words: 'Node "7" is odd.' },
    ]);
    assert.deepEqual(
      found.map(({ node }) => node),
      [1, 0, undefined, 0],
    );
  });
});
