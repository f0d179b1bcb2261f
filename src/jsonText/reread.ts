import { type TextChange } from "./changes";
import { endOf, type JsonArray, type JsonNode, type JsonObject, nodeAt } from "./read";

/**
 * The document after one change: only the innermost object or array that the change lies in is read again, every other
 * value is the one of the reading before, moved to its new place. `before` is used up by that.
 *
 * Undefined, with `before` as it was, where the change is not inside of one that ends as it did: then all of the text
 * must be read. Throws `JsonTextError` where `readJson` would throw it.
 */
export function rereadJson(before: JsonNode, text: string, change: TextChange): JsonNode | undefined {
  const holders = holdersOf(before, change);
  const innermost = holders.at(-1);
  if (innermost === undefined) return undefined;
  const by = change.text.length - (change.end - change.start);
  const { node, end } = nodeAt(text, innermost.start, holders.length - 1);
  if (end !== endOf(innermost) + by) return undefined;
  // From the inside out: each holder is made anew around the one that it has got.
  let inner = node;
  for (const [depth, holder] of [...holders.entries()].reverse().slice(1)) {
    const old = holders[depth + 1];
    const { kind, start } = holder;
    const around = { start, text: text.slice(start, endOf(holder) + by) };
    const fresh = inner;
    const put = (value: JsonNode): JsonNode => {
      if (value === old) return fresh;
      if (value.start >= change.end) move(value, by);
      return value;
    };
    if (kind === "array") inner = { kind, ...around, items: holder.items.map(put) };
    else
      inner = {
        ...{ kind, ...around },
        members: holder.members.map((member) => {
          const value = put(member.value);
          if (member.keyStart >= change.end) member.keyStart += by;
          return value === member.value ? member : { ...member, value };
        }),
      };
  }
  return inner;
}

/** The objects and arrays that the change lies in, without touching their brackets, from the outside in. */
function holdersOf(root: JsonNode, { start, end }: TextChange): (JsonArray | JsonObject)[] {
  const holders: (JsonArray | JsonObject)[] = [];
  const holds = (node: JsonNode): node is JsonArray | JsonObject =>
    (node.kind === "array" || node.kind === "object") && node.start < start && end < endOf(node);
  let inner: JsonNode | undefined = root;
  while (inner !== undefined && holds(inner)) {
    holders.push(inner);
    inner = inner.kind === "array" ? inner.items.find(holds) : inner.members.map(({ value }) => value).find(holds);
  }
  return holders;
}

function move(node: JsonNode, by: number): void {
  if (by === 0) return;
  node.start += by;
  if (node.kind === "array") for (const item of node.items) move(item, by);
  else if (node.kind === "object")
    for (const member of node.members) {
      member.keyStart += by;
      move(member.value, by);
    }
}
