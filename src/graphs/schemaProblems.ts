/** The findings of the sandbox's own check, with places in the text and edits that mend them. */
import { type JsonPath } from "../jsonText/edit";
import { endOf, type JsonNode, member, valueAt } from "../jsonText/read";
import { nearestWord } from "./editDistance";
import { type EdgeView, type GraphView, type NodeView } from "./graphView";
import {
  deleteEdge,
  edgeProblem,
  edgeRef,
  type GraphFix,
  type GraphProblem,
  nodeProblem,
  resetField,
  setField,
  turnEdge,
} from "./problem";
import { checkSandboxGraph, type GraphFinding } from "./sandboxSchemaCheck";
import {
  BASIS_FIELDS,
  type Field,
  type Fields,
  type GraphLevel,
  HIGH_FIELDS,
  LOW_FIELDS,
  LOW_PORTS,
  type LowKind,
  PRIOR_FIELDS,
} from "./sandboxSchema";

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
function problemOf(
  view: GraphView,
  level: GraphLevel,
  { path, message, about }: GraphFinding,
): GraphProblem | undefined {
  if (about !== undefined) return undefined;
  const [list, index, ...rest] = path;
  if (typeof index !== "number") {
    if (list === "edges") return undefined;
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
  const isSaid = name === "id" ? valueAt(node.json, path)?.kind !== "number" : name === "" && level === "high";
  if (isSaid) return undefined;
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
  if (edge.fromNode < 0 || edge.toNode < 0) return undefined;
  const backwards = view.level === "high" && view.nodes[edge.fromNode]?.kind === "target";
  const problem = edgeProblem("edge", edge, {
    words: [message],
    fixes: [...(backwards ? [turnEdge(edge)] : []), ...portFixes(view, edge, path), deleteEdge(edge)],
  });
  const place = valueAt(edge.json, path);
  return place && path.length > 0 ? { ...problem, start: place.start, end: endOf(place) } : problem;
}

/** The ports of the end that take what the edge brings. */
function portFixes({ nodes, level }: GraphView, edge: EdgeView, path: JsonPath): GraphFix[] {
  if (level !== "low" || path[0] !== "port") return [];
  const [source, end] = [nodes[edge.fromNode]?.kind, nodes[edge.toNode]?.kind];
  const ports = end !== undefined && Object.hasOwn(LOW_PORTS, end) ? LOW_PORTS[end as LowKind] : {};
  return Object.entries(ports)
    .filter(([port, { from }]) => port !== edge.port && from.some((kind) => kind === source))
    .map(([port]) => ({
      title: "setTo",
      word: port,
      edit: { kind: "setEdgeField", edge: edgeRef(edge), path, json: JSON.stringify(port) },
    }));
}

function kindFix(node: NodeView, path: JsonPath, words: readonly string[]): GraphFix[] {
  const nearest = nearestWord(node.kind ?? "", words);
  return nearest === undefined ? [] : [setField(node, path, JSON.stringify(nearest), nearest)];
}

function fieldFix(node: NodeView, path: JsonPath, field: Field): GraphFix[] {
  const now = valueAt(node.json, path);
  if (field.kind === "number" && now?.kind === "number") {
    const fix = nearestNumber(node, path, field, now);
    if (fix) return [fix];
  }
  const reset = !field.required && now ? [resetField(node, path)] : [];
  if (field.kind === "prior" && now) return [...priorFixes(node, path, now), ...reset];
  if (reset.length > 0 || !("default" in field) || field.default === undefined) return reset;
  const json = JSON.stringify(field.default);
  return [setField(node, path, json, typeof field.default === "string" ? field.default : json)];
}

/** The numbers of a prior that are beyond what they may be, each set to the nearest that is not. */
function priorFixes(node: NodeView, path: JsonPath, prior: JsonNode): GraphFix[] {
  const dist = member(prior, "dist")?.text.slice(1, -1) ?? "";
  const numbers: Fields = Object.hasOwn(PRIOR_FIELDS, dist) ? PRIOR_FIELDS[dist as keyof typeof PRIOR_FIELDS] : {};
  return Object.entries(numbers).flatMap(([name, field]) => {
    const now = member(prior, name);
    const fix = field.kind === "number" && now?.kind === "number" && nearestNumber(node, [...path, name], field, now);
    return fix ? [{ ...fix, word: `${name} = ${fix.word}` }] : [];
  });
}

/** So small a limit stands for "above 0": the nearest number would be no sensible one. */
const justAboveZero = 1e-6;

function nearestNumber(
  node: NodeView,
  path: JsonPath,
  { min, max, integer }: Extract<Field, { kind: "number" }>,
  now: JsonNode,
): GraphFix | undefined {
  const value = Number(now.text);
  const isBelowZero = min > 0 && min < justAboveZero && value < min;
  const wished = isBelowZero ? Math.abs(value) || 1 : integer ? Math.round(value) : value;
  const nearest = Math.min(max, Math.max(min, wished));
  if (!Number.isFinite(nearest) || nearest === value) return undefined;
  return setField(node, path, String(nearest), String(nearest));
}
