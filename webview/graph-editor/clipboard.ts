/** Nodes as text on the clipboard, so that they go from one graph to another. */
import { freeId, idText } from "../../src/graphs/newParts";
import { type GraphEdit, type NewEdge, type NewNode } from "../../src/graphs/graphEdits";
import { type GraphView, type NodeView } from "../../src/graphs/graphView";
import { changedText, replaceValue } from "../../src/jsonText/changes";
import { readJson, valueAt } from "../../src/jsonText/read";
import { readOrNot } from "./readOrNot";

/** The nodes as written, with the edges among them and those that leave them. */
export function copiedText({ edges }: GraphView, nodes: readonly NodeView[]): string {
  const chosen = new Set(nodes.map(({ index }) => index));
  const kept = edges.filter(({ fromNode }) => chosen.has(fromNode));
  const list = (texts: readonly string[]): string => (texts.length === 0 ? "[]" : `[\n${texts.join(",\n")}\n]`);
  return `{"nodes": ${list(nodes.map(({ json }) => json.text))}, "edges": ${list(kept.map(({ json }) => json.text))}}`;
}

/** Undefined for a text that holds no nodes with ids of their own. */
export function pasteEdit(text: string, graph: GraphView): Extract<GraphEdit, { kind: "addNodes" }> | undefined {
  const copied = readOrNot(text);
  if (!copied || copied.nodes.length === 0 || copied.identity.id.by !== "field") return undefined;
  const { path } = copied.identity.id;
  const used = new Set(graph.byId.keys());
  const ids = new Map<string, string>();
  const nodes: NewNode[] = [];
  for (const { id, json } of copied.nodes) {
    if (id === undefined || ids.has(id)) continue;
    const free = freeId(graph, id, used);
    used.add(free);
    ids.set(id, free);
    const copy = readJson(json.text);
    const place = valueAt(copy, path);
    const changes = place && free !== id ? [replaceValue(place, idText(place, free))] : [];
    nodes.push({ id: free, json: changedText(json.text, changes) });
  }
  const edges = copied.edges.flatMap(({ from, to, port }): NewEdge[] => {
    const start = ids.get(from ?? "");
    const end = ids.get(to ?? "") ?? (graph.byId.has(to ?? "") ? to : undefined);
    return start === undefined || end === undefined ? [] : [{ from: start, to: end, port: port ?? null }];
  });
  return { kind: "addNodes", nodes, edges };
}
