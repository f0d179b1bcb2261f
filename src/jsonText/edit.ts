import { eachItem, eachMember, endOfValue, expectEnd, startOfDocument } from "./scan";

/** Keys and indices from the top of a document to a value. */
export type JsonPath = readonly (string | number)[];

/** UTF-16 offsets, end exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Where the value at `path` stands; undefined when there is none. Of equal keys the last counts. */
export function locate(text: string, path: JsonPath): Span | undefined {
  const start = startOfDocument(text);
  const whole = { start, end: endOfValue(text, start) };
  expectEnd(text, whole.end);
  return path.reduce<Span | undefined>((span, part) => span && childSpan(text, span, part), whole);
}

/** The exact characters of the value at `path`. */
export function slice(text: string, path: JsonPath): string | undefined {
  const span = locate(text, path);
  return span && text.slice(span.start, span.end);
}

/** The text with the value at `path` replaced, every other character kept. Throws when there is no such value. */
export function edit(text: string, path: JsonPath, newText: string): string {
  const span = locate(text, path);
  if (span === undefined) throw new RangeError(`There is no value at ${JSON.stringify(path)}.`);
  expectEnd(newText, endOfValue(newText, startOfDocument(newText)));
  return text.slice(0, span.start) + newText + text.slice(span.end);
}

function childSpan(text: string, parent: Span, part: string | number): Span | undefined {
  let found: Span | undefined;
  const keep = (start: number, wanted: boolean): number => {
    const end = endOfValue(text, start);
    if (wanted) found = { start, end };
    return end;
  };
  if (text[parent.start] === "{" && typeof part === "string") {
    eachMember(text, parent.start, 0, (key, at) => keep(at, JSON.parse(key) === part));
  } else if (text[parent.start] === "[" && typeof part === "number") {
    eachItem(text, parent.start, 0, (index, at) => keep(at, index === part));
  }
  return found;
}
