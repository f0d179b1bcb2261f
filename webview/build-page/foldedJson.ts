/** JSON for reading: a line for each value that is long, everything short on one line, and long lists folded. */
import { type JsonNode } from "../../src/jsonText/read";

const widest = 66;
/** Plain values of a list that are shown, and items of a list of objects. */
const mostPlain = 3;
const mostItems = 60;

/** `more` makes the words that stand for what is folded away. Numbers and texts keep every character. */
export function foldedJson(node: JsonNode, more: (count: number) => string): string {
  return written(node, 0, more);
}

function written(node: JsonNode, depth: number, more: (count: number) => string): string {
  if (node.kind !== "object" && node.kind !== "array") return node.text;
  const onOneLine = flat(node, more);
  if (onOneLine.length + depth * 2 <= widest) return onOneLine;
  const inner = "  ".repeat(depth + 1);
  const parts =
    node.kind === "object"
      ? node.members.map(({ keyText, value }) => `${keyText}: ${written(value, depth + 1, more)}`)
      : listed(node.items, (item) => written(item, depth + 1, more), more);
  const [open, close] = node.kind === "object" ? "{}" : "[]";
  return `${open ?? ""}\n${parts.map((part) => inner + part).join(",\n")}\n${"  ".repeat(depth)}${close ?? ""}`;
}

function flat(node: JsonNode, more: (count: number) => string): string {
  if (node.kind === "object") {
    const parts = node.members.map(({ keyText, value }) => `${keyText}: ${flat(value, more)}`);
    return parts.length === 0 ? "{}" : `{ ${parts.join(", ")} }`;
  }
  return node.kind === "array" ? `[${listed(node.items, (item) => flat(item, more), more).join(", ")}]` : node.text;
}

function listed(
  items: readonly JsonNode[],
  write: (item: JsonNode) => string,
  more: (count: number) => string,
): readonly string[] {
  const isPlain = items.every(({ kind }) => kind !== "object" && kind !== "array");
  const most = isPlain ? mostPlain : mostItems;
  if (items.length <= most + 1) return items.map(write);
  return [...items.slice(0, most).map(write), more(items.length - most)];
}
