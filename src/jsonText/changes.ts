/** Smallest changes of JSON text, written as the text around them is written; every other character stays. */
import { laidOut } from "./layout";
import { endOf, type JsonArray, type JsonMember, type JsonNode, type JsonObject } from "./read";

/** Puts `text` in the place of the characters from `start` to `end`; UTF-16 offsets, end exclusive. */
export interface TextChange {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The text after all changes, whose places are those of the text before. They must not overlap. */
export function changedText(text: string, changes: readonly TextChange[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const { start, end, text: replacement } of [...changes].sort((a, b) => a.start - b.start)) {
    if (start < at || end < start || end > text.length)
      throw new RangeError(`A change from ${start} to ${end} overlaps.`);
    parts.push(text.slice(at, start), replacement);
    at = end;
  }
  return parts.join("") + text.slice(at);
}

export const replaceValue = (node: JsonNode, text: string): TextChange => ({
  start: node.start,
  end: endOf(node),
  text,
});

export const replaceKey = ({ keyStart, keyText }: JsonMember, key: string): TextChange => ({
  start: keyStart,
  end: keyStart + keyText.length,
  text: JSON.stringify(key),
});

/** Takes items out of an array, or members out of an object, with the commas and the space that belong to them. */
export function removeChildren(container: JsonArray | JsonObject, gone: ReadonlySet<number>): TextChange[] {
  const spans = childSpans(container);
  const changes: TextChange[] = [];
  for (let first = 0; first < spans.length; first++) {
    if (!gone.has(first)) continue;
    let last = first;
    while (gone.has(last + 1)) last++;
    const before = spans[first - 1];
    const after = spans[last + 1];
    if (before !== undefined) changes.push({ start: before.end, end: spans[last]?.end ?? before.end, text: "" });
    else if (after !== undefined) changes.push({ start: spans[0]?.start ?? 0, end: after.start, text: "" });
    else changes.push({ start: container.start + 1, end: endOf(container) - 1, text: "" });
    first = last;
  }
  return changes;
}

/** Puts items behind the last one of an array. */
export function appendItems(text: string, array: JsonArray, items: readonly string[]): TextChange[] {
  const like = array.items.at(-1)?.text;
  return append(text, array, (indent) => items.map((item) => shaped(text, item, like, indent)));
}

/** Puts members behind the last one of an object; the keys must not be there yet. */
export function appendMembers(
  text: string,
  object: JsonObject,
  members: readonly { readonly key: string; readonly value: string }[],
): TextChange[] {
  const last = object.members.at(-1);
  const colon = last
    ? text.slice(last.keyStart + last.keyText.length, last.value.start)
    : text.includes('": ')
      ? ": "
      : ":";
  return append(text, object, (indent) =>
    members.map(({ key, value }) => JSON.stringify(key) + colon + shaped(text, value, last?.value.text, indent)),
  );
}

interface Span {
  readonly start: number;
  readonly end: number;
}

function childSpans(container: JsonArray | JsonObject): Span[] {
  return container.kind === "array"
    ? container.items.map((item) => ({ start: item.start, end: endOf(item) }))
    : container.members.map(({ keyStart, value }) => ({ start: keyStart, end: endOf(value) }));
}

function append(
  text: string,
  container: JsonArray | JsonObject,
  written: (indent: string) => readonly string[],
): TextChange[] {
  const spans = childSpans(container);
  const last = spans.at(-1);
  if (last !== undefined) {
    const before = spans.at(-2);
    const lead = text.slice(container.start + 1, last.start);
    const separator = before ? text.slice(before.end, last.start) : `,${lead || (text.includes(", ") ? " " : "")}`;
    const children = written(indentAt(text, last.start));
    return children.length === 0
      ? []
      : [{ start: last.end, end: last.end, text: children.map((child) => separator + child).join("") }];
  }
  const outer = indentAt(text, container.start);
  const unit = indentUnit(text);
  const lines = unit !== undefined;
  const inner = outer + (unit ?? "");
  const children = written(inner);
  if (children.length === 0) return [];
  const line = endOfLine(text);
  const body = lines ? `${line}${inner}${children.join(`,${line}${inner}`)}${line}${outer}` : children.join(", ");
  return [{ start: container.start + 1, end: endOf(container) - 1, text: body }];
}

/** A new value on one line or on many, as its neighbour is; without one, on one line. */
function shaped(text: string, value: string, like: string | undefined, indent: string): string {
  if (!like?.includes("\n") || value.includes("\n")) return value;
  const unit = indentUnit(text) ?? "  ";
  return laidOut(value)
    .split("\n")
    .map((line, index) => {
      const depth = (line.length - line.trimStart().length) / 2;
      return index === 0 ? line : indent + unit.repeat(depth) + line.trimStart();
    })
    .join(endOfLine(text));
}

/** The space at the start of the line of a place. */
function indentAt(text: string, at: number): string {
  const start = text.lastIndexOf("\n", at - 1) + 1;
  return /^[ \t]*/.exec(text.slice(start, at))?.[0] ?? "";
}

/** What one level is indented by; undefined for a text on one line. */
const indentUnit = (text: string): string | undefined => /\n([ \t]+)/.exec(text.slice(0, 10_000))?.[1];

const endOfLine = (text: string): string => (text.slice(0, 10_000).includes("\r\n") ? "\r\n" : "\n");
