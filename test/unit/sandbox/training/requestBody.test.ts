import assert from "node:assert/strict";
import { readBody } from "../../../../src/sandbox/training/requestBody";

const PLACE = { path: ["graph_detail", "graph"], byId: false };
const NODES = '[ {"id":"sales","type":"target"},{"id":"tv","type":"media","odd":1.50}]';
const EDGES = '[{"from":"tv","to":"sales"}]';
const body = (nodes: string, edges = EDGES) =>
  `{"model_detail":{"dataset_id":1},"graph_detail":{"graph":{"nodes":${nodes},"edges":${edges},"schema":"alviss-sandbox/high/1"}}}`;

describe("reading the body of a request", () => {
  it("checks the graph in it, takes its lists as they are written, and leaves empty ones", () => {
    const read = readBody(body(NODES), PLACE);
    assert.deepEqual(read, {
      value: {
        model_detail: { dataset_id: 1 },
        graph_detail: { graph: { nodes: [], edges: [], schema: "alviss-sandbox/high/1" } },
      },
      graph: { ok: true, graph: { level: "high", nodeIds: ["sales", "tv"], nodes: NODES, edges: EDGES } },
    });
  });

  it("says what is wrong with the graph, and leaves a missing list to the body's schema", () => {
    const read = readBody(body('[{"id":"a"}]'), PLACE);
    assert.ok("graph" in read && read.graph?.ok === false && read.graph.findings.length > 0);
    const half = readBody('{"graph_detail":{"graph":{"nodes":[]}}}', PLACE);
    assert.deepEqual(half, { value: { graph_detail: { graph: { nodes: [] } } } });
    assert.deepEqual(readBody('{"graph_detail":[1]}', PLACE), { value: { graph_detail: [1] } });
  });

  it("takes lists that are objects only where it is told to", () => {
    const nodes = '{"sales":{"id":"sales","type":"target"},"tv":{"id":"tv","type":"media","odd":1.50}}';
    const refused = readBody(body(nodes), PLACE);
    assert.ok("graph" in refused && refused.graph?.ok === false);
    const read = readBody(body(nodes, '{"0":{"from":"tv","to":"sales"}}'), { ...PLACE, byId: true });
    assert.ok("graph" in read && read.graph?.ok);
    assert.equal(read.graph.graph.nodes, '[{"id":"sales","type":"target"},{"id":"tv","type":"media","odd":1.50}]');
    assert.equal(read.graph.graph.edges, EDGES);
  });

  it("refuses what is too deep, has too many values or is no JSON, and says which", () => {
    assert.deepEqual(readBody(`${"[".repeat(101)}${"]".repeat(101)}`), { fault: "deep" });
    assert.deepEqual(readBody(`[${"{},".repeat(1_000_000)}0]`), { fault: "many" });
    assert.deepEqual(readBody('{"a":1,}'), { fault: "syntax", at: 7 });
    assert.deepEqual(readBody(JSON.stringify({ ids: Array.from({ length: 60_000 }, () => 1) })), { fault: "many" });
    assert.ok("value" in readBody(JSON.stringify({ ids: Array.from({ length: 40_000 }, () => 1) })));
    assert.ok("value" in readBody('{"brackets":"[[[[,,,,", "quote":"\\""}'));
  });

  it("takes a graph with more values than a body may have beside it, but not one of a huge text", () => {
    const many = Array.from({ length: 19_000 }, (_, i) => `{"id":"n${i}","type":"media","list":[1,2,3]}`);
    const wide = readBody(body(`[{"id":"sales","type":"target"},{"id":"tv","type":"media"},${many.join()}]`), PLACE);
    assert.ok("graph" in wide && wide.graph?.ok, JSON.stringify(wide).slice(0, 200));
    const long = NODES.replace("1.50", JSON.stringify("x".repeat(9_000_000)));
    const refused = readBody(body(long), PLACE);
    assert.ok("graph" in refused && refused.graph?.ok === false);
    assert.match(refused.graph.findings[0]?.message ?? "", /at most 8 MB/);
  });
});
