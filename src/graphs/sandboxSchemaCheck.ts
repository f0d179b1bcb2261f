/** The check of a sandbox graph that comes from outside: everything wrong with it, each finding with its place. */
import {
  BASIS_FIELDS,
  HIGH_FIELDS,
  HIGH_SCHEMA,
  LOW_FIELDS,
  LOW_PORTS,
  LOW_SCHEMA,
  PRIOR_FIELDS,
  isObject,
  recogniseLevel,
  type Field,
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
}
export type GraphCheck =
  | { readonly ok: true; readonly level: "high"; readonly graph: HighGraph }
  | { readonly ok: true; readonly level: "low"; readonly graph: LowGraph }
  | { readonly ok: false; readonly findings: readonly GraphFinding[] };

type Path = readonly (string | number)[];
type Report = (path: Path, message: string) => void;
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
  const report: Report = (path, message) => {
    if (findings.length < MAX_FINDINGS) findings.push({ path, message });
  };
  const level = checkShape(value, report);
  if (level !== undefined) checkParts(value as { nodes: unknown[]; edges: unknown[] }, level, report);
  if (findings.length > 0 || level === undefined) return { ok: false, findings };
  return level === "high"
    ? { ok: true, level, graph: value as HighGraph }
    : { ok: true, level, graph: value as LowGraph };
}

function checkShape(value: unknown, report: Report): GraphLevel | undefined {
  if (!isObject(value)) return void report([], "a graph is an object with nodes and edges");
  if (!Array.isArray(value.nodes)) return void report(["nodes"], "nodes must be a list");
  if (!Array.isArray(value.edges)) return void report(["edges"], "edges must be a list");
  if (value.nodes.length > MAX_GRAPH_NODES) return void report(["nodes"], `at most ${MAX_GRAPH_NODES} nodes`);
  if (value.edges.length > MAX_GRAPH_EDGES) return void report(["edges"], `at most ${MAX_GRAPH_EDGES} edges`);
  if (value.nodes.length === 0) return void report(["nodes"], "the graph has no nodes");
  const level = recogniseLevel(value.nodes);
  if (level === "mixed")
    return void report(["nodes"], "some nodes have `type` (high level) and some `kind` (low level)");
  if (level === "neither") return void report(["nodes"], "every node needs `type` (high level) or `kind` (low level)");
  const schema = level === "high" ? HIGH_SCHEMA : LOW_SCHEMA;
  if (value.schema !== undefined && value.schema !== schema) {
    report(["schema"], `the nodes are of "${schema}", the schema says ${JSON.stringify(value.schema)}`);
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
    if (!isObject(value)) return report(["nodes", index], "a node is an object with an id");
    const { id } = value;
    const word = value[key];
    if (typeof id !== "string" || id === "")
      return report(["nodes", index, "id"], "a node needs an id, a non-empty text");
    if (seen.has(id)) report(["nodes", index, "id"], `the id "${id}" is used twice`);
    seen.add(id);
    if (typeof word !== "string" || !Object.hasOwn(known, word)) {
      const wrong = word === undefined ? `no ${key}` : `unknown ${key} ${JSON.stringify(word)}`;
      report(["nodes", index, key], `node "${id}": ${wrong}; one of ${Object.keys(known).join(", ")}`);
    } else nodes.push({ index, id, word, value });
  });
  return nodes;
}

function readEdges(values: readonly unknown[], byId: ReadonlyMap<string, RawNode>, report: Report): RawEdge[] {
  const edges: RawEdge[] = [];
  values.forEach((value, index) => {
    if (!isObject(value)) return report(["edges", index], "an edge is an object with from and to");
    const { from, to, port } = value;
    if (typeof from !== "string" || typeof to !== "string")
      return report(["edges", index], "an edge needs from and to, ids of nodes");
    for (const [end, id] of Object.entries({ from, to })) {
      if (!byId.has(id)) report(["edges", index, end], `edge ${from} -> ${to} names the unknown node "${id}"`);
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
  if (!isObject(attrs)) return report(path, `node "${node.id}" needs attrs, an object`);
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
    const wrong = value.adstock[key] === undefined ? undefined : priorFault(value.adstock[key], "fraction");
    if (wrong?.endsWith("above 1")) report(["nodes", index, "adstock", key], `node "${id}": adstock.${key} ${wrong}`);
  }
}

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
    if (wrongOwner) report(place.slice(0, -1), `node "${id}": ${keys.slice(0, -1).join(".")} must be an object`);
    else if (value === undefined) {
      if (field.required) report(place, `node "${id}" lacks ${name}`);
    } else {
      const wrong = fieldFault(value, field);
      if (wrong !== undefined) report(place, `node "${id}": ${name} ${wrong}`);
    }
  }
}

