/** Makes one value another where it stands, so that what both hold keeps its characters and its lines. */
import { appendItems, appendMembers, removeChildren, replaceValue, type TextChange } from "./changes";
import { type JsonArray, type JsonNode, type JsonObject } from "./read";

/** Changes of the text that `before` stands in; of `after` only what it says counts, not how it is laid out. */
export function leastChanges(text: string, before: JsonNode, after: JsonNode): readonly TextChange[] {
  if (before.text === after.text) return [];
  const within =
    before.kind === "object" && after.kind === "object"
      ? memberChanges(text, before, after)
      : before.kind === "array" && after.kind === "array"
        ? itemChanges(text, before, after)
        : undefined;
  return within ?? [replaceValue(before, after.text)];
}

function itemChanges(text: string, before: JsonArray, after: JsonArray): readonly TextChange[] {
  const changes = before.items.flatMap((item, at) => {
    const now = after.items[at];
    return now ? leastChanges(text, item, now) : [];
  });
  const added = after.items.slice(before.items.length).map((item) => item.text);
  const gone = new Set([...before.items.keys()].slice(after.items.length));
  return [...changes, ...appendItems(text, before, added), ...removeChildren(before, gone)];
}

/** Undefined where the members would have to change their places, or a key is there twice. */
function memberChanges(text: string, before: JsonObject, after: JsonObject): readonly TextChange[] | undefined {
  const [old, now] = [byKey(before), byKey(after)];
  if (old.size < before.members.length || now.size < after.members.length) return undefined;
  const kept = before.members.filter(({ key }) => now.has(key));
  if (kept.some(({ key }, at) => after.members[at]?.key !== key)) return undefined;
  const added = after.members.slice(kept.length).map(({ key, value }) => ({ key, value: value.text }));
  const gone = new Set(before.members.flatMap(({ key }, at) => (now.has(key) ? [] : [at])));
  // What is added stands behind the last one, which may be what goes.
  if (added.length > 0 && gone.size > 0) return undefined;
  const changes = kept.flatMap(({ key, value }) => leastChanges(text, value, now.get(key) ?? value));
  return [...changes, ...appendMembers(text, before, added), ...removeChildren(before, gone)];
}

const byKey = ({ members }: JsonObject): ReadonlyMap<string, JsonNode> =>
  new Map(members.map(({ key, value }) => [key, value]));
