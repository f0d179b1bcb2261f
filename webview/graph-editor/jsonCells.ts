/** JSON in fields of one line. */
import { type JsonNode, readJson } from "../../src/jsonText/read";

/** Whether a text is one value of JSON; NaN and the infinities count, since Python servers write them. */
export function isJson(text: string): boolean {
  try {
    readJson(text);
    return true;
  } catch {
    return false;
  }
}

/** A value on one line; keys, numbers and texts keep their characters. */
export function oneLine(node: JsonNode | undefined): string {
  if (node === undefined) return "";
  if (!node.text.includes("\n")) return node.text;
  if (node.kind === "array") return `[${node.items.map(oneLine).join(", ")}]`;
  if (node.kind === "object")
    return `{${node.members.map(({ keyText, value }) => `${keyText}: ${oneLine(value)}`).join(", ")}}`;
  return node.text;
}
