import { type RandomStream } from "./random";

/** `count` numbers below `below`, each about equally often, in random order (Fisher & Yates). */
export function shuffled(below: number, count: number, random: RandomStream): Int32Array {
  const out = Int32Array.from({ length: count }, (_, i) => i % below);
  for (let i = count - 1; i > 0; i--) {
    const j = random.integer(i + 1);
    const kept = out[i];
    out[i] = out[j];
    out[j] = kept;
  }
  return out;
}
