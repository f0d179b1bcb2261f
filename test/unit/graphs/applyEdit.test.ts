import assert from "node:assert/strict";
import fc from "fast-check";
import { graphChanges, isRefusal } from "../../../src/graphs/applyEdit";
import { type GraphEdit } from "../../../src/graphs/graphEdits";
import { type GraphView, readGraphView } from "../../../src/graphs/graphView";
import { saysMore } from "../../../src/graphs/newParts";
import { edgeRef, nodeRef } from "../../../src/graphs/problem";
import { changedText } from "../../../src/jsonText/changes";
import { readJson } from "../../../src/jsonText/read";
import { JsonTextError } from "../../../src/jsonText/scan";
import { graphSample, type GraphSample, oddValue } from "../../support/graphTexts";

function viewOf(text: string): GraphView {
  const view = readGraphView(text);
  assert.ok(view);
  return view;
}
function edited(text: string, edit: (view: GraphView) => GraphEdit): string {
  const view = viewOf(text);
  const changes = graphChanges(text, view, edit(view));
  if (isRefusal(changes)) assert.fail(JSON.stringify(changes));
  return changedText(text, changes);
}
const nodeTexts = (text: string): string[] => viewOf(text).nodes.map(({ json }) => json.text);
const edgeTexts = (text: string): string[] => viewOf(text).edges.map(({ json }) => json.text);
const pick = <T>(list: readonly T[], at: number): T => {
  const found = list[at % list.length];
  assert.ok(found !== undefined);
  return found;
};
const at = fc.nat();
const holds = (property: (sample: GraphSample, one: number, other: number) => void): void => {
  fc.assert(fc.property(graphSample, at, at, property), { numRuns: 300 });
};

