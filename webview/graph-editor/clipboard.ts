/** Nodes as text on the clipboard, with the edges among them, so that they go from one graph to another. */
import { fieldChange } from "../../src/graphs/fieldChange";
import { FreeIds } from "../../src/graphs/freeIds";
import { type GraphEdit, type NewEdge, type NewNode } from "../../src/graphs/graphEdits";
import { type EdgeView, type GraphView, type NodeView, readGraphView } from "../../src/graphs/graphView";
import { type Identity, scalarName } from "../../src/graphs/identity";
import { idText, nested, withId } from "../../src/graphs/newParts";
import { changedText } from "../../src/jsonText/changes";
import { type JsonPath } from "../../src/jsonText/edit";
import { member, readJson, toValue, valueAt } from "../../src/jsonText/read";
import { type Check, orNull, shape, tagged } from "../shared/check";
import { isPath } from "../shared/graphMessages";
import { readOrNot } from "./readOrNot";

/** How the copied nodes and edges are read: a few of them alone may look as if another field were their id. */
interface CopiedIdentity {
  readonly id: Exclude<Identity["id"], { readonly by: "place" }>;
  readonly ends: NonNullable<Identity["ends"]> | null;
}

const isCopiedIdentity: Check<CopiedIdentity> = shape<CopiedIdentity>({
  id: tagged<"by", CopiedIdentity["id"]>("by", { field: shape({ path: isPath }), key: shape({}) }),
  ends: orNull(shape({ from: isPath, to: isPath })),
});

/** The nodes as written, with the edges among them and those that leave them; without ids of their own, under their places. */
export function copiedText({ edges, identity: { id, ends } }: GraphView, nodes: readonly NodeView[]): string {
  const chosen = new Set(nodes.map(({ index }) => index));
  const kept = edges.filter(
    ({ fromNode, toNode }) => chosen.has(fromNode) && (id.by !== "place" || chosen.has(toNode)),
  );
  const lines = (texts: readonly string[]): string => (texts.length === 0 ? "" : `\n${texts.join(",\n")}\n`);
  const written =
    id.by === "field"
      ? `[${lines(nodes.map(({ json }) => json.text))}]`
      : `{${lines(nodes.map((node) => `${JSON.stringify(node.id)}: ${node.json.text}`))}}`;
  const identity: CopiedIdentity = { id: id.by === "field" ? id : { by: "key" }, ends: ends ?? null };
  return `{"nodes": ${written}, "edges": [${lines(kept.map(({ json }) => json.text))}], "identity": ${JSON.stringify(identity)}}`;
}

/** Undefined for a text that holds no nodes, or only some without ids. */
export function pasteEdit(text: string, graph: GraphView): Extract<GraphEdit, { kind: "addNodes" }> | undefined {
  const copied = readCopied(text);
  if (!copied || copied.nodes.length === 0 || copied.identity.id.by === "place") return undefined;
  const { ids, idOf } = newIds(copied, graph);
  const nodes = copied.nodes.map((node): NewNode => {
    const id = idOf(node);
    return { id, json: nodeText(node, id, copied, graph) };
  });
  const edges = copied.edges.flatMap((edge): NewEdge[] => {
    const from = ids.get(edge.from ?? "");
    const isThere = edge.to !== undefined && graph.identity.id.by !== "place" && graph.byId.has(edge.to);
    const to = ids.get(edge.to ?? "") ?? (isThere ? edge.to : undefined);
    return from === undefined || to === undefined ? [] : [{ from, to, json: edgeText(edge, from, to, copied, graph) }];
  });
  return { kind: "addNodes", nodes, edges };
}

function readCopied(text: string): GraphView | undefined {
  const view = readOrNot(text);
  const said = view && member(view.root, "identity");
  const identity = said && toValue(said);
  if (!isCopiedIdentity(identity)) return view;
  return readGraphView(text, { id: identity.id, ends: identity.ends ?? undefined });
}

/** Of each copied id the one that the copy gets, its own where that is free; a node without one gets one too. */
function newIds({ nodes }: GraphView, graph: GraphView) {
  const isByPlace = graph.nodes.length > 0 && graph.identity.id.by === "place";
  const free = new FreeIds(graph.byId.keys());
  const taken = nodes.map(({ id, kind }, at) =>
    isByPlace ? String(graph.nodes.length + at) : free.take(id ?? kind ?? "node"),
  );
  const ids = new Map<string, string>();
  // Edges mean the first node of an id.
  nodes.forEach(({ id }, at) => id !== undefined && !ids.has(id) && ids.set(id, taken[at] ?? id));
  return { ids, idOf: ({ index }: NodeView): string => taken[index] ?? "" };
}

/** The node with its new id wherever it names itself, and where the other graph looks for ids. */
function nodeText(node: NodeView, id: string, { identity }: GraphView, graph: GraphView): string {
  const path = idPathIn(graph, identity.id.by === "field" ? identity.id.path : ["id"]);
  const text = withId(identity, node, id);
  const [first] = graph.nodes;
  const like = path && valueAt(first?.json, path);
  if (!path || scalarName(valueAt(readJson(text), path)) !== undefined) return text;
  return node.json.kind === "object" ? withField(text, path, idText(like, id)) : nested([[path, idText(like, id)]]);
}

/** Undefined where nodes stand under their ids, or have none. */
function idPathIn({ nodes, nodesJson, identity: { id } }: GraphView, own: JsonPath): JsonPath | undefined {
  if (nodes.length === 0) return nodesJson.kind === "array" ? own : undefined;
  return id.by === "field" ? id.path : undefined;
}

/** The edge with every field of its own, its ends where those of the other graph stand. */
function edgeText({ json }: EdgeView, from: string, to: string, { identity }: GraphView, graph: GraphView): string {
  const own = identity.ends;
  const ends = graph.identity.ends ?? own;
  if (!own || !ends) return json.text;
  const isAlike = JSON.stringify(own) === JSON.stringify(ends);
  const named = [
    [ends.from, from],
    [ends.to, to],
  ] as const;
  if (json.kind !== "object" && !isAlike) return nested(named.map(([path, id]) => [path, JSON.stringify(id)]));
  const bare = isAlike ? json.text : withField(withField(json.text, own.from, null), own.to, null);
  return named.reduce((text, [path, id]) => {
    return withField(text, path, idText(valueAt(json, path), id));
  }, bare);
}

/** As it was where the field has no place in it. */
function withField(text: string, path: JsonPath, value: string | null): string {
  const changes = fieldChange(text, readJson(text), path, value);
  return "refused" in changes ? text : changedText(text, changes);
}
