import { eachItem, eachMember, endOfValue, expectEnd, startOfDocument } from "./scan";

/** The document with a line for each value. Keys and values keep every character; only white space differs. */
export function laidOut(text: string): string {
  const parts: string[] = [];
  expectEnd(text, layOut(text, startOfDocument(text), 0, parts));
  return parts.join("");
}

function layOut(text: string, at: number, depth: number, parts: string[]): number {
  const inner = `\n${"  ".repeat(depth + 1)}`;
  let count = 0;
  const next = (valueAt: number): number => layOut(text, valueAt, depth + 1, parts);
  const begin = (bracket: string): number => parts.push(count++ === 0 ? bracket : ",", inner);
  const close = (brackets: string): number =>
    parts.push(count === 0 ? brackets : `\n${"  ".repeat(depth)}${brackets.slice(1)}`);
  if (text[at] === "{") {
    const end = eachMember(text, at, depth, (key, valueAt) => {
      begin("{");
      parts.push(key, ": ");
      return next(valueAt);
    });
    close("{}");
    return end;
  }
  if (text[at] === "[") {
    const end = eachItem(text, at, depth, (_index, valueAt) => {
      begin("[");
      return next(valueAt);
    });
    close("[]");
    return end;
  }
  const end = endOfValue(text, at, depth);
  parts.push(text.slice(at, end));
  return end;
}
