/** Nesting beyond this is refused, so that hostile text cannot exhaust the stack. */
export const deepest = 1_000;

/** What is wrong, in the words of logs; what users read says it in their language. */
const faults = {
  bareControl: "A string holds a bare control character",
  openString: "A string is not closed",
  noValue: "A value was expected",
  noKey: "A key in quotes was expected",
  noColon: "A colon was expected",
  openObject: "A comma or the end of the object was expected",
  openArray: "A comma or the end of the array was expected",
  moreText: "The document goes on after its value",
  badEscape: "An escape is not complete",
  tooDeep: `Nested deeper than ${String(deepest)} levels`,
} as const;

export type JsonFault = keyof typeof faults;

/** The text is not JSON, even with the tolerance of this scanner. `offset` counts UTF-16 units. */
export class JsonTextError extends Error {
  constructor(
    readonly fault: JsonFault,
    readonly offset: number,
  ) {
    super(`${faults[fault]} at character ${String(offset)}`);
    this.name = "JsonTextError";
  }
}

const quote = 34;
const backslash = 92;
const words = ["true", "false", "null", "NaN", "Infinity", "-Infinity"] as const;
const numberForm = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
const escapeForm = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;

export type Word = (typeof words)[number];

/** The first offset at or after `at` that is not white space. */
export function skipSpace(text: string, at: number): number {
  let next = at;
  for (;;) {
    const code = text.charCodeAt(next);
    if (code !== 32 && code !== 10 && code !== 13 && code !== 9) return next;
    next++;
  }
}

/** The offset after the string that starts at `at`. */
export function endOfString(text: string, at: number): number {
  let next = at + 1;
  while (next < text.length) {
    const code = text.charCodeAt(next);
    if (code === quote) return next + 1;
    if (code === backslash) next = endOfEscape(text, next);
    else if (code < 32) throw new JsonTextError("bareControl", next);
    else next++;
  }
  throw new JsonTextError("openString", at);
}

/** The offset after the number that starts at `at`. */
export function endOfNumber(text: string, at: number): number {
  numberForm.lastIndex = at;
  if (!numberForm.test(text)) throw new JsonTextError("noValue", at);
  return numberForm.lastIndex;
}

/** The bare word at `at`, or undefined. NaN and the infinities count, since Python servers write them. */
export function wordAt(text: string, at: number): Word | undefined {
  return words.find((word) => text.startsWith(word, at));
}

/** The offset after the value that starts at `at`, whatever it is. */
export function endOfValue(text: string, at: number, depth = 0): number {
  switch (text.charAt(at)) {
    case '"':
      return endOfString(text, at);
    case "{":
      return eachMember(text, at, depth, (_key, valueAt) => endOfValue(text, valueAt, depth + 1));
    case "[":
      return eachItem(text, at, depth, (_index, valueAt) => endOfValue(text, valueAt, depth + 1));
    default:
      return at + (wordAt(text, at)?.length ?? endOfNumber(text, at) - at);
  }
}

/** Walks the members of the object at `at`; `visit` gets the key as written, with its place, and answers where its value ends. */
export function eachMember(
  text: string,
  at: number,
  depth: number,
  visit: (key: string, valueAt: number, keyAt: number) => number,
): number {
  checkDepth(at, depth);
  let next = skipSpace(text, at + 1);
  if (text[next] === "}") return next + 1;
  for (;;) {
    if (text[next] !== '"') throw new JsonTextError("noKey", next);
    const keyEnd = endOfString(text, next);
    const colon = skipSpace(text, keyEnd);
    if (text[colon] !== ":") throw new JsonTextError("noColon", colon);
    const key = text.slice(next, keyEnd);
    const after = skipSpace(text, visit(key, skipSpace(text, colon + 1), next));
    if (text[after] === "}") return after + 1;
    if (text[after] !== ",") throw new JsonTextError("openObject", after);
    next = skipSpace(text, after + 1);
  }
}

/** Walks the items of the array at `at`; `visit` answers where the item ends. */
export function eachItem(
  text: string,
  at: number,
  depth: number,
  visit: (index: number, valueAt: number) => number,
): number {
  checkDepth(at, depth);
  let next = skipSpace(text, at + 1);
  if (text[next] === "]") return next + 1;
  for (let index = 0; ; index++) {
    const after = skipSpace(text, visit(index, next));
    if (text[after] === "]") return after + 1;
    if (text[after] !== ",") throw new JsonTextError("openArray", after);
    next = skipSpace(text, after + 1);
  }
}

/** The offset where the document's one value starts; a byte order mark before it is passed over. */
export function startOfDocument(text: string): number {
  return skipSpace(text, text.charCodeAt(0) === 0xfeff ? 1 : 0);
}

/** Throws unless nothing but white space follows. */
export function expectEnd(text: string, at: number): void {
  const next = skipSpace(text, at);
  if (next < text.length) throw new JsonTextError("moreText", next);
}

function endOfEscape(text: string, at: number): number {
  escapeForm.lastIndex = at;
  if (!escapeForm.test(text)) throw new JsonTextError("badEscape", at);
  return escapeForm.lastIndex;
}

function checkDepth(at: number, depth: number): void {
  if (depth >= deepest) throw new JsonTextError("tooDeep", at);
}
