/**
 * The characters of the value at a path of object keys, exactly as they stand in a text that JSON.parse accepts;
 * undefined where there is none. Of keys that come twice the last counts, as in JSON.parse.
 */
export function sliceJson(text: string, path: readonly string[]): string | undefined {
  let slice: string | undefined = text.trim();
  for (const key of path) slice = slice === undefined ? undefined : member(slice, key);
  return slice;
}

/** The characters of every item of a list, or of every value of an object, in the order of the text. */
export const jsonItems = (text: string): string[] => [...members(text).values()];

const member = (text: string, wanted: string): string | undefined =>
  text.startsWith("{") ? members(text).get(wanted) : undefined;

/** By key, or by place in a list. */
function members(text: string): Map<string, string> {
  const found = new Map<string, string>();
  const keyed = text.startsWith("{");
  let at = skipSpace(text, 1);
  while (at < text.length && text[at] !== "}" && text[at] !== "]") {
    let key = String(found.size);
    if (keyed) {
      const keyEnd = endOfString(text, at);
      key = JSON.parse(text.slice(at, keyEnd)) as string;
      at = skipSpace(text, skipSpace(text, keyEnd) + 1);
    }
    const end = endOfValue(text, at);
    found.set(key, text.slice(at, end).trimEnd());
    at = skipSpace(text, end);
    if (text[at] === ",") at = skipSpace(text, at + 1);
  }
  return found;
}

function skipSpace(text: string, at: number): number {
  while (text[at] === " " || text[at] === "\n" || text[at] === "\r" || text[at] === "\t") at++;
  return at;
}

function endOfString(text: string, at: number): number {
  for (at++; text[at] !== '"'; at++) if (text[at] === "\\") at++;
  return at + 1;
}

/** The first comma or closing bracket that is not inside the value. */
function endOfValue(text: string, at: number): number {
  let depth = 0;
  while (at < text.length) {
    const char = text[at];
    if (char === '"') {
      at = endOfString(text, at);
      continue;
    }
    if (char === "{" || char === "[") depth++;
    if ((char === "}" || char === "]" || char === ",") && depth === 0) return at;
    if (char === "}" || char === "]") depth--;
    at++;
  }
  return at;
}
