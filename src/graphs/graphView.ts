/** What a picture or a table of a graph needs, read from text of any schema. Nothing is rewritten: all is places in text. */
import { type TextChange } from "../jsonText/changes";
import { type JsonPath } from "../jsonText/edit";
import { type JsonArray, type JsonNode, type JsonObject, member, readJson, toValue, valueAt } from "../jsonText/read";
import { rereadJson } from "../jsonText/reread";
import { findIdentity, type Identity, scalarName } from "./identity";
import { HIGH_FIELDS, HIGH_SCHEMA, type GraphLevel, LOW_FIELDS, LOW_SCHEMA } from "./sandboxSchema";

export interface NodeView {
  /** Place among the nodes, in the order of the text. */
  readonly index: number;
  /** As edges name it; undefined where the node has none. */
  readonly id: string | undefined;
  readonly label: string;
  /** Word for what it is: `type` or `kind` in the sandbox's schema, a likely field elsewhere. */
  readonly kind: string | undefined;
  /** Id of the high-level node that a low-level one came from. */
  readonly parent: string | undefined;
  readonly json: JsonNode;
}

export interface EdgeView {
  readonly index: number;
  readonly from: string | undefined;
  readonly to: string | undefined;
  /** Places of the nodes at the ends, -1 for an end that names none. */
  readonly fromNode: number;
  readonly toNode: number;
  readonly port: string | undefined;
  readonly json: JsonNode;
}

export interface GraphView {
  readonly root: JsonObject;
  readonly nodesJson: JsonArray | JsonObject;
  readonly edgesJson: JsonArray | JsonObject;
  /** Set for the sandbox's own schema only: then every field is known. */
  readonly level: GraphLevel | undefined;
  readonly identity: Identity;
  readonly nodes: readonly NodeView[];
  readonly edges: readonly EdgeView[];
  /** First node of each id. */
  readonly byId: ReadonlyMap<string, number>;
}

/**
 * Undefined for JSON that holds no graph: nodes and edges as lists or as objects. Throws `JsonTextError` for no JSON.
 * `identity`: where ids and ends stand, if somebody has said so.
 */
export const readGraphView = (text: string, identity?: Identity): GraphView | undefined =>
  viewOf(readJson(text), { identity });

/**
 * The same as `readGraphView`, from the view before a change of the text: nodes and edges that the change leaves as they
 * are stay the same objects, and the list of edges too where none of them changes. `before` is used up: its places move.
 */
export const readChangedGraph = (before: GraphView, text: string, change: TextChange): GraphView | undefined =>
  viewOf(rereadJson(before.root, text, change) ?? readJson(text), { before });

interface Known {
  readonly identity?: Identity | undefined;
  readonly before?: GraphView;
}

function viewOf(root: JsonNode, known: Known): GraphView | undefined {
  const nodesJson = member(root, "nodes");
  const edgesJson = member(root, "edges");
  if (root.kind !== "object" || !isContainer(nodesJson) || !isContainer(edgesJson)) return undefined;
  const level = levelOf(root, nodesJson, edgesJson);
  const identity = known.identity ?? (level === undefined ? findIdentity(nodesJson, edgesJson) : sandboxIdentity);
  const before = known.before && isReadAlike(known.before, { level, identity }) ? known.before : undefined;
  const nodes = readNodes(nodesJson, identity, level, before?.nodes);
  const byId = before && isSameList(nodes, before.nodes, ({ id }) => id) ? before.byId : placesById(nodes);
  const knownEdges = byId === before?.byId ? before.edges : undefined;
  const read = readEdges(edgesJson, identity, byId, knownEdges);
  const edges = knownEdges && isSameList(read, knownEdges, (edge) => edge) ? knownEdges : read;
  return { root, nodesJson, edgesJson, level, identity, nodes, edges, byId };
}

const sandboxIdentity: Identity = { id: { by: "field", path: ["id"] }, ends: { from: ["from"], to: ["to"] } };

const isReadAlike = (before: GraphView, { level, identity }: Pick<GraphView, "level" | "identity">): boolean =>
  before.level === level && JSON.stringify(before.identity) === JSON.stringify(identity);

