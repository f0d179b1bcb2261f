/** What the picture shows of a graph, with places: nodes, groups folded to one card or opened in place, and lines. */
import { type EdgeView, type GraphView, type NodeView } from "../../src/graphs/graphView";
import { type Layout, type LayoutGaps, layoutGraph } from "../../src/graphs/layout/layoutGraph";
import { targetsOf } from "../../src/graphs/graphProblems";

export interface SceneItem {
  readonly key: string;
  readonly look: "node" | "folded" | "opened";
  /** Undefined for a group. */
  readonly node: NodeView | undefined;
  readonly label: string;
  /** Places of the nodes that it stands for. */
  readonly members: readonly number[];
  readonly isTarget: boolean;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface SceneLine {
  readonly key: string;
  readonly from: SceneItem;
  readonly to: SceneItem;
  /** All edges that run between the two. */
  readonly edges: readonly EdgeView[];
  /** Height at which it ends, so that many lines into one node stay apart. */
  readonly endY: number;
}

export interface Scene {
  readonly items: readonly SceneItem[];
  readonly lines: readonly SceneLine[];
  readonly titles: readonly { readonly group: DriverGroup; readonly x: number; readonly y: number }[];
  readonly width: number;
  readonly height: number;
  /** The visible item of each node. */
  readonly itemOf: ReadonlyMap<number, SceneItem>;
  /** Parents that more than one node names, whether folded or not. */
  readonly groups: readonly string[];
}

export type DriverGroup = "media" | "market" | "events" | "baseline";
const driverGroups: Readonly<Record<string, DriverGroup>> = {
  media: "media",
  price: "market",
  distribution: "market",
  control: "market",
  events: "events",
  seasonality: "baseline",
  trend: "baseline",
};
const groupOrder: readonly DriverGroup[] = ["media", "market", "events", "baseline"];

const outerGaps: LayoutGaps = { betweenNodes: 7, betweenGroups: 34, betweenColumns: 220 };
const innerGaps: LayoutGaps = { betweenNodes: 12, betweenGroups: 12, betweenColumns: 64 };
const openedPadding = { side: 20, top: 42, bottom: 20 };
const titleRoom = 26;

/** A card or a box before it has a place. */
interface Unit {
  readonly key: string;
  readonly look: SceneItem["look"];
  readonly node: NodeView | undefined;
  readonly label: string;
  readonly members: readonly number[];
  readonly isTarget: boolean;
  readonly width: number;
  readonly height: number;
  readonly inner: { readonly units: readonly Unit[]; readonly layout: Layout } | undefined;
}

/** A node by its id, so that it is the same one after an edit; by its place where the id is not its own. */
export const nodeKey = ({ byId }: GraphView, { id, index }: NodeView): string =>
  id !== undefined && byId.get(id) === index ? `n:${id}` : `#${String(index)}`;

/** Beyond so many cards a picture says less than a table, which then comes first. */
const mostInPicture = 2000;

export const isTooMuch = ({ items }: Scene): boolean => items.length > mostInPicture;

/** Nodes behind what is selected: of a group, all of its own. */
export function nodesBehind(view: GraphView, scene: Scene, selected: ReadonlySet<string>): readonly NodeView[] {
  if (selected.size === 0) return [];
  const groups = scene.items.filter(({ key, look }) => look !== "node" && selected.has(key));
  const inGroups = new Set(groups.flatMap(({ members }) => members));
  return view.nodes.filter((node) => inGroups.has(node.index) || selected.has(nodeKey(view, node)));
}

export function makeScene(view: GraphView, opened: ReadonlySet<string>): Scene {
  const parents = parentsOf(view);
  const targets = new Set(targetsOf(view).map(({ index }) => index));
  const unitOfNode = (node: NodeView): Unit => nodeUnit(view, node, targets.has(node.index));
  const units: Unit[] = [];
  for (const node of view.nodes) if (!parents.has(node.parent ?? "")) units.push(unitOfNode(node));
  for (const [parent, members] of parents) {
    const isTarget = members.some(({ index }) => targets.has(index));
    units.push(
      opened.has(parent)
        ? openedUnit(view, parent, members.map(unitOfNode), isTarget)
        : foldedUnit(parent, members, isTarget),
    );
  }
  const layout = layOut(view, units, outerGaps);
  const items: SceneItem[] = [];
  const itemOf = new Map<number, SceneItem>();
  units.forEach((unit, at) => place(unit, layout.x[at] ?? 0, (layout.y[at] ?? 0) + titleRoom, items, itemOf));
  const top = items.filter(({ node }) => node !== undefined);
  return {
    items,
    lines: linesOf(view, itemOf),
    titles: titlesOf(view, top),
    width: layout.width,
    height: layout.height + titleRoom,
    itemOf,
    groups: [...parents.keys()],
  };
}

function parentsOf({ nodes }: GraphView): Map<string, NodeView[]> {
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

function nodeUnit(view: GraphView, node: NodeView, isTarget: boolean): Unit {
  const [width, height] = view.level === "low" ? [150, 46] : isTarget ? [190, 60] : [280, 44];
  const { label, index } = node;
  return {
    key: nodeKey(view, node),
    look: "node",
    node,
    label,
    members: [index],
    isTarget,
    width,
    height,
    inner: undefined,
  };
}

function foldedUnit(parent: string, members: readonly NodeView[], isTarget: boolean): Unit {
  return {
    key: `g:${parent}`,
    look: "folded",
    node: undefined,
    label: parent,
    members: members.map(({ index }) => index),
    isTarget,
    width: isTarget ? 190 : 280,
    height: isTarget ? 60 : 33,
    inner: undefined,
  };
}

function openedUnit(view: GraphView, parent: string, units: readonly Unit[], isTarget: boolean): Unit {
  const layout = layOut(view, units, innerGaps);
  return {
    key: `g:${parent}`,
    look: "opened",
    node: undefined,
    label: parent,
    members: units.flatMap(({ members }) => members),
    isTarget,
    width: layout.width + 2 * openedPadding.side,
    height: layout.height + openedPadding.top + openedPadding.bottom,
    inner: { units, layout },
  };
}

function layOut(view: GraphView, units: readonly Unit[], gaps: LayoutGaps): Layout {
  const unitOf = new Map<number, number>();
  units.forEach(({ members }, at) => members.forEach((node) => unitOf.set(node, at)));
  const from: number[] = [];
  const to: number[] = [];
  for (const { fromNode, toNode } of view.edges) {
    const [one, other] = [unitOf.get(fromNode), unitOf.get(toNode)];
    if (one === undefined || other === undefined || one === other) continue;
    from.push(one);
    to.push(other);
  }
  return layoutGraph(
    {
      widths: Float64Array.from(units, ({ width }) => width),
      heights: Float64Array.from(units, ({ height }) => height),
      groups: Int32Array.from(units, ({ node }) => groupNumber(view, node)),
      from: Int32Array.from(from),
      to: Int32Array.from(to),
    },
    gaps,
  );
}

const groupNumber = ({ level }: GraphView, node: NodeView | undefined): number => {
  const group = level === "high" ? driverGroups[node?.kind ?? ""] : undefined;
  return group === undefined ? -1 : groupOrder.indexOf(group);
};

function place(unit: Unit, x: number, y: number, items: SceneItem[], itemOf: Map<number, SceneItem>): void {
  const { key, look, node, label, members, isTarget, width, height, inner } = unit;
  const item: SceneItem = { key, look, node, label, members, isTarget, x, y, width, height };
  items.push(item);
  if (inner === undefined) {
    for (const member of members) itemOf.set(member, item);
    return;
  }
  const { side, top } = openedPadding;
  inner.units.forEach((part, at) =>
    place(part, x + side + (inner.layout.x[at] ?? 0), y + top + (inner.layout.y[at] ?? 0), items, itemOf),
  );
}

function linesOf(view: GraphView, itemOf: ReadonlyMap<number, SceneItem>): SceneLine[] {
  const found = new Map<string, { from: SceneItem; to: SceneItem; edges: EdgeView[] }>();
  for (const edge of view.edges) {
    const [from, to] = [itemOf.get(edge.fromNode), itemOf.get(edge.toNode)];
    if (!from || !to || (from === to && from.look === "folded")) continue;
    const key = `${from.key}\u0000${to.key}`;
    const known = found.get(key);
    if (known) known.edges.push(edge);
    else found.set(key, { from, to, edges: [edge] });
  }
  const entering = new Map<SceneItem, { from: SceneItem; key: string }[]>();
  for (const [key, { from, to }] of found) entering.set(to, [...(entering.get(to) ?? []), { from, key }]);
  const ends = new Map<string, number>();
  for (const [to, list] of entering)
    list
      .sort((a, b) => a.from.y - b.from.y)
      .forEach(({ key }, at) => ends.set(key, to.y + (to.height * (at + 1)) / (list.length + 1)));
  return [...found].map(([key, line]) => ({ key, ...line, endY: ends.get(key) ?? line.to.y }));
}

/** The name of each group of drivers, above the first of its column. */
function titlesOf(view: GraphView, items: readonly SceneItem[]): Scene["titles"] {
  if (view.level !== "high") return [];
  const first = new Map<string, SceneItem>();
  for (const item of items) {
    const group = driverGroups[item.node?.kind ?? ""];
    if (!group) continue;
    const key = `${group} ${String(item.x)}`;
    if (item.y < (first.get(key)?.y ?? Infinity)) first.set(key, item);
  }
  return [...first].map(([key, { x, y }]) => ({ group: key.split(" ")[0] as DriverGroup, x, y: y - 9 }));
}
