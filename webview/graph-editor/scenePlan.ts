/** What a picture will show, before it has places: cards and boxes with their sizes, and what a layout must know. */
import { type GraphView, type NodeView } from "../../src/graphs/graphView";
import { targetsOf } from "../../src/graphs/graphProblems";
import { type LayoutInput } from "../../src/graphs/layout/layoutGraph";
import { groupPlace } from "./driverGroups";
import { type LayoutJob } from "./layoutJob";
import { groupKey, nodeKey, type SceneItem } from "./scene";

/** A card or a box before it has a place; an opened group's size comes with the layout of its inside. */
export interface Unit {
  readonly key: string;
  readonly look: SceneItem["look"];
  readonly node: NodeView | undefined;
  readonly label: string;
  readonly members: readonly number[];
  readonly isTarget: boolean;
  readonly width: number;
  readonly height: number;
  readonly inside: readonly Unit[];
}

export interface ScenePlan {
  readonly graph: GraphView;
  readonly units: readonly Unit[];
  readonly groups: readonly string[];
  readonly job: LayoutJob;
}

/** `only`: places of the nodes that are shown; all of them without it. */
export function planScene(
  graph: GraphView,
  opened: ReadonlySet<string>,
  only: ReadonlySet<number> | undefined,
): ScenePlan {
  const shown = only ? graph.nodes.filter(({ index }) => only.has(index)) : graph.nodes;
  const parents = parentsOf(shown);
  const targets = new Set(targetsOf(graph).map(({ index }) => index));
  const unitOfNode = (node: NodeView): Unit => nodeUnit(graph, node, targets.has(node.index));
  const units: Unit[] = [];
  for (const node of shown) if (!parents.has(node.parent ?? "")) units.push(unitOfNode(node));
  for (const [parent, members] of parents) {
    const isTarget = members.some(({ index }) => targets.has(index));
    const inside = opened.has(parent) ? members.map(unitOfNode) : [];
    units.push(groupUnit(parent, members, isTarget, inside));
  }
  const groups = units.flatMap(({ inside }, unit) =>
    inside.length > 0 ? [{ unit, inside: inputOf(graph, inside) }] : [],
  );
  return { graph, units, groups: [...parents.keys()], job: { outer: inputOf(graph, units), groups } };
}

function parentsOf(nodes: readonly NodeView[]): Map<string, NodeView[]> {
  const parents = new Map<string, NodeView[]>();
  for (const node of nodes) {
    if (node.parent === undefined) continue;
    const known = parents.get(node.parent);
    if (known) known.push(node);
    else parents.set(node.parent, [node]);
  }
  for (const [parent, members] of parents) if (members.length < 2) parents.delete(parent);
  return parents;
}

function nodeUnit(graph: GraphView, node: NodeView, isTarget: boolean): Unit {
  const [width, height] = graph.level === "low" ? [150, 46] : isTarget ? [190, 60] : [280, 44];
  const { label, index } = node;
  const key = nodeKey(graph, node);
  return { key, look: "node", node, label, members: [index], isTarget, width, height, inside: [] };
}

function groupUnit(parent: string, members: readonly NodeView[], isTarget: boolean, inside: readonly Unit[]): Unit {
  return {
    key: groupKey(parent),
    look: inside.length > 0 ? "opened" : "folded",
    node: undefined,
    label: parent,
    members: members.map(({ index }) => index),
    isTarget,
    width: isTarget ? 190 : 280,
    height: isTarget ? 60 : 33,
    inside,
  };
}

function inputOf(graph: GraphView, units: readonly Unit[]): LayoutInput {
  const unitOf = new Map<number, number>();
  units.forEach(({ members }, at) => members.forEach((node) => unitOf.set(node, at)));
  const from: number[] = [];
  const to: number[] = [];
  for (const { fromNode, toNode } of graph.edges) {
    const [one, other] = [unitOf.get(fromNode), unitOf.get(toNode)];
    if (one === undefined || other === undefined || one === other) continue;
    from.push(one);
    to.push(other);
  }
  return {
    widths: Float64Array.from(units, ({ width }) => width),
    heights: Float64Array.from(units, ({ height }) => height),
    groups: Int32Array.from(units, ({ node }) => (graph.level === "high" ? groupPlace(node?.kind) : -1)),
    from: Int32Array.from(from),
    to: Int32Array.from(to),
  };
}
