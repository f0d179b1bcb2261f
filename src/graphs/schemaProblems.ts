/** The findings of the sandbox's own check, with places in the text and edits that mend them. */
import { type JsonPath } from "../jsonText/edit";
import { endOf, valueAt } from "../jsonText/read";
import { type EdgeView, type GraphView, type NodeView } from "./graphView";
import { deleteEdge, edgeProblem, type GraphFix, type GraphProblem, nodeProblem, nodeRef, turnEdge } from "./problem";
import { checkSandboxGraph, type GraphFinding } from "./sandboxSchemaCheck";
import { BASIS_FIELDS, type Field, type Fields, type GraphLevel, HIGH_FIELDS, LOW_FIELDS } from "./sandboxSchema";

export function schemaProblems(view: GraphView, level: GraphLevel, value: unknown): GraphProblem[] {
  const check = checkSandboxGraph(value);
  return check.ok ? [] : check.findings.flatMap((finding) => problemOf(view, level, finding) ?? []);
}

/** Fields of a node of the sandbox's schema, by path inside the node. */
export function fieldsOf(level: GraphLevel, { kind, json }: NodeView): Fields {
  if (kind === undefined) return {};
  if (level === "high") return Object.hasOwn(HIGH_FIELDS, kind) ? HIGH_FIELDS[kind as keyof typeof HIGH_FIELDS] : {};
  const fields: Fields = Object.hasOwn(LOW_FIELDS, kind) ? LOW_FIELDS[kind as keyof typeof LOW_FIELDS] : {};
  const type = kind === "basis" ? valueAt(json, ["attrs", "type"])?.text.slice(1, -1) : undefined;
  const ofType: Fields =
    type !== undefined && Object.hasOwn(BASIS_FIELDS, type) ? BASIS_FIELDS[type as keyof typeof BASIS_FIELDS] : {};
  return Object.fromEntries(Object.entries({ ...fields, ...ofType }).map(([name, field]) => [`attrs.${name}`, field]));
}

/** Undefined for what the checks of any graph have said already, with better words. */
function problemOf(view: GraphView, level: GraphLevel, { path, message }: GraphFinding): GraphProblem | undefined {
  const [list, index, ...rest] = path;
  if (typeof index !== "number") {
    if (list === "edges" || /has no target node$/.test(message)) return undefined;
    const place = valueAt(view.root, path) ?? view.nodesJson;
    const nowhere = { node: undefined, edge: undefined, field: undefined, fixes: [] };
    return {
      rule: "schema",
      severity: "error",
      words: [message],
      start: place.start,
      end: Math.min(endOf(place), place.start + 1),
      ...nowhere,
    };
  }
  const node = list === "nodes" ? view.nodes[index] : undefined;
  const edge = list === "edges" ? view.edges[index] : undefined;
  if (node) return nodeFinding(view, level, node, rest, message);
  return edge && edgeFinding(view, edge, rest, message);
}

function nodeFinding(
  view: GraphView,
  level: GraphLevel,
  node: NodeView,
  path: JsonPath,
  message: string,
): GraphProblem | undefined {
  const name = path.join(".");
  if (name === "id" || (name === "" && level === "high")) return undefined;
  const words = level === "high" ? Object.keys(HIGH_FIELDS) : Object.keys(LOW_FIELDS);
  const isKind = name === (level === "high" ? "type" : "kind");
  const field = fieldsOf(level, node)[name];
  const fixes = isKind ? kindFix(node, path, words) : field ? fieldFix(node, path, field) : [];
  const problem = nodeProblem(view, isKind ? "unknownKind" : name === "" ? "schema" : "field", node, {
    words: [message],
    fixes,
  });
  const place = valueAt(node.json, path);
  return place
    ? { ...problem, start: place.start, end: endOf(place), field: name }
    : { ...problem, field: name || undefined };
}

function edgeFinding(view: GraphView, edge: EdgeView, path: JsonPath, message: string): GraphProblem | undefined {
  // The check also calls a node unknown that is there, with a kind that it does not know.
  if (edge.fromNode < 0 || edge.toNode < 0 || message.includes(" names the unknown node ")) return undefined;
  const backwards = view.level === "high" && view.nodes[edge.fromNode]?.kind === "target";
  const problem = edgeProblem("edge", edge, {
    words: [message],
    fixes: backwards ? [turnEdge(edge), deleteEdge(edge)] : [deleteEdge(edge)],
  });
  const place = valueAt(edge.json, path);
  return place && path.length > 0 ? { ...problem, start: place.start, end: endOf(place) } : problem;
}

/** The known word that takes the fewest changes of letters. */
function kindFix(node: NodeView, path: JsonPath, words: readonly string[]): GraphFix[] {
  const written = (node.kind ?? "").toLowerCase();
  const nearest = words
    .map((word) => ({ word, distance: editDistance(written, word) }))
    .sort((a, b) => a.distance - b.distance)[0];
  return nearest ? [setTo(node, path, JSON.stringify(nearest.word), nearest.word)] : [];
}

function fieldFix(node: NodeView, path: JsonPath, field: Field): GraphFix[] {
  const now = valueAt(node.json, path);
  if (field.kind === "number" && now?.kind === "number") {
    const value = Number(now.text);
    const nearest = Math.min(field.max, Math.max(field.min, field.integer ? Math.round(value) : value));
    if (Number.isFinite(nearest) && nearest !== value) return [setTo(node, path, String(nearest), String(nearest))];
  }
  if (!field.required && now)
    return [
      { title: "reset", word: path.join("."), edit: { kind: "setNodeField", node: nodeRef(node), path, json: null } },
    ];
  if (!("default" in field) || field.default === undefined) return [];
  const json = JSON.stringify(field.default);
  return [setTo(node, path, json, typeof field.default === "string" ? field.default : json)];
}

const setTo = (node: NodeView, path: JsonPath, json: string, word: string): GraphFix => ({
  title: "setTo",
  word,
  edit: { kind: "setNodeField", node: nodeRef(node), path, json },
});

/** Letters to add, drop or change (Levenshtein). */
function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, i) => i);
  for (const [i, letter] of [...from].entries()) {
    const next = [i + 1];
    for (let j = 1; j <= to.length; j++)
      next.push(
        Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (letter === to[j - 1] ? 0 : 1)),
      );
    row = next;
  }
  return row[to.length] ?? 0;
}
