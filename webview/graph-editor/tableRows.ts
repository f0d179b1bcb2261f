/** Columns and rows of a table of any values: the fields that most of them have, each cell its exact JSON. */
import { type JsonPath } from "../../src/jsonText/edit";
import { type JsonNode, textOf } from "../../src/jsonText/read";
import { oneLine } from "./jsonCells";

const sampled = 300;
const mostColumns = 12;

/** Paths at most two steps deep to what is no object, the commonest first. */
export function commonPaths(values: readonly JsonNode[], known: readonly JsonPath[]): JsonPath[] {
  const counts = new Map<string, { readonly path: JsonPath; count: number }>();
  const add = (path: JsonPath, node: JsonNode): void => {
    if (node.kind === "object" && path.length < 2 && node.members.length > 0) {
      for (const { key, value } of node.members) add([...path, key], value);
      return;
    }
    const key = JSON.stringify(path);
    const there = counts.get(key);
    if (there) there.count++;
    else counts.set(key, { path, count: 1 });
  };
  for (const value of values.slice(0, sampled)) {
    if (value.kind === "object") add([], value);
    else if (value.kind === "array") value.items.slice(0, 4).forEach((item, index) => add([index], item));
  }
  const hidden = new Set(known.map((path) => JSON.stringify(path)));
  return [...counts]
    .filter(([key, { path }]) => path.length > 0 && !hidden.has(key))
    .map(([, found]) => found)
    .sort((a, b) => b.count - a.count)
    .slice(0, mostColumns)
    .map(({ path }) => path);
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
