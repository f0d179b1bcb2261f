/** Finds in nodes and edges of any schema which field is the id, and which fields of an edge name its ends. */
import { type JsonPath } from "../jsonText/edit";
import { type JsonArray, type JsonNode, type JsonObject, textOf, valueAt } from "../jsonText/read";

export interface Identity {
  /** A field of the node (an empty path: the node itself is its id), the key that it stands under, or its place in the list. */
  readonly id: { readonly by: "field"; readonly path: JsonPath } | { readonly by: "key" } | { readonly by: "place" };
  /** Undefined where no two fields of the edges name nodes. */
  readonly ends: { readonly from: JsonPath; readonly to: JsonPath } | undefined;
}

type Container = JsonArray | JsonObject;
type Ends = NonNullable<Identity["ends"]>;

/** What an id says, whichever way it is written: `1` and `"1"` are one, since the keys of objects are always text. */
export function scalarName(node: JsonNode | undefined): string | undefined {
  if (node?.kind === "string") return textOf(node.text);
  if (node?.kind !== "number") return undefined;
  const value = Number(node.text);
  return Number.isSafeInteger(value) ? String(value) : node.text;
}

/** Enough to tell one schema from another; the whole graph is then read by it. */
const sampled = 200;
const idNames = ["id", "_id", "uid", "uuid", "key", "node_id", "nodeid", "name", "label"];
const endNames: readonly (readonly [from: string, to: string])[] = [
  ["from", "to"],
  ["source", "target"],
  ["src", "dst"],
  ["start", "end"],
  ["tail", "head"],
  ["parent", "child"],
  ["cause", "effect"],
  ["u", "v"],
];

/**
 * For a field that is usually the id, so much that some ids which are there twice do not make a name the id; and the
 * score of one that is, is another for each node, and is named by each end.
 */
const mostUsual = 0.4;
const mostScore = 2 + 1 + mostUsual;

interface Guess {
  readonly identity: Identity;
  readonly score: number;
}

export function findIdentity(nodesJson: Container, edgesJson: Container): Identity {
  const edges = sampleOf(edgesJson);
  const fields = scalarPaths(edges);
  const named = namedEnds(fields);
  let best: Guess | undefined;
  for (const id of idCandidates(nodesJson)) {
    const names = idsBy(nodesJson, id);
    const distinct = new Set(names);
    if (distinct.size === 0) continue;
    const { ends, resolved } = isAdjacency(edgesJson, distinct)
      ? { ends: undefined, resolved: 1 }
      : endsAmong(edges, distinct, fields, named);
    const field = id.by === "field" ? String(id.path.at(-1) ?? "id").toLowerCase() : "";
    const usual =
      id.by === "key" || idNames.indexOf(field) >= 0 ? mostUsual - 0.05 * Math.max(0, idNames.indexOf(field)) : 0;
    // A place always fits a number, so it is taken only where nothing else does.
    const unlikely = id.by === "place" ? 0.6 : 0;
    const score = 2 * resolved + distinct.size / Math.max(1, childCount(nodesJson)) + usual - unlikely;
    if (best === undefined || score > best.score) best = { identity: { id, ends }, score };
    if (best.score >= mostScore) break;
  }
  return best?.identity ?? { id: { by: "place" }, ends: named };
}

/** Lists of what each node influences, under the node's id: not edges of their own, though their first two items look like ends. */
const isAdjacency = (edges: Container, ids: ReadonlySet<string>): boolean =>
  edges.kind === "object" &&
  edges.members.length > 0 &&
  edges.members.every(({ key, value }) => value.kind === "array" && ids.has(key));

const childCount = (container: Container): number =>
  container.kind === "array" ? container.items.length : container.members.length;

const sampleOf = (container: Container): readonly JsonNode[] =>
  (container.kind === "array" ? container.items : container.members.map(({ value }) => value)).slice(0, sampled);

