import { checkGraph } from "../engine/graph/checkGraph";
import { type GraphText } from "../store/graphRecords";
import { type Excess, excessOf } from "./jsonExtent";
import { jsonItems, sliceJson } from "./sliceJson";

/** Where a body has a graph, whose lists are checked and kept as text instead of as values. */
export interface GraphPlace {
  readonly path: readonly string[];
  /** Lists may be objects keyed by id. */
  readonly byId: boolean;
}

export interface CheckedGraph extends GraphText {
  readonly level: "high" | "low";
  readonly nodeIds: readonly string[];
}

interface GraphFinding {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

export type PostedGraph =
  | { readonly ok: true; readonly graph: CheckedGraph }
  | { readonly ok: false; readonly findings: readonly GraphFinding[] };

export type ReadBody =
  /** `value`: the body, with empty lists in its graph. */
  | { readonly value: unknown; readonly graph?: PostedGraph }
  | { readonly fault: Excess }
  /** No JSON; `at`: the place of the first mistake. */
  | { readonly fault: "syntax"; readonly at: number };

const LISTS = ["nodes", "edges"] as const;
/** Beside a graph. A body without one is a few ids and dates. */
const MOST_VALUES_BESIDE = 50_000;
/** Characters of a graph's lists: twenty thousand nodes take less. */
const LARGEST_GRAPH = 8 * 1024 * 1024;

/** Reads a JSON body within limits. What it answers is small, but for the text of a graph that is in order. */
export function readBody(text: string, place?: GraphPlace): ReadBody {
  const excess = excessOf(text);
  if (excess) return { fault: excess };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { fault: "syntax", at: Number(/position (\d+)/.exec(String(error))?.[1] ?? 0) };
  }
  const holder = place && objectAt(value, place.path);
  const graph = holder && takeGraph(text, place, holder);
  return hasMoreValues(value, MOST_VALUES_BESIDE) ? { fault: "many" } : { value, ...(graph && { graph }) };
}

type JsonObject = Record<string, unknown>;

const isObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function objectAt(value: unknown, path: readonly string[]): JsonObject | undefined {
  const found = path.reduce<unknown>((inside, key) => (isObject(inside) ? inside[key] : undefined), value);
  return isObject(found) ? found : undefined;
}

/** Checks the graph that `holder` is, and empties it. Undefined where a list is missing, which the body's schema tells. */
function takeGraph(text: string, { path, byId }: GraphPlace, holder: JsonObject): PostedGraph | undefined {
  const lists = LISTS.filter((name) => name in holder);
  const whole: JsonObject = { ...holder };
  for (const name of lists) {
    if (byId && isObject(holder[name])) whole[name] = Object.values(holder[name]);
    holder[name] = [];
  }
  if (lists.length < LISTS.length) return undefined;
  const check = checkGraph(whole);
  if (!check.ok) return check;
  const list = (name: string) => asList(sliceJson(text, [...path, name]) ?? "[]");
  const [nodes, edges] = [list("nodes"), list("edges")];
  if (nodes.length + edges.length > LARGEST_GRAPH) {
    const message = `at most ${LARGEST_GRAPH / 1024 / 1024} MB of text in the nodes and edges together`;
    return { ok: false, findings: [{ path: ["nodes"], message }] };
  }
  return { ok: true, graph: { level: check.level, nodeIds: check.graph.nodes.map(({ id }) => id), nodes, edges } };
}

const asList = (text: string): string => (text.startsWith("{") ? `[${jsonItems(text).join()}]` : text);

function hasMoreValues(value: unknown, most: number): boolean {
  const waiting: unknown[] = [value];
  for (let seen = 0; waiting.length > 0; seen++) {
    if (seen + waiting.length > most) return true;
    const next = waiting.pop();
    if (typeof next === "object" && next !== null) for (const inner of Object.values(next)) waiting.push(inner);
  }
  return false;
}
