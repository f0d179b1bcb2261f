/** The check of a sandbox graph that comes from outside: everything wrong with it, each finding with its place. */
import * as l10n from "@vscode/l10n";
import { fieldFault, priorFault } from "./fieldFaults";
import {
  BASIS_FIELDS,
  HIGH_FIELDS,
  HIGH_SCHEMA,
  LOW_FIELDS,
  LOW_PORTS,
  LOW_SCHEMA,
  isObject,
  recogniseLevel,
  type Fields,
  type GraphLevel,
  type HighGraph,
  type LowGraph,
  type Port,
} from "./sandboxSchema";

export interface GraphFinding {
  /** Keys and indices from the graph down to the value. */
  readonly path: readonly (string | number)[];
  readonly message: string;
  /** What the checks of any graph find as well, with better words. */
  readonly about?: "noTarget" | "unknownNode";
}
export type GraphCheck =
  | { readonly ok: true; readonly level: "high"; readonly graph: HighGraph }
  | { readonly ok: true; readonly level: "low"; readonly graph: LowGraph }
  | { readonly ok: false; readonly findings: readonly GraphFinding[] };

type Path = readonly (string | number)[];
type Report = (path: Path, message: string, about?: GraphFinding["about"]) => void;
interface RawNode {
  readonly index: number;
  readonly id: string;
  readonly word: string;
  readonly value: Record<string, unknown>;
}
interface RawEdge {
  readonly index: number;
  readonly from: string;
  readonly to: string;
  readonly port: unknown;
}

const MAX_GRAPH_NODES = 20_000;
const MAX_GRAPH_EDGES = 100_000;
/** Nobody mends more at once, and an answer has to be read. */
const MAX_FINDINGS = 300;

export function checkSandboxGraph(value: unknown): GraphCheck {
  const findings: GraphFinding[] = [];
  const report: Report = (path, message, about) => {
    if (findings.length < MAX_FINDINGS) findings.push({ path, message, ...(about && { about }) });
  };
  const level = checkShape(value, report);
  if (level !== undefined) checkParts(value as { nodes: unknown[]; edges: unknown[] }, level, report);
  if (findings.length > 0 || level === undefined) return { ok: false, findings };
  return level === "high"
    ? { ok: true, level, graph: value as HighGraph }
    : { ok: true, level, graph: value as LowGraph };
}

function checkShape(value: unknown, report: Report): GraphLevel | undefined {
  if (!isObject(value)) return void report([], l10n.t("a graph is an object with nodes and edges"));
  if (!Array.isArray(value.nodes)) return void report(["nodes"], l10n.t("nodes must be a list"));
  if (!Array.isArray(value.edges)) return void report(["edges"], l10n.t("edges must be a list"));
  if (value.nodes.length > MAX_GRAPH_NODES) return void report(["nodes"], l10n.t("at most {0} nodes", MAX_GRAPH_NODES));
  if (value.edges.length > MAX_GRAPH_EDGES) return void report(["edges"], l10n.t("at most {0} edges", MAX_GRAPH_EDGES));
  if (value.nodes.length === 0) return void report(["nodes"], l10n.t("the graph has no nodes"));
  const level = recogniseLevel(value.nodes);
  if (level === "mixed")
    return void report(["nodes"], l10n.t("some nodes have `type` (high level) and some `kind` (low level)"));
  if (level === "neither")
    return void report(["nodes"], l10n.t("every node needs `type` (high level) or `kind` (low level)"));
  const schema = level === "high" ? HIGH_SCHEMA : LOW_SCHEMA;
  if (value.schema !== undefined && value.schema !== schema) {
    report(["schema"], l10n.t('the nodes are of "{0}", the schema says {1}', schema, JSON.stringify(value.schema)));
  }
  return level;
}

function checkParts(graph: { nodes: unknown[]; edges: unknown[] }, level: GraphLevel, report: Report): void {
  const nodes = readNodes(graph.nodes, level, report);
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const edges = readEdges(graph.edges, byId, report);
  for (const node of nodes) checkFields(node, level, report);
  checkTarget(nodes, level, report);
  if (level === "high") checkDrift(nodes, report);
  if (level === "high") checkHighEdges(edges, byId, report);
  else checkPorts(nodes, edges, byId, report);
  checkCycle(nodes, edges, report);
}