describe("editing a graph's text", () => {
  it("reads ids and ends of every form", () => {
    holds(({ text, ids, ends }) => {
      const view = viewOf(text);
      assert.deepEqual(
        view.nodes.map(({ id }) => id),
        ids,
      );
      assert.deepEqual(
        view.edges.map(({ fromNode, toNode }) => [fromNode, toNode]),
        ends,
      );
    });
  });

  it("sets a field by its own characters alone", () => {
    fc.assert(
      fc.property(graphSample, at, oddValue, (sample, one, json) => {
        const node = pick(viewOf(sample.text).nodes, one);
        const after = edited(sample.text, () => ({
          kind: "setNodeField",
          node: nodeRef(node),
          path: ["odd"],
          json,
        }));
        const odd = sample.nodeTexts[node.index]?.indexOf('"odd":') ?? 0;
        assert.ok(odd >= 0);
        const start = node.json.start + odd;
        assert.equal(after.slice(0, start), sample.text.slice(0, start));
        assert.deepEqual(
          nodeTexts(after).filter((_, index) => index !== node.index),
          sample.nodeTexts.filter((_, index) => index !== node.index),
        );
        assert.deepEqual(edgeTexts(after), sample.edgeTexts);
        assert.equal(
          after.slice(after.length - 26),
          sample.text.slice(sample.text.length - 26),
          "what stands behind the graph",
        );
      }),
      { numRuns: 300 },
    );
  });

  it("puts back the very text when a field is set and set back", () => {
    holds(({ text }, one) => {
      const node = pick(viewOf(text).nodes, one);
      const path = ["odd"] as const;
      const set = (json: string) => (): GraphEdit => ({ kind: "setNodeField", node: nodeRef(node), path, json });
      const before = viewOf(text).nodes[node.index]?.json;
      assert.ok(before?.kind === "object");
      const was = before.members.find(({ key }) => key === "odd")?.value.text ?? "";
      assert.equal(edited(edited(text, set('"other"')), set(was)), text);
    });
  });

  it("adds and takes away a field without touching another character", () => {
    holds(({ text }, one) => {
      const node = pick(viewOf(text).nodes, one);
      const set = (json: string | null) => (): GraphEdit => ({
        kind: "setNodeField",
        node: nodeRef(node),
        path: ["effect", "prior", "mu"],
        json,
      });
      const added = edited(text, set("1e-7"));
      assert.match(nodeTexts(added)[node.index] ?? "", /"effect"\s*:\s*\{\s*"prior":\s*\{\s*"mu":\s*1e-7/);
      const removed = edited(added, () => ({ ...set(null)(), path: ["effect"] }) as GraphEdit);
      assert.equal(removed, text);
    });
  });

  it("deletes nodes with their edges and keeps all others as written", () => {
    holds(({ text, ends, nodeTexts: nodes, edgeTexts: edges }, one, other) => {
      const view = viewOf(text);
      const gone = new Set([pick(view.nodes, one).index, pick(view.nodes, other).index]);
      const after = edited(text, () => ({
        kind: "deleteNodes",
        nodes: view.nodes.filter(({ index }) => gone.has(index)).map(nodeRef),
      }));
      assert.deepEqual(
        nodeTexts(after),
        nodes.filter((_, index) => !gone.has(index)),
      );
      assert.deepEqual(
        edgeTexts(after),
        edges.filter((_, index) => !ends[index]?.some((end) => gone.has(end))),
      );
    });
  });

  it("renames a node with every edge that names it", () => {
    holds(({ text, ids, ends }, one) => {
      const index = one % ids.length;
      const id = ids[0] === "10" ? "4000" : 'new "id\\';
      const after = edited(text, (view) => ({ kind: "renameNode", node: nodeRef(pick(view.nodes, index)), id }));
      const view = viewOf(after);
      assert.deepEqual(
        view.nodes.map((node) => node.id),
        ids.map((old, i) => (i === index ? id : old)),
      );
      assert.deepEqual(
        view.edges.map(({ fromNode, toNode }) => [fromNode, toNode]),
        ends,
      );
      const back = edited(after, (now) => ({
        kind: "renameNode",
        node: nodeRef(pick(now.nodes, index)),
        id: ids[index] ?? "",
      }));
      assert.equal(back, text);
    });
  });

  it("turns edges, and turned twice they are as written before", () => {
    holds(({ text, ends }, one) => {
      const turn = (view: GraphView): GraphEdit => ({ kind: "turnEdges", edges: [edgeRef(pick(view.edges, one))] });
      const after = edited(text, turn);
      const turned = viewOf(after).edges[one % ends.length];
      assert.deepEqual([turned?.toNode, turned?.fromNode], ends[one % ends.length]);
      assert.equal(edited(after, turn), text);
    });
  });

  it("adds an edge with its ends where the others have theirs", () => {
    holds(({ text, ids, edgeTexts: edges }, one, other) => {
      const [from, to] = [pick(ids, one), pick(ids, other)];
      const after = edited(text, () => ({ kind: "addEdge", edge: { from, to, json: null } }));
      assert.deepEqual(edgeTexts(after).slice(0, -1), edges);
      const added = viewOf(after).edges.at(-1);
      assert.deepEqual([added?.from, added?.to], [from, to]);
      assert.equal(
        edited(after, (view) => ({ kind: "deleteEdges", edges: view.edges.slice(-1).map(edgeRef) })),
        text,
      );
    });
  });

  it("takes no field of another edge into a new one but where that edge was chosen", () => {
    const old = '{"id":"e7","src":"a","dst":"b","weight":0.830,"data":{"note":"x"}}';
    const text = `{"nodes":[{"id":"a"},{"id":"b"},{"id":"c"}],"edges":[${old}]}`;
    const added = (json: string | null): string | undefined =>
      edgeTexts(edited(text, () => ({ kind: "addEdge", edge: { from: "c", to: "b", json } }))).at(-1);
    assert.equal(added(null), '{"src": "c", "dst": "b", "id": "e7 2"}');
    assert.equal(added(old), old.replace('"e7"', '"e7 2"').replace('"a"', '"c"'));
    const view = viewOf(text);
    assert.deepEqual(
      ["{}", '{"id":"e7","src":"a","dst":"b"}', old, '{"src":"a","dst":"b","data":{"id":"1"}}'].map((json) =>
        saysMore(view, { json: readJson(json) }),
      ),
      [false, false, true, false],
    );
  });

  it("duplicates an edge with every field that it has", () => {
    const edge = (from: string): string => `{"source":"${from}","weight":0.830,"target":"b","lag":{"max":1e1}}`;
    const text = `{"nodes":{"a":{},"b":{}},"edges":[${edge("a")},{"source":"b","weight":7,"target":"a"}]}`;
    const after = edited(text, () => ({ kind: "duplicateNodes", nodes: [{ index: 0, id: "a" }] }));
    assert.equal(edgeTexts(after).at(-1), edge("a 2"));
  });

  it("duplicates nodes with the edges among them and the edges that leave them", () => {
    holds(({ text, ids, ends, nodeTexts: nodes }, one, other) => {
      const view = viewOf(text);
      const chosen = [...new Set([one % ids.length, other % ids.length])].sort((a, b) => a - b);
      const after = viewOf(
        edited(text, () => ({ kind: "duplicateNodes", nodes: chosen.map((i) => nodeRef(pick(view.nodes, i))) })),
      );
      assert.deepEqual(
        after.nodes.slice(0, nodes.length).map(({ json }) => json.text),
        nodes,
      );
      assert.equal(after.byId.size, ids.length + chosen.length);
      const copy = (node: number): number => (chosen.includes(node) ? ids.length + chosen.indexOf(node) : node);
      assert.deepEqual(
        after.edges.slice(ends.length).map(({ fromNode, toNode }) => [fromNode, toNode]),
        ends.filter(([from]) => chosen.includes(from)).map(([from, to]) => [copy(from), copy(to)]),
      );
    });
  });

  it("leaves a field alone that is called like an id and is none, in a copy", () => {
    const text = '{"nodes":{"tv":{"id":4711},"radio":{"id":"radio"}},"edges":{}}';
    const copied = (index: number, id: string): string =>
      edited(text, () => ({ kind: "duplicateNodes", nodes: [{ index, id }] }));
    assert.ok(copied(0, "tv").includes('"tv 2":{"id":4711}'));
    assert.ok(copied(1, "radio").includes('"radio 2":{"id":"radio 2"}'));
  });

  it("changes one value inside of another on several lines by its own characters", () => {
    const text = '{"nodes":[{"id":"a","x":{\n  "p": 1.0,\n  "q": [1,\n 2]\n}}],"edges":[]}';
    const after = edited(text, (view) => ({
      kind: "setNodeField",
      node: nodeRef(pick(view.nodes, 0)),
      path: ["x"],
      json: '{"p": 1.0, "q": [1, 3]}',
    }));
    assert.equal(after, text.replace("\n 2", "\n 3"));
  });

  it("refuses what no longer fits, instead of changing something else", () => {
    const text = '{"nodes":[{"id":"a"},{"id":"b"},{"id":"b"}],"edges":[{"from":"a","to":"b"}]}';
    const view = viewOf(text);
    const gone = { refused: "gone" };
    const moved: GraphEdit = { kind: "setNodeField", node: { index: 7, id: "a" }, path: ["x"], json: "1" };
    assert.equal(
      edited(text, () => moved),
      text.replace('{"id":"a"}', '{"id":"a","x":1}'),
    );
    assert.deepEqual(graphChanges(text, view, { ...moved, node: { index: 0, id: "z" } }), gone);
    assert.deepEqual(graphChanges(text, view, { ...moved, node: { index: 0, id: "b" } }), gone);
    assert.deepEqual(graphChanges(text, view, { ...moved, json: "{x}" }), {
      refused: "notJson",
      error: new JsonTextError("noKey", 1),
    });
    assert.deepEqual(graphChanges(text, view, { kind: "renameNode", node: { index: 0, id: "a" }, id: "b" }), {
      refused: "idTaken",
      id: "b",
    });
  });

  it("gives a duplicate id a new name and leaves the edges with the other node", () => {
    const text = '{"nodes":[{"id":"a"},{"id":"b"},{"id":"b"}],"edges":[{"from":"a","to":"b"}]}';
    assert.equal(
      edited(text, () => ({ kind: "renameNode", node: { index: 2, id: "b" }, id: "c" })),
      text.replace('{"id":"b"}]', '{"id":"c"}]'),
    );
  });

  it("moves the places that edges name when nodes without ids are deleted", () => {
    const text = '{"nodes":[{"w":1.5},{"w":1.5},{"w":1.5}],"edges":[[0,2],[1,2],[2,2]]}';
    assert.equal(
      edited(text, () => ({ kind: "deleteNodes", nodes: [{ index: 1, id: "1" }] })),
      '{"nodes":[{"w":1.5},{"w":1.5}],"edges":[[0,1],[1,1]]}',
    );
  });
});
