import { eachItem, eachMember, endOfNumber, endOfString, expectEnd, startOfDocument, wordAt } from "./scan";

/**
 * A value of a JSON text that still knows how it was written: `text` is its exact slice, from `start` on. Places move
 * when the text is read again after a change (`rereadJson`).
 */
export type JsonNode = JsonObject | JsonArray | JsonScalar;

export interface JsonMember {
  readonly key: string;
  /** The key as written, quotes included. */
  readonly keyText: string;
  keyStart: number;
  readonly value: JsonNode;
}

export interface JsonObject {
  readonly kind: "object";
  start: number;
  readonly text: string;
  /** In the order of the text, duplicates kept. */
  readonly members: readonly JsonMember[];
}

export interface JsonArray {
  readonly kind: "array";
  start: number;
  readonly text: string;
  readonly items: readonly JsonNode[];
}

export interface JsonScalar {
  readonly kind: "string" | "number" | "boolean" | "null";
  start: number;
  readonly text: string;
}

/** Reads a whole document. Throws `JsonTextError`. */
export function readJson(text: string): JsonNode {
  const found = nodeAt(text, startOfDocument(text), 0);
  expectEnd(text, found.end);
  return found.node;
}

/** The value of a key; of several, the last, as JSON readers do. Undefined where the node is no object or lacks it. */
export function member(node: JsonNode | undefined, key: string): JsonNode | undefined {
  if (node?.kind !== "object") return undefined;
  // Asked for every field of every node of a large graph: a loop of its own takes half the time of findLast.
  for (let at = node.members.length - 1; at >= 0; at--)
    if (node.members[at]?.key === key) return node.members[at]?.value;
  return undefined;
}

/** The value at a path of keys and indices; undefined where there is none. */
export function valueAt(node: JsonNode | undefined, path: readonly (string | number)[]): JsonNode | undefined {
  let found = node;
  for (const part of path) {
    if (typeof part === "string") found = member(found, part);
    else found = found?.kind === "array" ? found.items[part] : undefined;
  }
  return found;
}

/** The offset after the value. */
export const endOf = ({ start, text }: JsonNode): number => start + text.length;

/** The value as plain data. Integers that a number cannot hold become bigint. */
export function toValue(node: JsonNode): unknown {
  switch (node.kind) {
    case "object":
      // From entries, so that a key named "__proto__" is only a key.
      return Object.fromEntries(node.members.map(({ key, value }) => [key, toValue(value)]));
    case "array":
      return node.items.map(toValue);
    case "string":
      return textOf(node.text);
    case "number":
      return numberOf(node.text);
    case "boolean":
      return node.text === "true";
    case "null":
      return null;
  }
}

/** What a string in quotes says. */
export const textOf = (quoted: string): string =>
  quoted.includes("\\") ? (JSON.parse(quoted) as string) : quoted.slice(1, -1);

function numberOf(text: string): number | bigint {
  const value = Number(text);
  return /^-?[0-9]+$/.test(text) && !Number.isSafeInteger(value) ? BigInt(text) : value;
}

/** The value that starts at `at`, inside of `depth` others, and the offset after it. Throws `JsonTextError`. */
export function nodeAt(text: string, at: number, depth: number): { readonly node: JsonNode; readonly end: number } {
  const first = text[at];
  if (first === "{") return objectAt(text, at, depth);
  if (first === "[") return arrayAt(text, at, depth);
  if (first === '"') {
    const end = endOfString(text, at);
    return { node: { kind: "string", start: at, text: text.slice(at, end) }, end };
  }
  const isDigit = first !== undefined && first >= "0" && first <= "9";
  const word = isDigit ? undefined : wordAt(text, at);
  const end = word === undefined ? endOfNumber(text, at) : at + word.length;
  const kind = word === "null" ? "null" : word === "true" || word === "false" ? "boolean" : "number";
  return { node: { kind, start: at, text: text.slice(at, end) }, end };
}

function objectAt(text: string, at: number, depth: number): { readonly node: JsonObject; readonly end: number } {
  const members: JsonMember[] = [];
  const end = eachMember(text, at, depth, (keyText, valueAt, keyStart) => {
    const value = nodeAt(text, valueAt, depth + 1);
    members.push({ key: textOf(keyText), keyText, keyStart, value: value.node });
    return value.end;
  });
  return { node: { kind: "object", start: at, text: text.slice(at, end), members }, end };
}

function arrayAt(text: string, at: number, depth: number): { readonly node: JsonArray; readonly end: number } {
  const items: JsonNode[] = [];
  const end = eachItem(text, at, depth, (_index, valueAt) => {
    const item = nodeAt(text, valueAt, depth + 1);
    items.push(item.node);
    return item.end;
  });
  return { node: { kind: "array", start: at, text: text.slice(at, end), items }, end };
}