function placesById(nodes: readonly NodeView[]): ReadonlyMap<string, number> {
  const byId = new Map<string, number>();
  for (const { id, index } of nodes) if (id !== undefined && !byId.has(id)) byId.set(id, index);
  return byId;
}

const isSameList = <T>(one: readonly T[], other: readonly T[], by: (item: T) => unknown): boolean =>
  one.length === other.length && one.every((item, at) => item === other[at] || by(item) === by(other[at] as T));

/** Values of an array, or of the members of an object. */
export const childrenOf = (container: JsonArray | JsonObject): readonly JsonNode[] =>
  container.kind === "array" ? container.items : container.members.map(({ value }) => value);

const isContainer = (node: JsonNode | undefined): node is JsonArray | JsonObject =>
  node?.kind === "array" || node?.kind === "object";

/** Others may well name the fields alike: it is the sandbox's schema when it says so, or when its words fill the graph. */
function levelOf(
  root: JsonObject,
  nodesJson: JsonArray | JsonObject,
  edgesJson: JsonArray | JsonObject,
): GraphLevel | undefined {
  if (nodesJson.kind !== "array" || edgesJson.kind !== "array") return undefined;
  const schemaNode = member(root, "schema");
  const schema = schemaNode && toValue(schemaNode);
  if (schema === HIGH_SCHEMA) return "high";
  if (schema === LOW_SCHEMA) return "low";
  if (schema !== undefined) return undefined;
  const fitting = edgesJson.items.filter((edge) => member(edge, "from") && member(edge, "to"));
  if (edgesJson.items.length > 0 && fitting.length * 2 <= edgesJson.items.length) return undefined;
  const isMostly = (key: string, words: Readonly<Record<string, unknown>>): boolean => {
    const known = nodesJson.items.map((node) => scalarName(member(node, key)) ?? "");
    return known.filter((word) => Object.hasOwn(words, word)).length * 2 > nodesJson.items.length;
  };
  return isMostly("type", HIGH_FIELDS) ? "high" : isMostly("kind", LOW_FIELDS) ? "low" : undefined;
}

const likelyKinds = ["type", "kind", "class", "category", "role"];
const likelyNames = ["name", "label", "title"];

function readNodes(
  nodesJson: JsonArray | JsonObject,
  { id: idOf }: Identity,
  level: GraphLevel | undefined,
  known: readonly NodeView[] = [],
): NodeView[] {
  const keys = nodesJson.kind === "object" ? nodesJson.members.map(({ key }) => key) : [];
  const kindKeys = level === "high" ? ["type"] : level === "low" ? ["kind"] : likelyKinds;
  return childrenOf(nodesJson).map((json, index) => {
    const id = idOf.by === "key" ? keys[index] : idOf.by === "place" ? String(index) : idAt(json, idOf.path);
    const same = known[index];
    if (same?.json === json && same.id === id) return same;
    return {
      index,
      id,
      label: firstName(json, likelyNames) ?? id ?? `#${String(index + 1)}`,
      kind: firstName(json, kindKeys),
      parent: firstName(json, ["parent"]),
      json,
    };
  });
}

function readEdges(
  edgesJson: JsonArray | JsonObject,
  { ends }: Identity,
  byId: ReadonlyMap<string, number>,
  known: readonly EdgeView[] = [],
): EdgeView[] {
  return childrenOf(edgesJson).map((json, index) => {
    const same = known[index];
    if (same?.json === json) return same;
    const from = ends && idAt(json, ends.from);
    const to = ends && idAt(json, ends.to);
    return {
      index,
      from,
      to,
      fromNode: from === undefined ? -1 : (byId.get(from) ?? -1),
      toNode: to === undefined ? -1 : (byId.get(to) ?? -1),
      port: firstName(json, ["port"]),
      json,
    };
  });
}

const idAt = (json: JsonNode, path: JsonPath): string | undefined => scalarName(valueAt(json, path));

function firstName(json: JsonNode, keys: readonly string[]): string | undefined {
  for (const holder of [json, member(json, "data")])
    for (const key of holder?.kind === "object" ? keys : []) {
      const name = scalarName(member(holder, key));
      if (name !== undefined && name !== "") return name;
    }
  return undefined;
}
