/** Edits of a graph as the smallest changes of its text. */
import { removeChildren, replaceKey, replaceValue, type TextChange } from "../jsonText/changes";
import { type JsonNode, valueAt } from "../jsonText/read";
import { fieldChange, notJson } from "./fieldChange";
import { FreeIds } from "./freeIds";
import { type EdgeRef, type EditRefusal, type GraphEdit, type NodeRef } from "./graphEdits";
import { type EdgeView, type GraphView, type NodeView } from "./graphView";
import { scalarName } from "./identity";
import { copiesOf, idText, newEdgeChanges, newNodeChanges } from "./newParts";

/** Changes of the text that `view` was read from. */
export function graphChanges(text: string, view: GraphView, edit: GraphEdit): readonly TextChange[] | EditRefusal {
  switch (edit.kind) {
    case "addNodes":
      return addNodes(text, view, edit);
    case "duplicateNodes": {
      const nodes = findAll(edit.nodes, (ref) => findNode(view, ref));
      return nodes ? duplicate(text, view, nodes) : { refused: "gone" };
    }
    case "renameNode": {
      const node = findNode(view, edit.node);
      return node ? rename(text, view, node, edit.id) : { refused: "gone" };
    }
    case "deleteNodes": {
      const nodes = findAll(edit.nodes, (ref) => findNode(view, ref));
      return nodes ? deleteNodes(view, nodes) : { refused: "gone" };
    }
    case "addEdge":
      return brokenPart([edit.edge]) ?? newEdgeChanges(text, view, [edit.edge]);
    case "turnEdges": {
      const edges = findAll(edit.edges, (ref) => findEdge(view, ref));
      return edges ? turn(view, edges) : { refused: "gone" };
    }
    case "deleteEdges": {
      const edges = findAll(edit.edges, (ref) => findEdge(view, ref));
      return edges ? removeChildren(view.edgesJson, new Set(edges.map(({ index }) => index))) : { refused: "gone" };
    }
    case "setNodeField": {
      const node = findNode(view, edit.node);
      return node ? fieldChange(text, node.json, edit.path, edit.json) : { refused: "gone" };
    }
    case "setEdgeField": {
      const edge = findEdge(view, edit.edge);
      return edge ? fieldChange(text, edge.json, edit.path, edit.json) : { refused: "gone" };
    }
  }
}

export const isRefusal = (result: readonly TextChange[] | EditRefusal): result is EditRefusal => "refused" in result;

/** The node at its place, or, when the list has moved, the one node with its id. */
export function findNode(view: GraphView, { index, id }: NodeRef): NodeView | undefined {
  const there = view.nodes[index];
  if (there && (there.id ?? null) === id) return there;
  const same = view.nodes.filter((node) => id !== null && node.id === id);
  return same.length === 1 ? same[0] : undefined;
}

export function findEdge(view: GraphView, { index, from, to }: EdgeRef): EdgeView | undefined {
  const fits = (edge: EdgeView): boolean => (edge.from ?? null) === from && (edge.to ?? null) === to;
  const there = view.edges[index];
  if (there && fits(there)) return there;
  const same = from === null || to === null ? [] : view.edges.filter(fits);
  return same.length === 1 ? same[0] : undefined;
}

/** All or none: half of an edit would be a third thing that nobody asked for. */
function findAll<Ref, Found>(
  refs: readonly Ref[],
  find: (ref: Ref) => Found | undefined,
): readonly Found[] | undefined {
  const found = refs.map(find).filter((one) => one !== undefined);
  return found.length === refs.length ? found : undefined;
}

function addNodes(
  text: string,
  view: GraphView,
  { nodes, edges }: Extract<GraphEdit, { readonly kind: "addNodes" }>,
): readonly TextChange[] | EditRefusal {
  const taken = nodes.find(({ id }, at) => view.byId.has(id) || nodes.findIndex((other) => other.id === id) < at);
  if (taken) return { refused: "idTaken", id: taken.id };
  const broken = brokenPart([...nodes, ...edges]);
  if (broken) return broken;
  const added = newEdgeChanges(text, view, edges);
  return isRefusal(added) ? added : [...newNodeChanges(text, view, nodes), ...added];
}

const brokenPart = (parts: readonly { readonly json: string | null }[]): EditRefusal | undefined =>
  parts.map(({ json }) => (json === null ? undefined : notJson(json))).find((one) => one !== undefined);

function duplicate(text: string, view: GraphView, nodes: readonly NodeView[]): readonly TextChange[] | EditRefusal {
  const ids = new Map<string, string>();
  const free = new FreeIds(view.byId.keys());
  for (const { id } of nodes) {
    if (id === undefined || view.identity.id.by === "place") continue;
    ids.set(id, free.take(id));
  }
  if (ids.size < nodes.length && view.identity.id.by !== "place") return { refused: "noId" };
  return copiesOf(text, view, nodes, ids);
}

