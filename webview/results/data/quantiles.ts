import { type Estimate } from "./estimates";

/** Ends of an equal-tailed interval of `level`, and the middle, as probabilities. */
const probabilitiesOf = (level: number): readonly [number, number, number] => [(1 - level) / 2, 0.5, (1 + level) / 2];

/** Values that are told at some probabilities, as an estimate; null where one that it needs is not told. */
export function toldEstimate(level: number, at: readonly number[], values: readonly number[]): Estimate | null {
  const [lo, p50, hi] = probabilitiesOf(level).map(
    (wanted) => values[at.findIndex((probability) => Math.abs(probability - wanted) < 1e-9)] ?? NaN,
  ) as [number, number, number];
  return [lo, p50, hi].every(Number.isFinite) ? { lo, p50, hi } : null;
}

/** Draws as an estimate: quantiles linear between order statistics (Hyndman & Fan 1996, type 7), as the engine's are. */
export function estimateOfDraws(level: number, draws: readonly number[]): Estimate {
  const sorted = [...draws].sort((a, b) => a - b);
  const quantile = (probability: number): number => {
    const position = (sorted.length - 1) * probability;
    const below = sorted[Math.floor(position)] ?? NaN;
    return below + (position % 1) * ((sorted[Math.ceil(position)] ?? NaN) - below);
  };
  const [lo, p50, hi] = probabilitiesOf(level);
  return { lo: quantile(lo), p50: quantile(p50), hi: quantile(hi) };
}
