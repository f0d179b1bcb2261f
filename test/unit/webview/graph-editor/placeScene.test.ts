import assert from "node:assert/strict";
import { readGraphView } from "../../../../src/graphs/graphView";
import { runLayout } from "../../../../webview/graph-editor/layoutJob";
import { placeScene, type Shift } from "../../../../webview/graph-editor/placeScene";
import { type Scene } from "../../../../webview/graph-editor/scene";
import { planScene } from "../../../../webview/graph-editor/scenePlan";

interface Node {
  readonly id: string;
  readonly kind: string;
  readonly parent?: string;
}

const edges = [
  { from: "a", to: "t" },
  { from: "b", to: "t" },
  { from: "c", to: "t" },
  { from: "d", to: "t" },
  { from: "e", to: "t" },
];
const nodes: readonly Node[] = [
  { id: "a", kind: "input", parent: "one" },
  { id: "b", kind: "input", parent: "one" },
  { id: "c", kind: "input", parent: "two" },
  { id: "d", kind: "input", parent: "two" },
  { id: "e", kind: "input" },
  { id: "t", kind: "likelihood" },
];

/** `before`: of another text, whose list of edges was the same. */
function sceneOf(some: readonly Node[], shifts: ReadonlyMap<string, Shift> = new Map(), before?: Scene): Scene {
  const read = readGraphView(JSON.stringify({ nodes: some, edges }));
  assert.ok(read);
  const same = some.map((node, at) => (node === nodes[at] ? before?.graph.nodes[at] : undefined));
  const view = before
    ? { ...read, nodes: read.nodes.map((node, at) => same[at] ?? node), edges: before.graph.edges }
    : read;
  const plan = planScene(view, new Set(), undefined);
  return placeScene(plan, runLayout(plan.job), shifts, before);
}

describe("the scene of a graph after a change", () => {
  const first = sceneOf(nodes);

  it("keeps the cards and lines that are as they were, with the same places as a scene made anew", () => {
    const changed = nodes.map((node) => (node.id === "e" ? { ...node, kind: "regressor" } : node));
    const scene = sceneOf(changed, new Map(), first);
    const fresh = sceneOf(changed);
    assert.deepEqual(
      scene.lines.map(({ key, from, to, endY }) => ({ key, from: from.label, to: to.label, endY })),
      fresh.lines.map(({ key, from, to, endY }) => ({ key, from: from.label, to: to.label, endY })),
    );
    const cardOf = ({ items }: Scene, label: string) => items.find((item) => item.label === label);
    assert.equal(cardOf(scene, "t"), cardOf(first, "t"));
    assert.equal(cardOf(scene, "one"), cardOf(first, "one"));
    assert.equal(cardOf(scene, "e")?.node?.kind, "regressor");
    const line = scene.lines.find(({ from }) => from.label === "e");
    assert.equal(line?.from, cardOf(scene, "e"));
    assert.equal(
      scene.lines.find(({ from }) => from.label === "one"),
      first.lines.find(({ from }) => from.label === "one"),
    );
  });

  it("draws its lines anew where a node has gone from one group to another that looks the same", () => {
    const swapped: readonly Node[] = nodes.map((node) =>
      node.id === "a" ? { ...node, parent: "two" } : node.id === "c" ? { ...node, parent: "one" } : node,
    );
    const scene = sceneOf(swapped, new Map(), first);
    const from = scene.lines.map(({ from: card, edges: own }) => [card.label, own.map(({ from: end }) => end)]);
    assert.deepEqual(new Map(from as [string, string[]][]).get("two"), ["a", "d"]);
  });

  it("lets a card that is moved by hand take its lines along", () => {
    const moved = sceneOf(nodes, new Map([["n:e", { x: 0, y: 300 }]]), first);
    const [one, other] = [first, moved].map(({ lines }) => lines.find(({ from }) => from.label === "e"));
    assert.equal(other?.from.y, (one?.from.y ?? NaN) + 300);
  });
});
