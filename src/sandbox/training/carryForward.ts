export interface Carried {
  /** Values filled with the last one before them. */
  readonly forward: number;
  /** Values before the first one, filled with it. */
  readonly backward: number;
  /** There was no value at all. */
  readonly empty: boolean;
}

/** Fills the NaN of one stretch of an array, in place. */
export function carryForward(values: Float64Array, from: number, to: number, before = NaN): Carried {
  let last = before;
  let forward = 0;
  let firstKnown = -1;
  for (let i = from; i < to; i++) {
    const value = values[i] ?? NaN;
    if (!Number.isNaN(value)) {
      last = value;
      if (firstKnown < 0) firstKnown = i;
    } else if (!Number.isNaN(last)) {
      values[i] = last;
      if (firstKnown < 0) firstKnown = i;
      forward++;
    }
  }
  if (firstKnown < 0) return { forward: 0, backward: 0, empty: true };
  values.fill(values[firstKnown] ?? NaN, from, firstKnown);
  return { forward, backward: firstKnown - from, empty: false };
}

/** What was filled, as a sentence; undefined when nothing was. */
export function carriedNote(what: string, unit: string, { forward, backward }: Carried): string | undefined {
  const parts = [
    forward > 0
      ? `${countOf(forward, unit)} without a value ${forward === 1 ? "carries" : "carry"} the last one forward`
      : "",
    backward > 0 ? `${countOf(backward, unit)} before the first value ${backward === 1 ? "takes" : "take"} it` : "",
  ].filter((part) => part !== "");
  return parts.length > 0 ? `${what}: ${parts.join(", and ")}.` : undefined;
}

export const countOf = (count: number, unit: string): string => `${String(count)} ${unit}${count === 1 ? "" : "s"}`;
