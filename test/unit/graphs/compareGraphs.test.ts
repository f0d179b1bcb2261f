import assert from "node:assert/strict";
import { compareGraphs, isSame } from "../../../src/graphs/compareGraphs";
import { readGraphView } from "../../../src/graphs/graphView";

function compared(before: string, after: string) {
  const [one, other] = [readGraphView(before), readGraphView(after)];
  assert.ok(one && other);
  return compareGraphs(one, other);
}
const before =
  '{"nodes":[{"id":"a","effect":{"prior":{"mu":1,"sd":2}}},{"id":"b","x":[1,2]},{"id":"c"}],"edges":[{"from":"a","to":"c"},{"from":"b","to":"c","sign":"+"}]}';

describe("comparing two graphs", () => {
  it("finds nothing where only the spelling, the order of keys or of nodes differs", () => {
    const after =
      '{ "edges" : [{"sign":"\\u002b","to":"c","from":"b"},{"from":"a","to":"c"}], "nodes":[{"id":"c"},{"x":[1.0,2],"id":"b"},{"effect":{"prior":{"sd":2e0,"mu":1}},"id":"a"}]}';
    assert.ok(isSame(compared(before, after)));
  });

  it("lists what stands beside the nodes and edges", () => {
    const difference = compared(before, before.replace("{", '{"schema":"x/2",'));
    assert.deepEqual(difference.changedFields, [{ path: ["schema"], before: undefined, after: '"x/2"' }]);
    assert.ok(!isSame(difference));
  });

  it("lists nodes, edges and fields that were added, removed or changed", () => {
    const after =
      '{"nodes":[{"id":"a","effect":{"prior":{"mu":1.5,"sd":2},"sign":"any"}},{"id":"d"},{"id":"c"}],"edges":[{"from":"a","to":"c","w":1},{"from":"d","to":"c"}]}';
    const difference = compared(before, after);
    assert.deepEqual(
      difference.addedNodes.map(({ id }) => id),
      ["d"],
    );
    assert.deepEqual(
      difference.removedNodes.map(({ id }) => id),
      ["b"],
    );
    assert.deepEqual(
      difference.changedNodes.map(({ node, fields }) => [node.id, fields]),
      [
        [
          "a",
          [
            { path: ["effect", "prior", "mu"], before: "1", after: "1.5" },
            { path: ["effect", "sign"], before: undefined, after: '"any"' },
          ],
        ],
      ],
    );
    assert.deepEqual(
      difference.addedEdges.map(({ from, to }) => [from, to]),
      [["d", "c"]],
    );
    assert.deepEqual(
      difference.removedEdges.map(({ from, to }) => [from, to]),
      [["b", "c"]],
    );
    assert.deepEqual(
      difference.changedEdges.map(({ edge, fields }) => [edge.from, fields]),
      [["a", [{ path: ["w"], before: undefined, after: "1" }]]],
    );
  });

  it("tells integers apart that a number cannot hold", () => {
    const big = (last: string): string => `{"nodes":[{"id":"a","n":900719925474099${last}}],"edges":[]}`;
    assert.equal(compared(big("2"), big("3")).changedNodes.length, 1);
  });

  it("matches nodes of one id in their order", () => {
    const two = '{"nodes":[{"id":"a","x":1},{"id":"a","x":2}],"edges":[["a","a"]]}';
    assert.ok(isSame(compared(two, two)));
    assert.equal(compared(two, two.replace('"x":2', '"x":3')).changedNodes.length, 1);
  });
});
