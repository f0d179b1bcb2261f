import { RandomStream, STREAM } from "../numerics/random";
import { shuffled } from "../numerics/shuffled";

/**
 * How draws of two results belong together. "draw": both come from one fit, so each pair has the same parameters.
 * "independent": they come from two fits, so any draw of one belongs to any of the other.
 */
export type Pairing = "draw" | "independent";

export interface DrawPairs {
  readonly pairing: Pairing;
  /** The draw of each result in each pair; as long as the larger number of draws. */
  readonly first: Int32Array;
  readonly second: Int32Array;
}

/**
 * Draws of one fit are paired by their number; both results must have equally many. Draws of two fits are paired at
 * random: two fits with one seed and much the same data make chains that move alike, so that draws of the same number
 * would hang together and the intervals of their differences be too narrow. Of the smaller result, draws come again
 * until there is one for each draw of the larger. The same numbers of draws give the same pairs.
 */
export function drawPairs(pairing: Pairing, firstCount: number, secondCount: number): DrawPairs {
  const count = Math.max(firstCount, secondCount);
  if (pairing === "draw") {
    if (firstCount !== secondCount) throw new Error("draws of one fit are paired one by one");
    const same = Int32Array.from({ length: count }, (_, i) => i);
    return { pairing, first: same, second: same };
  }
  const random = new RandomStream(count, STREAM.pairs);
  return { pairing, first: shuffled(firstCount, count, random), second: shuffled(secondCount, count, random) };
}
