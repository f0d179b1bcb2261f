/** New nodes and edges in the shape of those that are there, so that any schema can grow. */
import { appendItems, appendMembers, changedText, replaceValue, type TextChange } from "../jsonText/changes";
import { type JsonPath } from "../jsonText/edit";
import { type JsonNode, readJson, valueAt } from "../jsonText/read";
import { FreeIds } from "./freeIds";
import { type EditRefusal, type NewEdge, type NewNode } from "./graphEdits";
import { type EdgeView, type GraphView, type NodeView } from "./graphView";
import { type Identity, scalarName } from "./identity";

/** An id in the way of the one that it takes the place of: a number stays a number where it can. */
export const idText = (like: JsonNode | undefined, id: string): string =>
  like?.kind === "number" && /^-?(0|[1-9]\d*)$/.test(id) ? id : JSON.stringify(id);

/** An id that no node has: the wished one, or one like it. */
export const freeId = (view: GraphView, wish: string): string => new FreeIds(view.byId.keys()).find(wish);

export function newNodeChanges(text: string, { nodesJson }: GraphView, nodes: readonly NewNode[]): TextChange[] {
  if (nodes.length === 0) return [];
  return nodesJson.kind === "array"
    ? appendItems(
        text,
        nodesJson,
        nodes.map(({ json }) => json),
      )
    : appendMembers(
        text,
        nodesJson,
        nodes.map(({ id, json }) => ({ key: id, value: json })),
      );
}

export function newEdgeChanges(
  text: string,
  view: GraphView,
  edges: readonly NewEdge[],
): readonly TextChange[] | EditRefusal {
  if (edges.length === 0) return [];
  if (view.edges.length > 0 && !view.identity.ends) return { refused: "noEnds" };
  return appendEdges(text, view, edges);
}

/** Copies of nodes under new ids, with the edges that leave them: to each other's copy, or where they went before. */
export function copiesOf(
  text: string,
  view: GraphView,
  nodes: readonly NodeView[],
  ids: ReadonlyMap<string, string>,
): readonly TextChange[] | EditRefusal {
  const { identity } = view;
  const byPlace = identity.id.by === "place";
  const newId = ({ id }: NodeView, order: number): string =>
    byPlace ? String(view.nodes.length + order) : (ids.get(id ?? "") ?? "");
  const copies = nodes.map((node, order) => {
    const id = newId(node, order);
    return { id, json: withId(identity, node, id) };
  });
  const newIds = new Map(nodes.map((node, order) => [node.index, newId(node, order)]));
  const edges = view.edges.flatMap((edge) => {
    const from = newIds.get(edge.fromNode);
    if (from === undefined || edge.to === undefined) return [];
    return [{ from, to: newIds.get(edge.toNode) ?? edge.to, json: edge.json.text }];
  });
  const free = newNodeChanges(text, view, copies);
  return [...free, ...appendEdges(text, view, edges)];
}

function appendEdges(text: string, view: GraphView, edges: readonly NewEdge[]): TextChange[] {
  if (edges.length === 0) return [];
  const { edgesJson } = view;
  const taken = new Map<string, FreeIds>();
  const items = edges.map((edge) => edgeText(view, edge, taken));
  if (edgesJson.kind === "array") return appendItems(text, edgesJson, items);
  const keys = new FreeIds(edgesJson.members.map(({ key }) => key));
  const members = items.map((value, order) => {
    const { from, to } = edges[order] as NewEdge;
    return { key: keys.take(`${from}-${to}`), value };
  });
  return appendMembers(text, edgesJson, members);
}

