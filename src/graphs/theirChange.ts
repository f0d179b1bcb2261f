import { type TextChange } from "../jsonText/changes";

/** The one place where two texts differ, as what makes the second out of the first; undefined where they are the same. */
export function differenceOf(before: string, after: string): TextChange | undefined {
  if (before === after) return undefined;
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let same = 0;
  while (same < shorter - start && before[before.length - 1 - same] === after[after.length - 1 - same]) same++;
  return { start, end: before.length - same, text: after.slice(start, after.length - same) };
}

/**
 * What others have made of a text that was changed here too, as a change of the text here. Undefined where both have
 * changed the same place, or places that touch: neither may go over the other.
 */
export function theirChange(base: string, mine: string, theirs: string): TextChange | undefined {
  const [own, other] = [differenceOf(base, mine), differenceOf(base, theirs)];
  if (other === undefined || own === undefined) return other;
  if (other.end < own.start) return other;
  if (own.end >= other.start) return undefined;
  const moved = own.text.length - (own.end - own.start);
  return { start: other.start + moved, end: other.end + moved, text: other.text };
}
