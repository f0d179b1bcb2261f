/** Deep enough for any graph, and far from what makes a reader of it run out of stack. */
export const DEEPEST = 100;
/** A graph at its limits has fewer; twenty times as many would fill the memory. */
export const MOST_VALUES = 2_000_000;

export type Excess = "deep" | "many";

/** Whether a JSON text is nested deeper, or has more values, than may be built; found without building anything. */
export function excessOf(json: string): Excess | undefined {
  let depth = 0;
  let values = 1;
  for (let at = 0; at < json.length; at++) {
    const code = json.charCodeAt(at);
    if (code === 0x22) at = endOfText(json, at);
    else if (code === 0x5b || code === 0x7b) {
      if (++depth > DEEPEST) return "deep";
      values++;
    } else if (code === 0x5d || code === 0x7d) depth--;
    else if (code === 0x2c) values++;
    if (values > MOST_VALUES) return "many";
  }
  return undefined;
}

function endOfText(json: string, start: number): number {
  let at = start;
  do at = json.indexOf('"', at + 1);
  while (at > 0 && isEscaped(json, at));
  return at < 0 ? json.length : at;
}

function isEscaped(json: string, at: number): boolean {
  let slashes = 0;
  while (json.charCodeAt(at - 1 - slashes) === 0x5c) slashes++;
  return slashes % 2 === 1;
}