function readNodes(values: readonly unknown[], level: GraphLevel, report: Report): RawNode[] {
  const nodes: RawNode[] = [];
  const key = level === "high" ? "type" : "kind";
  const known: Readonly<Record<string, unknown>> = level === "high" ? HIGH_FIELDS : LOW_FIELDS;
  const seen = new Set<string>();
  values.forEach((value, index) => {
    if (!isObject(value)) return report(["nodes", index], l10n.t("a node is an object with an id"));
    const { id } = value;
    const word = value[key];
    if (typeof id !== "string" || id === "")
      return report(["nodes", index, "id"], l10n.t("a node needs an id, a non-empty text"));
    if (seen.has(id)) report(["nodes", index, "id"], l10n.t('the id "{0}" is used twice', id));
    seen.add(id);
    if (typeof word !== "string" || !Object.hasOwn(known, word)) {
      const words = Object.keys(known).join(", ");
      const wrong =
        word === undefined
          ? l10n.t('node "{0}": no {1}; one of {2}', id, key, words)
          : l10n.t('node "{0}": unknown {1} {2}; one of {3}', id, key, JSON.stringify(word), words);
      report(["nodes", index, key], wrong);
    } else nodes.push({ index, id, word, value });
  });
  return nodes;
}

function readEdges(values: readonly unknown[], byId: ReadonlyMap<string, RawNode>, report: Report): RawEdge[] {
  const edges: RawEdge[] = [];
  values.forEach((value, index) => {
    if (!isObject(value)) return report(["edges", index], l10n.t("an edge is an object with from and to"));
    const { from, to, port } = value;
    if (typeof from !== "string" || typeof to !== "string")
      return report(["edges", index], l10n.t("an edge needs from and to, ids of nodes"));
    for (const [end, id] of Object.entries({ from, to })) {
      if (!byId.has(id))
        report(
          ["edges", index, end],
          l10n.t('edge {0} -> {1} names the unknown node "{2}"', from, to, id),
          "unknownNode",
        );
    }
    if (byId.has(from) && byId.has(to)) edges.push({ index, from, to, port });
  });
  return edges;
}

function checkFields(node: RawNode, level: GraphLevel, report: Report): void {
  if (level === "high") checkRetention(node, report);
  if (level === "high")
    return checkFieldTable(
      node.value,
      (HIGH_FIELDS as Record<string, Fields>)[node.word] ?? {},
      ["nodes", node.index],
      node.id,
      report,
    );
  const path = ["nodes", node.index, "attrs"];
  const { attrs } = node.value;
  if (!isObject(attrs)) return report(path, l10n.t('node "{0}" needs attrs, an object', node.id));
  checkFieldTable(attrs, (LOW_FIELDS as Record<string, Fields>)[node.word] ?? {}, path, node.id, report);
  if (node.word !== "basis" || typeof attrs.type !== "string" || !Object.hasOwn(BASIS_FIELDS, attrs.type)) return;
  checkFieldTable(attrs, (BASIS_FIELDS as Record<string, Fields>)[attrs.type] ?? {}, path, node.id, report);
}

/** A retention or a lag share is a fraction; only the Weibull kernel's shape and scale may exceed 1. */
function checkRetention({ id, index, word, value }: RawNode, report: Report): void {
  if (word !== "media" || !isObject(value.adstock)) return;
  const { type } = value.adstock;
  const fractions = type === "weibull_pdf" ? [] : type === "delayed" ? ["prior"] : ["prior", "lag_prior"];
  for (const key of fractions) {
    const prior = value.adstock[key];
    // All else that is wrong with it is said with the other fields.
    if (prior === undefined || priorFault(prior, "positive") !== undefined) continue;
    const wrong = priorFault(prior, "fraction");
    if (wrong !== undefined) report(["nodes", index, "adstock", key], aboutField(id, `adstock.${key}`, wrong));
  }
}

/** `wrong`: the rest of a sentence that starts with the field's name. */
const aboutField = (id: string, name: string, wrong: string): string => l10n.t('node "{0}": {1} {2}', id, name, wrong);

function checkFieldTable(owner: Record<string, unknown>, fields: Fields, path: Path, id: string, report: Report): void {
  for (const [name, field] of Object.entries(fields)) {
    const keys = name.split(".");
    let value: unknown = owner;
    let wrongOwner = false;
    for (const key of keys) {
      if (value !== undefined && !isObject(value)) wrongOwner = true;
      value = isObject(value) ? value[key] : undefined;
    }
    const place = [...path, ...keys];
    if (wrongOwner)
      report(place.slice(0, -1), l10n.t('node "{0}": {1} must be an object', id, keys.slice(0, -1).join(".")));
    else if (value === undefined) {
      if (field.required) report(place, l10n.t('node "{0}" lacks {1}', id, name));
    } else {
      const wrong = fieldFault(value, field);
      if (wrong !== undefined) report(place, aboutField(id, name, wrong));
    }
  }
}

function checkTarget(nodes: readonly RawNode[], level: GraphLevel, report: Report): void {
  const single = level === "high" ? ["target"] : ["observe", "sum"];
  for (const word of single) {
    const found = nodes.filter((node) => node.word === word);
    if (found.length === 0)
      report(["nodes"], l10n.t("the graph has no {0} node", word), word === "target" ? "noTarget" : undefined);
    for (const extra of found.slice(1))
      report(["nodes", extra.index], l10n.t('"{0}" is a second {1} node; a graph has one', extra.id, word));
  }
}

