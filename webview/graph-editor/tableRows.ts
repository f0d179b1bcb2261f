/** Columns and rows of a table of any values: the fields that any of them has, each cell its exact JSON. */
import { type GraphView, type NodeView } from "../../src/graphs/graphView";
import { fieldsOf } from "../../src/graphs/schemaProblems";
import { type JsonPath } from "../../src/jsonText/edit";
import { type JsonNode, textOf } from "../../src/jsonText/read";
import { oneLine } from "./jsonCells";

/** More columns are shown when they are asked for. */
export const mostColumns = 40;

/** What the nodes of a graph have beside their ids: kind and names first, last what only the schema knows. */
export function nodePaths(graph: GraphView): readonly JsonPath[] {
  const known = pathsOf.get(graph);
  if (known) return known;
  const paths = findNodePaths(graph);
  pathsOf.set(graph, paths);
  return paths;
}

/** The table is drawn anew far more often than a graph changes. */
const pathsOf = new WeakMap<GraphView, readonly JsonPath[]>();

function findNodePaths(graph: GraphView): readonly JsonPath[] {
  const { level, identity, nodes } = graph;
  const written = fieldPaths(nodes.map(({ json }) => json));
  const known = level === undefined ? [] : kindsOf(graph).flatMap((node) => Object.keys(fieldsOf(level, node)));
  const first: readonly JsonPath[] =
    level === "high" ? [["type"], ["name"]] : level === "low" ? [["kind"], ["label"], ["parent"]] : [];
  const paths = [...first, ...written, ...known.map((name) => name.split("."))];
  return distinct(paths, identity.id.by === "field" ? [identity.id.path] : []);
}

export function edgePaths({ identity: { ends }, edges }: GraphView): readonly JsonPath[] {
  return distinct(fieldPaths(edges.map(({ json }) => json)), ends ? [ends.from, ends.to] : []);
}

/** One node of each kind. */
const kindsOf = ({ nodes }: GraphView): readonly NodeView[] => [
  ...new Map(nodes.map((node) => [node.kind, node])).values(),
];

const distinct = (paths: readonly JsonPath[], without: readonly JsonPath[]): readonly JsonPath[] => {
  const byKey = new Map(paths.map((path) => [JSON.stringify(path), path]));
  for (const path of without) byKey.delete(JSON.stringify(path));
  return [...byKey.values()];
};

/** Paths at most two steps deep to what is no object, the commonest first; last the whole value, where one is neither list nor object. */
function fieldPaths(values: readonly JsonNode[]): readonly JsonPath[] {
  const counts = new Map<string, { readonly path: JsonPath; count: number }>();
  const add = (name: string, path: () => JsonPath, depth: number, node: JsonNode): void => {
    if (node.kind === "object" && depth < 2 && node.members.length > 0) {
      for (const { key, value } of node.members) add(`${name}\n${key}`, () => [...path(), key], depth + 1, value);
      return;
    }
    const there = counts.get(name);
    if (there) there.count++;
    else counts.set(name, { path: path(), count: 1 });
  };
  for (const value of values) {
    if (value.kind === "object") add("", () => [], 0, value);
    else if (value.kind === "array")
      value.items.forEach((item, index) => add(`#${String(index)}`, () => [index], 1, item));
  }
  const found = [...counts.values()].filter(({ path }) => path.length > 0);
  const paths = found.sort((a, b) => b.count - a.count).map(({ path }) => path);
  return values.some(({ kind }) => kind !== "object" && kind !== "array") ? [...paths, []] : paths;
}

export interface Sort {
  readonly column: number;
  readonly descending: boolean;
}

/** Numbers by size, all else by its text; what is missing comes last either way. */
export function sorted<Row>(rows: readonly Row[], cellOf: (row: Row) => string, descending: boolean): Row[] {
  const collator = new Intl.Collator(undefined, { numeric: true });
  const keyed = rows.map((row, order) => ({ row, order, cell: cellOf(row) }));
  keyed.sort((a, b) => {
    if ((a.cell === "") !== (b.cell === "")) return a.cell === "" ? 1 : -1;
    const [one, other] = [Number(a.cell), Number(b.cell)];
    const by = Number.isNaN(one) || Number.isNaN(other) ? collator.compare(a.cell, b.cell) : one - other;
    return (descending ? -by : by) || a.order - b.order;
  });
  return keyed.map(({ row }) => row);
}

/** As people read it: a text without its quotes. */
export const shownText = (node: JsonNode | undefined): string =>
  node?.kind === "string" ? textOf(node.text) : oneLine(node);
