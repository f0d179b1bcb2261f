/** What the picture shows of a graph, with places: nodes, groups folded to one card or opened in place, and lines. */
import { type EdgeView, type GraphView, type NodeView } from "../../src/graphs/graphView";
import { type DriverGroup } from "./driverGroups";

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

export type Bounds = Pick<Scene, "left" | "top" | "width" | "height">;

export interface Scene {
  /** The graph as it was when this scene was made: a large one is laid out while the text may change. */
  readonly graph: GraphView;
  readonly items: readonly SceneItem[];
  readonly lines: readonly SceneLine[];
  readonly titles: readonly { readonly group: DriverGroup; readonly x: number; readonly y: number }[];
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** The visible item of each node. */
  readonly itemOf: ReadonlyMap<number, SceneItem>;
}

/** A node by its id, so that it is the same one after an edit; by its place where the id is not its own. */
export const nodeKey = ({ byId }: GraphView, { id, index }: NodeView): string =>
  id !== undefined && byId.get(id) === index ? `n:${id}` : `#${String(index)}`;

/** An edge by its place, as long as it joins the same ends. */
export const edgeKey = ({ index, from = "", to = "" }: EdgeView): string =>
  `e:${String(index)}:${JSON.stringify([from, to])}`;

export const groupKey = (parent: string): string => `g:${parent}`;

/** Beyond so many cards a picture says less than a table, which then comes first. */
export const mostInPicture = 2000;

/** Nodes behind what is selected: of a group, all of its own. */
export function nodesBehind(view: GraphView, selected: ReadonlySet<string>): readonly NodeView[] {
  if (selected.size === 0) return [];
  return view.nodes.filter(
    (node) => selected.has(nodeKey(view, node)) || (node.parent !== undefined && selected.has(groupKey(node.parent))),
  );
}
