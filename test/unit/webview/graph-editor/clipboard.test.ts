import assert from "node:assert/strict";
import { graphChanges, isRefusal } from "../../../../src/graphs/applyEdit";
import { type GraphView, readGraphView } from "../../../../src/graphs/graphView";
import { changedText } from "../../../../src/jsonText/changes";
import { copiedText, pasteEdit } from "../../../../webview/graph-editor/clipboard";
import { isGraphEdit } from "../../../../webview/shared/graphMessages";

const viewOf = (text: string): GraphView => readGraphView(text) ?? assert.fail(text);

/** The second graph with some nodes of the first, as the page's wish and the host's change make it. */
function pasted(from: string, indices: readonly number[], into: string): string {
  const source = viewOf(from);
  const copied = copiedText(
    source,
    indices.map((index) => source.nodes[index] ?? assert.fail(`no node ${String(index)}`)),
  );
  const edit = pasteEdit(copied, viewOf(into)) ?? assert.fail(`nothing to paste in ${copied}`);
  assert.ok(isGraphEdit(edit));
  const changes = graphChanges(into, viewOf(into), edit);
  return isRefusal(changes) ? assert.fail(JSON.stringify(changes)) : changedText(into, changes);
}
const nodesIn = (text: string) => viewOf(text).nodes.map(({ id, json }) => [id, json.text]);
const edgesIn = (text: string) => viewOf(text).edges.map(({ json }) => json.text);

describe("copying nodes from one graph to another", () => {
  const keyed =
    '{"nodes":{"tv":{"cls":"Paid","lag":1e-7,"big":12345678901234567890},"kpi":{"w":1.0}},"edges":{"e1":{"src":"tv","dst":"kpi","gain":1.50}}}';

  it("keeps the keys that nodes stand under, and every field of their edges", () => {
    const after = pasted(keyed, [0], keyed);
    assert.ok(after.startsWith(keyed.slice(0, 60)));
    assert.deepEqual(nodesIn(after), [
      ...nodesIn(keyed),
      ["tv 2", '{"cls":"Paid","lag":1e-7,"big":12345678901234567890}'],
    ]);
    assert.deepEqual(edgesIn(after), [
      '{"src":"tv","dst":"kpi","gain":1.50}',
      '{"src":"tv 2","dst":"kpi","gain":1.50}',
    ]);
  });

  it("takes the same field for the id as in the graph that the nodes came from", () => {
    const list =
      '{"nodes":[{"code":"q1","id":5},{"code":"q2","id":6},{"code":"q3","id":7}],"edges":[{"from":5,"to":6,"w":1.0},{"from":6,"to":7,"w":2}]}';
    assert.deepEqual(edgesIn(pasted(list, [1], list)).slice(2), ['{"from":8,"to":7,"w":2}']);
    assert.deepEqual(nodesIn(pasted(list, [1], list)).at(-1), ["8", '{"code":"q2","id":8}']);
  });

  it("names nodes and ends as the other graph does, and drops no field for it", () => {
    const list = '{"nodes":[{"id":"kpi","note":"x"}],"edges":[{"from":"kpi","to":"kpi"}]}';
    const fromKeyed = pasted(keyed, [0, 1], list);
    assert.deepEqual(
      viewOf(fromKeyed).nodes.map(({ id }) => id),
      ["kpi", "tv", "kpi 2"],
    );
    assert.ok(fromKeyed.includes('"lag":1e-7,"big":12345678901234567890,"id":"tv"'), fromKeyed);
    assert.deepEqual(edgesIn(fromKeyed).slice(1), ['{"gain":1.50,"from":"tv","to":"kpi 2"}']);
    const fromList = pasted(
      '{"nodes":[{"uid":"a","q":1.0},{"uid":"b"}],"edges":[{"from":"a","to":"b"}]}',
      [0, 1],
      keyed,
    );
    assert.deepEqual(nodesIn(fromList).slice(2), [
      ["a", '{"uid":"a","q":1.0}'],
      ["b", '{"uid":"b"}'],
    ]);
    assert.deepEqual(viewOf(fromList).edges.at(-1)?.from, "a");
  });

  it("copies into a graph that is still empty as it was", () => {
    const list = '{"nodes":[{"uid":"a","q":1.0},{"uid":"b"}],"edges":[{"src":"a","dst":"b","w":1e-7}]}';
    const after = pasted(list, [0, 1], '{"nodes":[],"edges":[]}');
    assert.deepEqual([nodesIn(after), edgesIn(after)], [nodesIn(list), edgesIn(list)]);
  });

  it("copies nodes that have only their places, with the edges among them", () => {
    const places = '{"nodes":[{"w":1.5},{"w":2},{"w":3}],"edges":[[0,2],[1,2],[0,1]]}';
    assert.deepEqual(edgesIn(pasted(places, [0, 2], places)).slice(3), ["[3,4]"]);
  });

  it("gives an id to a node that has none where the others do", () => {
    const some = '{"nodes":[{"id":"a"},{"w":1,"kind":"price"},{"id":"b"}],"edges":[{"from":"a","to":"b"}]}';
    assert.deepEqual(nodesIn(pasted(some, [0, 1], some)).slice(3), [
      ["a 2", '{"id":"a 2"}'],
      ["price", '{"w":1,"kind":"price","id":"price"}'],
    ]);
  });

  it("reads a graph that somebody copied as text, and finds no nodes in other text", () => {
    const edit = pasteEdit(keyed, viewOf('{"nodes":{},"edges":[]}'));
    assert.deepEqual(
      edit?.nodes.map(({ id }) => id),
      ["tv", "kpi"],
    );
    assert.equal(pasteEdit("TV, Radio", viewOf(keyed)), undefined);
    assert.equal(pasteEdit('{"nodes":[],"edges":[]}', viewOf(keyed)), undefined);
  });
});