function idCandidates(nodesJson: Container): Identity["id"][] {
  const sample = sampleOf(nodesJson);
  const telling = (path: JsonPath): boolean =>
    2 * new Set(sample.map((node) => scalarName(valueAt(node, path)))).size > sample.length;
  const paths = scalarPaths(sample)
    .filter((path) => sample.length < 4 || telling(path))
    .map((path) => ({ by: "field", path }) as const);
  return nodesJson.kind === "object" ? [{ by: "key" }, ...paths] : [...paths, { by: "place" }];
}

function idsBy(nodesJson: Container, id: Identity["id"]): string[] {
  if (id.by === "key") return nodesJson.kind === "object" ? nodesJson.members.map(({ key }) => key) : [];
  const values = nodesJson.kind === "array" ? nodesJson.items : nodesJson.members.map(({ value }) => value);
  if (id.by === "place") return values.map((_, index) => String(index));
  return values.flatMap((value) => scalarName(valueAt(value, id.path)) ?? []);
}

/** Paths to texts and numbers, at most two steps deep, that at least half of the values have. */
function scalarPaths(values: readonly JsonNode[]): JsonPath[] {
  const counts = new Map<string, { readonly path: JsonPath; count: number }>();
  const add = (path: JsonPath, node: JsonNode): void => {
    if (node.kind === "string" || node.kind === "number") {
      const key = JSON.stringify(path);
      const known = counts.get(key);
      if (known) known.count++;
      else counts.set(key, { path, count: 1 });
    } else if (path.length < 2 && node.kind === "object")
      for (const { key, value } of node.members) add([...path, key], value);
    else if (path.length === 0 && node.kind === "array") node.items.slice(0, 4).forEach((item, i) => add([i], item));
  };
  for (const value of values) add([], value);
  return [...counts.values()].filter(({ count }) => 2 * count >= values.length).map(({ path }) => path);
}

/** Ends by their usual names: alone, with "id" behind them, or inside an object of their own. */
function namedEnds(fields: readonly JsonPath[]): Ends | undefined {
  const plain = (path: JsonPath): string =>
    path
      .map((part) =>
        String(part)
          .toLowerCase()
          .replaceAll(/[^a-z0-9]/g, ""),
      )
      .join(".");
  const fieldOf = (name: string): JsonPath | undefined =>
    fields.find((path) => {
      const words = plain(path);
      return [name, `data.${name}`].some((way) =>
        [way, `${way}id`, `${way}node`, `${way}.id`, `${way}.node`].includes(words),
      );
    });
  for (const [one, other] of endNames) {
    const from = fieldOf(one);
    const to = fieldOf(other);
    if (from && to) return { from, to };
  }
  const inList = (place: number): JsonPath | undefined => fields.find((path) => path.length === 1 && path[0] === place);
  const [from, to] = [inList(0), inList(1)];
  return from && to && { from, to };
}

/** The named ends, or else the two fields that name nodes most often; `resolved`: the share of ends that do. */
function endsAmong(
  edges: readonly JsonNode[],
  ids: ReadonlySet<string>,
  fields: readonly JsonPath[],
  named: Ends | undefined,
): { readonly ends: Ends | undefined; readonly resolved: number } {
  const share = (path: JsonPath): number =>
    edges.filter((edge) => {
      const name = scalarName(valueAt(edge, path));
      return name !== undefined && ids.has(name);
    }).length / Math.max(1, edges.length);
  if (named) return { ends: named, resolved: (share(named.from) + share(named.to)) / 2 };
  const [first, second] = fields
    .map((path, order) => ({ path, order, part: share(path) }))
    .filter(({ part }) => part >= 0.5)
    .sort((a, b) => b.part - a.part || a.order - b.order);
  if (!first || !second) return { ends: undefined, resolved: 0 };
  const [from, to] = first.order < second.order ? [first, second] : [second, first];
  return { ends: { from: from.path, to: to.path }, resolved: (first.part + second.part) / 2 };
}
