/** What differs between two graphs: nodes by id, edges by their ends, fields by path. Spelling alone is no difference. */
import { type JsonPath } from "../jsonText/edit";
import { type JsonNode, type JsonObject, textOf } from "../jsonText/read";
import { type EdgeView, type GraphView, type NodeView } from "./graphView";

export interface FieldChange {
  readonly path: JsonPath;
  /** The value as written; undefined where there is none. */
  readonly before: string | undefined;
  readonly after: string | undefined;
}

export interface GraphDifference {
  /** Of the graph itself: whatever stands beside its nodes and edges. */
  readonly changedFields: readonly FieldChange[];
  readonly addedNodes: readonly NodeView[];
  readonly removedNodes: readonly NodeView[];
  readonly changedNodes: readonly { readonly node: NodeView; readonly fields: readonly FieldChange[] }[];
  readonly addedEdges: readonly EdgeView[];
  readonly removedEdges: readonly EdgeView[];
  readonly changedEdges: readonly { readonly edge: EdgeView; readonly fields: readonly FieldChange[] }[];
}

export function compareGraphs(before: GraphView, after: GraphView): GraphDifference {
  const nodes = matched(before.nodes, after.nodes, ({ id, json }) => id ?? json.text);
  const edges = matched(before.edges, after.edges, ({ from, to, port, json }) =>
    from === undefined || to === undefined ? json.text : JSON.stringify([from, to, port]),
  );
  return {
    changedFields: besideChanges(before, after),
    addedNodes: nodes.added,
    removedNodes: nodes.removed,
    changedNodes: nodes.both.flatMap(({ one, other }) =>
      changed(one.json, other.json, (fields) => ({ node: other, fields })),
    ),
    addedEdges: edges.added,
    removedEdges: edges.removed,
    changedEdges: edges.both.flatMap(({ one, other }) =>
      changed(one.json, other.json, (fields) => ({ edge: other, fields })),
    ),
  };
}

export const isSame = (difference: GraphDifference): boolean =>
  Object.values<readonly unknown[]>({ ...difference }).every((list) => list.length === 0);

function besideChanges({ root: before }: GraphView, { root: after }: GraphView): FieldChange[] {
  const beside = ({ members, ...root }: JsonObject): JsonObject => ({
    ...root,
    members: members.filter(({ key }) => key !== "nodes" && key !== "edges"),
  });
  return before.text === after.text ? [] : memberChanges(beside(before), beside(after), []);
}

/** Fields of one value that another has differently; of lists as a whole, since their items have no names. */
export function fieldChanges(before: JsonNode, after: JsonNode, path: JsonPath = []): FieldChange[] {
  if (before.text === after.text) return [];
  if (before.kind === "object" && after.kind === "object") return memberChanges(before, after, path);
  return sameValue(before, after) ? [] : [{ path, before: before.text, after: after.text }];
}

function memberChanges(before: JsonObject, after: JsonObject, path: JsonPath): FieldChange[] {
  const [old, now] = [lastMembers(before), lastMembers(after)];
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((key) => {
    const [one, other] = [old.get(key), now.get(key)];
    if (one && other) return fieldChanges(one, other, [...path, key]);
    return [{ path: [...path, key], before: one?.text, after: other?.text }];
  });
}

function changed<T>(one: JsonNode, other: JsonNode, made: (fields: readonly FieldChange[]) => T): T[] {
  const fields = fieldChanges(one, other);
  return fields.length === 0 ? [] : [made(fields)];
}

interface Matched<T> {
  readonly added: readonly T[];
  readonly removed: readonly T[];
  readonly both: readonly { readonly one: T; readonly other: T }[];
}

/** Of several with one name, the first is matched with the first, and so on. */
function matched<T>(before: readonly T[], after: readonly T[], nameOf: (item: T) => string): Matched<T> {
  const waiting = new Map<string, T[]>();
  for (const item of before) {
    const name = nameOf(item);
    const known = waiting.get(name);
    if (known) known.push(item);
    else waiting.set(name, [item]);
  }
  const added: T[] = [];
  const both: { readonly one: T; readonly other: T }[] = [];
  for (const other of after) {
    const one = waiting.get(nameOf(other))?.shift();
    if (one === undefined) added.push(other);
    else both.push({ one, other });
  }
  const left = new Set([...waiting.values()].flat());
  return { added, removed: before.filter((item) => left.has(item)), both };
}

const lastMembers = ({ members }: JsonObject): Map<string, JsonNode> =>
  new Map(members.map(({ key, value }) => [key, value]));

function sameValue(one: JsonNode, other: JsonNode): boolean {
  if (one.kind !== other.kind) return false;
  if (one.kind === "string") return textOf(one.text) === textOf(other.text);
  if (one.kind === "number") return sameNumber(one.text, other.text);
  if (one.kind === "array" && other.kind === "array")
    return one.items.length === other.items.length && one.items.every((item, i) => sameAt(item, other.items[i]));
  return false;
}

const sameAt = (one: JsonNode, other: JsonNode | undefined): boolean =>
  other !== undefined && fieldChanges(one, other).length === 0;

/** `1.0` is `1`; two integers that a number cannot hold are compared as written. */
function sameNumber(one: string, other: string): boolean {
  const [a, b] = [Number(one), Number(other)];
  if (Number.isInteger(a) && !Number.isSafeInteger(a)) return one === other;
  return Object.is(a, b) || a === b;
}
