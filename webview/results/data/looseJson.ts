/**
 * A server's answer as a value. Servers in Python write NaN and Infinity where JSON has no word: those become null.
 * Undefined when the text is no JSON even so.
 */
export function looseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    try {
      return JSON.parse(text.replace(stringOrWord, (found) => (found.startsWith('"') ? found : "null"))) as unknown;
    } catch {
      return undefined;
    }
  }
}

/** Strings are matched so that words inside them are left alone. */
const stringOrWord = /"(?:[^"\\]|\\.)*"|-?\b(?:NaN|Infinity)\b/g;
