/** One thing that is wrong with a graph, and how it is made. */
import { type JsonPath } from "../jsonText/edit";
import { endOf, type JsonNode, valueAt } from "../jsonText/read";
import { type EdgeRef, type GraphEdit, type NodeRef } from "./graphEdits";
import { type EdgeView, type GraphView, type NodeView } from "./graphView";

export type ProblemRule =
  | "missingId"
  | "duplicateId"
  | "danglingEdge"
  | "cycle"
  | "noTarget"
  | "secondTarget"
  | "unreachable"
  | "missingSeries"
  | "sign"
  | "unknownKind"
  | "field"
  | "edge"
  | "schema"
  | "refused";

export interface GraphProblem {
  readonly rule: ProblemRule;
  readonly severity: "error" | "warning";
  /** Names for the places of the rule's sentence; for the last five rules one: the sentence of the check or of the server. */
  readonly words: readonly string[];
  readonly start: number;
  readonly end: number;
  readonly node: number | undefined;
  readonly edge: number | undefined;
  /** Field inside the node, its keys joined by dots. */
  readonly field: string | undefined;
  readonly fixes: readonly GraphFix[];
}

/** `word` goes into the title: an id or a value. */
export interface GraphFix {
  readonly title: "deleteNode" | "deleteEdge" | "turnEdge" | "rename" | "connect" | "setTo" | "reset" | "addTarget";
  readonly word: string;
  readonly edit: GraphEdit;
}

export const nodeRef = ({ index, id }: NodeView): NodeRef => ({ index, id: id ?? null });
export const edgeRef = ({ index, from, to }: EdgeView): EdgeRef => ({ index, from: from ?? null, to: to ?? null });
export const edgeName = ({ from, to }: EdgeView): string => `${from ?? "?"} → ${to ?? "?"}`;

interface Found {
  readonly severity?: "warning";
  readonly words: readonly string[];
  readonly fixes?: readonly GraphFix[];
}

export function nodeProblem(
  view: GraphView,
  rule: ProblemRule,
  node: NodeView,
  { severity, words, fixes = [] }: Found,
): GraphProblem {
  return {
    rule,
    severity: severity ?? "error",
    words,
    ...spanOf(view, node),
    node: node.index,
    edge: undefined,
    field: undefined,
    fixes,
  };
}

export function edgeProblem(rule: ProblemRule, edge: EdgeView, { severity, words, fixes = [] }: Found): GraphProblem {
  const { json } = edge;
  return {
    rule,
    severity: severity ?? "error",
    words,
    start: json.start,
    end: endOf(json),
    node: undefined,
    edge: edge.index,
    field: undefined,
    fixes,
  };
}

/** A node is marked at its id: the whole of it may be many lines. */
export function spanOf(view: GraphView, { index, json }: NodeView): { readonly start: number; readonly end: number } {
  const { id } = view.identity;
  const entry = view.nodesJson.kind === "object" ? view.nodesJson.members[index] : undefined;
  if (entry) return { start: entry.keyStart, end: entry.keyStart + entry.keyText.length };
  const own: JsonNode | undefined = id.by === "field" ? valueAt(json, id.path) : undefined;
  const marked = own ?? json;
  const end = own ? endOf(marked) : marked.start + firstLine(marked.text);
  return { start: marked.start, end };
}

const firstLine = (text: string): number => {
  const end = text.search(/[\r\n]/);
  return end < 0 ? text.length : Math.max(1, end);
};

/** Takes a field away, so that its default counts. */
export const resetField = (node: NodeView, path: JsonPath): GraphFix => ({
  title: "reset",
  word: path.join("."),
  edit: { kind: "setNodeField", node: nodeRef(node), path, json: null },
});

/** `word`: the value as people read it. */
export const setField = (node: NodeView, path: JsonPath, json: string, word: string): GraphFix => ({
  title: "setTo",
  word,
  edit: { kind: "setNodeField", node: nodeRef(node), path, json },
});

export const deleteEdge = (edge: EdgeView): GraphFix => ({
  title: "deleteEdge",
  word: edgeName(edge),
  edit: { kind: "deleteEdges", edges: [edgeRef(edge)] },
});

export const turnEdge = (edge: EdgeView): GraphFix => ({
  title: "turnEdge",
  word: edgeName(edge),
  edit: { kind: "turnEdges", edges: [edgeRef(edge)] },
});
