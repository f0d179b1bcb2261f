/** A field of a node or an edge, set or taken away as the smallest change of the text. */
import { appendItems, appendMembers, removeChildren, type TextChange } from "../jsonText/changes";
import { type JsonPath } from "../jsonText/edit";
import { leastChanges } from "../jsonText/leastChanges";
import { type JsonNode, type JsonObject, readJson, valueAt } from "../jsonText/read";
import { JsonTextError } from "../jsonText/scan";
import { type EditRefusal } from "./graphEdits";

/** Sets a field of an owner that stands in `text`, with what is missing above it; null takes it away. */
export function fieldChange(
  text: string,
  owner: JsonNode,
  path: JsonPath,
  json: string | null,
): readonly TextChange[] | EditRefusal {
  if (json === null) return removeField(owner, path);
  const broken = notJson(json);
  if (broken) return broken;
  const there = valueAt(owner, path);
  if (there) return leastChanges(text, there, readJson(json));
  // The deepest part that is there; what is missing below it is made as objects.
  for (let depth = path.length - 1; depth >= 0; depth--) {
    const holder = valueAt(owner, path.slice(0, depth));
    if (!holder) continue;
    const key = path[depth];
    const value = path
      .slice(depth + 1)
      .reduceRight<string>((inner, part) => `{${JSON.stringify(String(part))}: ${inner}}`, json);
    if (holder.kind === "object" && typeof key === "string") return appendMembers(text, holder, [{ key, value }]);
    if (holder.kind === "array" && key === holder.items.length) return appendItems(text, holder, [value]);
    return { refused: "gone" };
  }
  return { refused: "gone" };
}

function removeField(owner: JsonNode, path: JsonPath): readonly TextChange[] | EditRefusal {
  const holder = valueAt(owner, path.slice(0, -1));
  const last = path.at(-1);
  if (holder?.kind === "array" && typeof last === "number" && last < holder.items.length)
    return removeChildren(holder, new Set([last]));
  if (holder?.kind !== "object") return [];
  // All of that name: taking the last away alone would bring an earlier one back.
  const places = membersNamed(holder, last);
  return places.size === 0 ? [] : removeChildren(holder, places);
}

const membersNamed = ({ members }: JsonObject, key: string | number | undefined): Set<number> =>
  new Set(members.flatMap((entry, index) => (entry.key === key ? [index] : [])));

export function notJson(text: string): EditRefusal | undefined {
  try {
    readJson(text);
    return undefined;
  } catch (error) {
    if (error instanceof JsonTextError) return { refused: "notJson", error };
    throw error;
  }
}
