import { RandomStream, STREAM } from "../numerics/random";
import { shuffled } from "../numerics/shuffled";

/**
 * Which of its `own` draws, evenly spaced, a member brings to each of `count` draws of several members together. `fit`:
 * the place of its fit among those of all. Members of one fit go together draw by draw, since each draw has the same
 * parameters; draws of another fit come in random order, since nothing ties them to those of the first, even where one
 * seed made chains of both that move alike (drawPairs.ts). Each order has the same draws in it, so means are the same.
 */
export function drawOrder(fit: number, own: number, count: number): Int32Array {
  const order =
    fit === 0
      ? Int32Array.from({ length: count }, (_, i) => i)
      : shuffled(count, count, new RandomStream(fit, STREAM.pairs));
  return order.map((draw) => Math.floor((draw * own) / count));
}
