import { type Checkpoint, type LogDensity } from "./logDensity";
import { maximise, type Maximum } from "./lbfgs";

/**
 * The highest of the modes found by L-BFGS from several starts; starts with a density that is not finite are passed over.
 * @throws Error when no start is usable
 */
export function findPosteriorMode(
  density: LogDensity,
  starts: readonly Float64Array[],
  onIteration?: Checkpoint<{ readonly start: number; readonly iteration: number; readonly value: number }>,
): Maximum {
  let best: Maximum | undefined;
  starts.forEach((start, index) => {
    if (!Number.isFinite(density.logDensity(start, new Float64Array(density.dim)))) return;
    const found = maximise(density, start, {
      onIteration: ({ iteration, value }) => onIteration?.({ start: index, iteration, value }),
    });
    if (!best || found.value > best.value) best = found;
  });
  if (!best) {
    throw new Error(
      "The model has no finite density at any starting point: check the data for extreme values and the priors of the graph.",
    );
  }
  return best;
}