function rename(text: string, view: GraphView, node: NodeView, id: string): readonly TextChange[] | EditRefusal {
  const { identity, nodesJson } = view;
  if (identity.id.by === "place" || id === "") return { refused: "noId" };
  if (node.id === id) return [];
  if (view.byId.has(id)) return { refused: "idTaken", id };
  if (node.id === undefined) return firstId(text, view, node, id);
  const old = node.id;
  const changes: TextChange[] = [];
  if (identity.id.by === "key") {
    const entry = nodesJson.kind === "object" ? nodesJson.members[node.index] : undefined;
    if (entry) changes.push(replaceKey(entry, id));
    // Some name the node a second time inside of it.
    const inside = valueAt(node.json, ["id"]);
    if (scalarName(inside) === old && inside?.kind === "string") changes.push(replaceValue(inside, JSON.stringify(id)));
  } else {
    const own = valueAt(node.json, identity.id.path);
    if (own) changes.push(replaceValue(own, idText(own, id)));
  }
  // Of two nodes with one id nobody knows which one the edges mean: they stay with the other.
  const shared = view.nodes.some((other) => other.index !== node.index && other.id === old);
  return shared ? changes : [...changes, ...references(view, old, id)];
}

/** An id for a node that has none, written as the others are. */
function firstId(text: string, { identity, nodes }: GraphView, { json }: NodeView, id: string) {
  if (identity.id.by !== "field") return { refused: "noId" } as const;
  const { path } = identity.id;
  const other = nodes.map((node) => valueAt(node.json, path)).find((place) => scalarName(place) !== undefined);
  return fieldChange(text, json, path, other ? idText(other, id) : JSON.stringify(id));
}

function references(view: GraphView, old: string, id: string): TextChange[] {
  const changes: TextChange[] = [];
  const put = (place: JsonNode | undefined): void => {
    if (place) changes.push(replaceValue(place, idText(place, id)));
  };
  for (const edge of view.edges) {
    if (edge.from === old) put(view.identity.ends && valueAt(edge.json, view.identity.ends.from));
    if (edge.to === old) put(view.identity.ends && valueAt(edge.json, view.identity.ends.to));
  }
  for (const { json, parent } of view.nodes) {
    if (parent === old) put(valueAt(json, ["parent"]) ?? valueAt(json, ["data", "parent"]));
  }
  return changes;
}

function deleteNodes(view: GraphView, nodes: readonly NodeView[]): readonly TextChange[] {
  const gone = new Set(nodes.map(({ index }) => index));
  const kept = new Set(view.nodes.flatMap(({ index, id }) => (gone.has(index) || id === undefined ? [] : [id])));
  const lost = new Set(nodes.flatMap(({ id }) => (id === undefined || kept.has(id) ? [] : [id])));
  const loose = view.edges.filter(
    ({ from, to }) => (from !== undefined && lost.has(from)) || (to !== undefined && lost.has(to)),
  );
  return [
    ...removeChildren(view.nodesJson, gone),
    ...removeChildren(view.edgesJson, new Set(loose.map(({ index }) => index))),
    ...(view.identity.id.by === "place" ? movedPlaces(view, gone, loose) : []),
  ];
}

/** Where edges name the places of nodes, those behind a deleted node move up. */
function movedPlaces(view: GraphView, gone: ReadonlySet<number>, loose: readonly EdgeView[]): TextChange[] {
  const { ends } = view.identity;
  if (!ends) return [];
  const before = [...gone];
  const moved = (place: number): string => String(place - before.filter((index) => index < place).length);
  return view.edges
    .filter((edge) => !loose.includes(edge))
    .flatMap(({ json, fromNode, toNode }) =>
      [
        { end: valueAt(json, ends.from), place: fromNode },
        { end: valueAt(json, ends.to), place: toNode },
      ].flatMap(({ end, place }) =>
        end && place >= 0 && moved(place) !== String(place) ? [replaceValue(end, idText(end, moved(place)))] : [],
      ),
    );
}

function turn({ identity }: GraphView, edges: readonly EdgeView[]): readonly TextChange[] | EditRefusal {
  const { ends } = identity;
  if (!ends) return { refused: "noEnds" };
  return edges.flatMap(({ json }) => {
    const from = valueAt(json, ends.from);
    const to = valueAt(json, ends.to);
    return from && to ? [replaceValue(from, to.text), replaceValue(to, from.text)] : [];
  });
}