/** What is wrong with a value, as the rest of a sentence that starts with the field's name. */
function fieldFault(value: unknown, field: Field): string | undefined {
  switch (field.kind) {
    case "number":
      if (typeof value !== "number" || !Number.isFinite(value)) return "must be a number";
      if (field.integer && !Number.isInteger(value)) return "must be a whole number";
      return value < field.min || value > field.max ? `is ${value}, outside ${field.min} to ${field.max}` : undefined;
    case "choice":
      return field.choices.includes(value as string)
        ? undefined
        : `is ${JSON.stringify(value)}; one of ${field.choices.join(", ")}`;
    case "numbers":
      if (!Array.isArray(value)) return "must be a list of numbers";
      return value.every((item) => typeof item === "number" && item >= field.min && item <= field.max)
        ? undefined
        : `must hold numbers from ${field.min} to ${field.max}`;
    case "text":
      return typeof value === "string" && value !== "" ? undefined : "must be a non-empty text";
    case "date":
      return typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value))
        ? undefined
        : "must be a date, YYYY-MM-DD";
    case "flag":
      return typeof value === "boolean" ? undefined : "must be true or false";
    case "select":
      return isObject(value) &&
        Object.values(value).every((list) => Array.isArray(list) && list.every((item) => typeof item === "string"))
        ? undefined
        : "must map columns to lists of texts";
    case "prior":
      return priorFault(value, field.support);
  }
}

function priorFault(value: unknown, support: "any" | "positive" | "fraction"): string | undefined {
  if (!isObject(value)) return "must be a prior, an object with dist";
  const { dist } = value;
  if (typeof dist !== "string" || !Object.hasOwn(PRIOR_FIELDS, dist)) {
    return `has the unknown dist ${JSON.stringify(dist)}; one of ${Object.keys(PRIOR_FIELDS).join(", ")}`;
  }
  for (const [name, field] of Object.entries((PRIOR_FIELDS as Record<string, Fields>)[dist] ?? {})) {
    const wrong = value[name] === undefined ? "is missing" : fieldFault(value[name], field);
    if (wrong !== undefined) return `(${dist}): ${name} ${wrong}`;
  }
  if ((dist === "uniform" || dist === "truncated_normal") && !((value.lo as number) < (value.hi as number)))
    return `(${dist}): lo must be below hi`;
  const [lo, hi] = priorSupport(value);
  if (support !== "any" && lo < 0) return `(${dist}) must not allow negative values`;
  return support === "fraction" && hi > 1 ? `(${dist}) must not allow values above 1` : undefined;
}

function priorSupport(prior: Record<string, unknown>): [number, number] {
  switch (prior.dist) {
    case "uniform":
    case "truncated_normal":
      return [prior.lo as number, prior.hi as number];
    case "beta":
    case "kumaraswamy":
      return [0, 1];
    case "normal":
    case "student_t":
      return [-Infinity, Infinity];
    default:
      return [0, Infinity];
  }
}

function checkTarget(nodes: readonly RawNode[], level: GraphLevel, report: Report): void {
  const single = level === "high" ? ["target"] : ["observe", "sum"];
  for (const word of single) {
    const found = nodes.filter((node) => node.word === word);
    if (found.length === 0) report(["nodes"], `the graph has no ${word} node`);
    for (const extra of found.slice(1))
      report(["nodes", extra.index], `"${extra.id}" is a second ${word} node; a graph has one`);
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
    report(["nodes", index, "drift"], `node "${id}": a drift does not go with ${against.join(" or ")} of the target`);
  }
}

function checkHighEdges(edges: readonly RawEdge[], byId: ReadonlyMap<string, RawNode>, report: Report): void {
  const seen = new Set<string>();
  for (const { index, from, to } of edges) {
    const pair = JSON.stringify([from, to]);
    if (seen.has(pair)) report(["edges", index], `edge ${from} -> ${to} is there twice`);
    seen.add(pair);
    if (byId.get(to)?.word !== "target") {
      report(
        ["edges", index, "to"],
        `edge ${from} -> ${to}: only the target takes edges; influences between drivers are not supported yet`,
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
    const name = `edge ${from} -> ${to}`;
    if (known === undefined) {
      const list = Object.keys(ports);
      report(
        ["edges", index, "port"],
        `${name}: ${end.word} has no port ${JSON.stringify(port)}; ${list.length > 0 ? list.join(", ") : "it takes no edges"}`,
      );
      continue;
    }
    if (!(known.from as readonly string[]).includes(source.word)) {
      report(
        ["edges", index, "from"],
        `${name}: port ${String(port)} takes ${known.from.join(" or ")}, not ${source.word}`,
      );
    }
    const key = JSON.stringify([to, port]);
    const count = (used.get(key) ?? 0) + 1;
    used.set(key, count);
    if (count === 2 && known.count !== "many")
      report(["edges", index, "port"], `${name}: port ${String(port)} of "${to}" has two edges`);
  }
  for (const node of nodes) {
    const ports = (LOW_PORTS as Record<string, Readonly<Record<string, Port>>>)[node.word] ?? {};
    for (const [port, { count }] of Object.entries(ports)) {
      if (count !== "optional" && !used.has(JSON.stringify([node.id, port])))
        report(["nodes", node.index], `node "${node.id}" lacks an edge to its port ${port}`);
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
    report(["edges"], `the graph has a cycle through ${[...waiting.keys()].slice(0, 5).join(", ")}`);
}
