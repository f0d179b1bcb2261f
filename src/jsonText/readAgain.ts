/** Reads a text again of which a part has changed: only the value around that part is looked at letter by letter. */
import { endOf, type JsonMember, type JsonNode, nodeAt, readJson, textOf } from "./read";

/** The characters from `start` to `end` of the text before have become `length` others; UTF-16, end exclusive. */
export interface ChangedPart {
  readonly start: number;
  readonly end: number;
  readonly length: number;
}

/**
 * What `readJson` would answer for `text`, or throw. `before`: what it answered before `part` changed. Nothing of the
 * answer belongs to the text before, which would otherwise be kept with it.
 */
export function readAgain(before: JsonNode, text: string, part: ChangedPart): JsonNode {
  return around(before, text, part, 0) ?? readJson(text);
}

/**
 * A value of which only the inside has changed; undefined where it now ends elsewhere. Up to where a value starts all is
 * as it was, so a reader comes to it in the same way, and goes on in the same way when it ends where it did.
 */
function around(node: JsonNode, text: string, part: ChangedPart, depth: number): JsonNode | undefined {
  if (!holds(node, part)) return undefined;
  const by = part.length - (part.end - part.start);
  const end = endOf(node) + by;
  const inside = childAround(node, text, part, depth);
  if (inside) return withChild(node, text, inside, by);
  const again = nodeAt(text, node.start, depth);
  return again.end === end ? again.node : undefined;
}

/** Whether a part lies between the brackets of a value. */
const holds = (node: JsonNode, { start, end }: ChangedPart): boolean =>
  (node.kind === "object" || node.kind === "array") && node.start < start && end < endOf(node);

interface Child {
  readonly place: number;
  readonly node: JsonNode;
}

function childAround(node: JsonNode, text: string, part: ChangedPart, depth: number): Child | undefined {
  const values = node.kind === "array" ? node.items : node.kind === "object" ? node.members : [];
  const place = values.findIndex((one) => holds("value" in one ? one.value : one, part));
  const child = values[place];
  const again = child && around("value" in child ? child.value : child, text, part, depth + 1);
  return again && { place, node: again };
}

function withChild(node: JsonNode, text: string, { place, node: child }: Child, by: number): JsonNode | undefined {
  const { start } = node;
  const shift = (at: number): number => (at <= place ? 0 : by);
  const whole = text.slice(start, endOf(node) + by);
  if (node.kind === "array") {
    const items = node.items.map((item, at) => (at === place ? child : moved(item, text, shift(at))));
    return { kind: "array", start, text: whole, items };
  }
  if (node.kind !== "object") return undefined;
  const members = node.members.map((member, at) => ({
    ...keyMoved(member, text, shift(at)),
    value: at === place ? child : moved(member.value, text, shift(at)),
  }));
  return { kind: "object", start, text: whole, members };
}

/** The same value at its place in the new text. */
function moved(node: JsonNode, text: string, by: number): JsonNode {
  const start = node.start + by;
  const slice = text.slice(start, start + node.text.length);
  switch (node.kind) {
    case "array":
      return { kind: "array", start, text: slice, items: node.items.map((item) => moved(item, text, by)) };
    case "object": {
      const members = node.members.map((member) => ({
        ...keyMoved(member, text, by),
        value: moved(member.value, text, by),
      }));
      return { kind: "object", start, text: slice, members };
    }
    default:
      return { kind: node.kind, start, text: slice };
  }
}

function keyMoved({ keyText, keyStart }: JsonMember, text: string, by: number): Omit<JsonMember, "value"> {
  const at = keyStart + by;
  const slice = text.slice(at, at + keyText.length);
  return { key: textOf(slice), keyText: slice, keyStart: at };
}