/** `taken`: ids of edges by where they stand, so that each new edge gets one of its own. */
function edgeText(view: GraphView, { from, to, json: given }: NewEdge, taken: Map<string, FreeIds>): string {
  const ends = view.identity.ends ?? usualEnds;
  const last = view.edges.at(-1);
  // One that has nothing but its ends shows how they are written here.
  const json = given ?? (last === undefined || saysMore(view, last) ? null : last.json.text);
  const like = json === null ? last?.json : readJson(json);
  const values = [
    { path: ends.from, place: valueAt(like, ends.from) ?? idNodeOf(view, from), id: from },
    { path: ends.to, place: valueAt(like, ends.to) ?? idNodeOf(view, to), id: to },
    ...edgeIdPaths.flatMap((path) => {
      const place = valueAt(like, path);
      const id = freeEdgeId(view, scalarName(place), path, taken);
      return id === undefined ? [] : [{ path, place, id }];
    }),
  ];
  if (json === null) return nested(values.map(({ path, place, id }) => [path, idText(place, id)]));
  const changes = values.flatMap(({ path, id }) => {
    const place = valueAt(like, path);
    return place ? [replaceValue(place, idText(place, id))] : [];
  });
  return changedText(json, changes);
}

/** Whether an edge says more than its ends and its id, which a new one cannot know. */
export function saysMore({ identity: { ends = usualEnds } }: GraphView, { json }: Pick<EdgeView, "json">): boolean {
  const own = [ends.from, ends.to, ...edgeIdPaths];
  const isMore = (value: JsonNode, path: JsonPath): boolean => {
    const below = own.filter((one) => path.every((part, depth) => one[depth] === part));
    if (below.some(({ length }) => length === path.length)) return false;
    if (below.length === 0) return true;
    return value.kind === "object"
      ? value.members.some((entry) => isMore(entry.value, [...path, entry.key]))
      : value.kind === "array" && value.items.some((item, place) => isMore(item, [...path, place]));
  };
  return isMore(json, []);
}

/** Where nothing tells how edges name their ends. */
const usualEnds = { from: ["from"], to: ["to"] } as const;

/** A value that holds others at their paths: objects by keys, lists by places. */
export function nested(values: readonly (readonly [path: JsonPath, json: string])[]): string {
  const whole = values.find(([path]) => path.length === 0);
  if (whole) return whole[1];
  const parts = [...new Set(values.map(([[part]]) => part))];
  const below = (part: string | number | undefined): string =>
    nested(values.flatMap(([[first, ...rest], json]) => (first === part ? [[rest, json] as const] : [])));
  const places = parts.filter((part) => typeof part === "number");
  if (places.length === 0) return `{${parts.map((part) => `${JSON.stringify(part)}: ${below(part)}`).join(", ")}}`;
  const items = Array.from({ length: Math.max(...places) + 1 }, (_, i) => (places.includes(i) ? below(i) : "null"));
  return `[${items.join(", ")}]`;
}

/** Where the id of an edge may stand: each has one of its own. */
const edgeIdPaths: readonly JsonPath[] = [["id"], ["data", "id"]];

function freeEdgeId(
  view: GraphView,
  like: string | undefined,
  path: JsonPath,
  taken: Map<string, FreeIds>,
): string | undefined {
  if (like === undefined) return undefined;
  const place = path.join(".");
  const ids = taken.get(place) ?? new FreeIds(view.edges.flatMap((edge) => scalarName(valueAt(edge.json, path)) ?? []));
  taken.set(place, ids);
  return ids.take(like);
}

/** How the id of a node is written, for an edge without a neighbour to copy. */
function idNodeOf({ byId, nodes, identity }: GraphView, id: string): JsonNode | undefined {
  const node = nodes[byId.get(id) ?? -1];
  return node && identity.id.by === "field" ? valueAt(node.json, identity.id.path) : undefined;
}

/** The text of a node with another id, wherever it names itself; a field of that name may mean something else. */
export function withId({ id: own }: Identity, { id: old, json }: NodeView, id: string): string {
  if (own.by === "place") return json.text;
  const place = valueAt(readJson(json.text), own.by === "field" ? own.path : ["id"]);
  return place && scalarName(place) === old
    ? changedText(json.text, [replaceValue(place, idText(place, id))])
    : json.text;
}