/** The drift is integrated out in closed form, which exists for normal noise around an identity link only. */
function checkDrift(nodes: readonly RawNode[], report: Report): void {
  const target = nodes.find(({ word }) => word === "target")?.value;
  const against = [
    target?.link === "log" && "link log",
    target?.likelihood === "student_t" && "likelihood student_t",
  ].filter(Boolean);
  for (const { id, index, word, value } of nodes) {
    if (word !== "trend" || (value.drift ?? "none") === "none" || against.length === 0) continue;
    report(
      ["nodes", index, "drift"],
      l10n.t('node "{0}": a drift does not go with the target\'s {1}', id, against.join(", ")),
    );
  }
}

function checkHighEdges(edges: readonly RawEdge[], byId: ReadonlyMap<string, RawNode>, report: Report): void {
  const seen = new Set<string>();
  for (const { index, from, to } of edges) {
    const pair = JSON.stringify([from, to]);
    if (seen.has(pair)) report(["edges", index], l10n.t("edge {0} -> {1} is there twice", from, to));
    seen.add(pair);
    if (byId.get(to)?.word !== "target") {
      report(
        ["edges", index, "to"],
        l10n.t(
          "edge {0} -> {1}: only the target takes edges; influences between drivers are not supported yet",
          from,
          to,
        ),
      );
    }
  }
}

function checkPorts(
  nodes: readonly RawNode[],
  edges: readonly RawEdge[],
  byId: ReadonlyMap<string, RawNode>,
  report: Report,
): void {
  const used = new Map<string, number>();
  for (const { index, from, to, port } of edges) {
    const source = byId.get(from);
    const end = byId.get(to);
    if (source === undefined || end === undefined) continue;
    const ports = (LOW_PORTS as Record<string, Readonly<Record<string, Port>>>)[end.word] ?? {};
    const known = typeof port === "string" && Object.hasOwn(ports, port) ? ports[port] : undefined;
    if (known === undefined) {
      const list = Object.keys(ports);
      const names = [from, to, end.word, port === undefined ? "undefined" : JSON.stringify(port)] as const;
      report(
        ["edges", index, "port"],
        list.length > 0
          ? l10n.t("edge {0} -> {1}: {2} has no port {3}; {4}", ...names, list.join(", "))
          : l10n.t("edge {0} -> {1}: {2} has no port {3}; it takes no edges", ...names),
      );
      continue;
    }
    if (!(known.from as readonly string[]).includes(source.word)) {
      report(
        ["edges", index, "from"],
        l10n.t(
          "edge {0} -> {1}: port {2} takes {3}, not {4}",
          from,
          to,
          String(port),
          known.from.join(" / "),
          source.word,
        ),
      );
    }
    const key = JSON.stringify([to, port]);
    const count = (used.get(key) ?? 0) + 1;
    used.set(key, count);
    if (count === 2 && known.count !== "many")
      report(
        ["edges", index, "port"],
        l10n.t('edge {0} -> {1}: port {2} of "{1}" has two edges', from, to, String(port)),
      );
  }
  for (const node of nodes) {
    const ports = (LOW_PORTS as Record<string, Readonly<Record<string, Port>>>)[node.word] ?? {};
    for (const [port, { count }] of Object.entries(ports)) {
      if (count !== "optional" && !used.has(JSON.stringify([node.id, port])))
        report(["nodes", node.index], l10n.t('node "{0}" lacks an edge to its port {1}', node.id, port));
    }
  }
}

/** Kahn's algorithm; what is left over lies on a cycle or behind one. */
function checkCycle(nodes: readonly RawNode[], edges: readonly RawEdge[], report: Report): void {
  const waiting = new Map(nodes.map((node) => [node.id, 0]));
  const next = new Map<string, string[]>();
  for (const { from, to } of edges) {
    waiting.set(to, (waiting.get(to) ?? 0) + 1);
    const reached = next.get(from);
    if (reached) reached.push(to);
    else next.set(from, [to]);
  }
  const ready = [...waiting].filter(([, count]) => count === 0).map(([id]) => id);
  for (let id = ready.pop(); id !== undefined; id = ready.pop()) {
    waiting.delete(id);
    for (const to of next.get(id) ?? []) {
      const count = (waiting.get(to) ?? 0) - 1;
      waiting.set(to, count);
      if (count === 0) ready.push(to);
    }
  }
  if (waiting.size > 0)
    report(["edges"], l10n.t("the graph has a cycle through {0}", [...waiting.keys()].slice(0, 5).join(", ")));
}
