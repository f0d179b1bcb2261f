import { dot } from "../numerics/linearAlgebra";
import { type Checkpoint, type LogDensity } from "./logDensity";

export interface Maximum {
  readonly position: Float64Array;
  readonly value: number;
  readonly iterations: number;
  readonly converged: boolean;
}

export interface LbfgsOptions {
  readonly maxIterations?: number;
  /** Largest gradient component at which the search stops, relative to max(1, |value| / 1000). */
  readonly gradientTolerance?: number;
  readonly onIteration?: Checkpoint<{ readonly iteration: number; readonly value: number }>;
}

const MEMORY = 10;
const SUFFICIENT_INCREASE = 1e-4;
const MAX_HALVINGS = 40;

/** The last MEMORY pairs of steps and gradient changes, in a ring that is allocated once. */
class CurvatureMemory {
  private readonly steps: Float64Array[];
  private readonly changes: Float64Array[];
  private readonly inverseProducts = new Float64Array(MEMORY);
  private readonly projections = new Float64Array(MEMORY);
  private count = 0;
  private newest = -1;

  constructor(dimension: number) {
    this.steps = Array.from({ length: MEMORY }, () => new Float64Array(dimension));
    this.changes = Array.from({ length: MEMORY }, () => new Float64Array(dimension));
  }

  get isEmpty(): boolean {
    return this.count === 0;
  }

  clear(): void {
    this.count = 0;
  }

  /** Remembers a step of the maximiser unless the function curves the wrong way along it. */
  remember(from: Float64Array, to: Float64Array, gradientFrom: Float64Array, gradientTo: Float64Array): void {
    const slot = (this.newest + 1) % MEMORY;
    const step = this.steps[slot];
    const change = this.changes[slot];
    for (let i = 0; i < step.length; i++) {
      step[i] = to[i] - from[i];
      change[i] = gradientFrom[i] - gradientTo[i];
    }
    const product = dot(step, change);
    if (!(product > 1e-10 * dot(change, change))) {
      // The slot may hold the oldest pair, which is now overwritten.
      this.count = Math.min(this.count, MEMORY - 1);
      return;
    }
    this.inverseProducts[slot] = 1 / product;
    this.newest = slot;
    this.count = Math.min(this.count + 1, MEMORY);
  }

  /** Writes a direction that goes up into `direction` and returns its slope. */
  ascentDirection(gradient: Float64Array, direction: Float64Array): number {
    direction.set(gradient);
    this.precondition(direction);
    const slope = dot(direction, gradient);
    if (slope > 0) return slope;
    this.clear();
    direction.set(gradient);
    this.precondition(direction);
    return dot(direction, gradient);
  }

  /** Multiplies by the inverse curvature: the two-loop recursion (Nocedal & Wright, Numerical Optimization, 7.4). */
  private precondition(direction: Float64Array): void {
    const n = direction.length;
    for (let age = 0; age < this.count; age++) {
      const slot = (this.newest - age + MEMORY) % MEMORY;
      const projection = this.inverseProducts[slot] * dot(this.steps[slot], direction);
      this.projections[slot] = projection;
      const change = this.changes[slot];
      for (let i = 0; i < n; i++) direction[i] -= projection * change[i];
    }
    const scale = this.initialScale(direction);
    for (let i = 0; i < n; i++) direction[i] *= scale;
    for (let age = this.count - 1; age >= 0; age--) {
      const slot = (this.newest - age + MEMORY) % MEMORY;
      const step = this.steps[slot];
      const correction = this.projections[slot] - this.inverseProducts[slot] * dot(this.changes[slot], direction);
      for (let i = 0; i < n; i++) direction[i] += correction * step[i];
    }
  }

  private initialScale(direction: Float64Array): number {
    if (this.isEmpty) return Math.min(1, 1 / Math.sqrt(dot(direction, direction)));
    const change = this.changes[this.newest];
    return 1 / (this.inverseProducts[this.newest] * dot(change, change));
  }
}

/**
 * Maximises a log density by L-BFGS (Liu & Nocedal 1989) with a backtracking line search.
 * @throws RangeError when the density is not finite at the start
 */
export function maximise(density: LogDensity, start: Float64Array, options: LbfgsOptions = {}): Maximum {
  const n = density.dim;
  const { maxIterations = 1000, gradientTolerance = 1e-5 } = options;
  const memory = new CurvatureMemory(n);
  const direction = new Float64Array(n);
  let position = Float64Array.from(start);
  let gradient = new Float64Array(n);
  let nextPosition = new Float64Array(n);
  let nextGradient = new Float64Array(n);
  let value = density.logDensity(position, gradient);
  if (!Number.isFinite(value)) throw new RangeError("the log density is not finite at the starting point");

  /** Leaves the next point in nextPosition and nextGradient; undefined when no step goes up. */
  function searchLine(slope: number): number | undefined {
    for (let halving = 0, step = 1; halving < MAX_HALVINGS; halving++, step /= 2) {
      for (let i = 0; i < n; i++) nextPosition[i] = position[i] + step * direction[i];
      const candidate = density.logDensity(nextPosition, nextGradient);
      if (Number.isFinite(candidate) && candidate >= value + SUFFICIENT_INCREASE * step * slope) return candidate;
    }
    return undefined;
  }

  let iteration = 0;
  let converged = false;
  for (; iteration < maxIterations && !converged; iteration++) {
    converged = largestSize(gradient) < gradientTolerance * Math.max(1, Math.abs(value) * 1e-3);
    if (converged) break;
    const nextValue = searchLine(memory.ascentDirection(gradient, direction));
    if (nextValue === undefined) {
      if (memory.isEmpty) break;
      memory.clear();
      continue;
    }
    memory.remember(position, nextPosition, gradient, nextGradient);
    converged = Math.abs(nextValue - value) < 1e-9 * (Math.abs(nextValue) + 1);
    [position, nextPosition] = [nextPosition, position];
    [gradient, nextGradient] = [nextGradient, gradient];
    value = nextValue;
    options.onIteration?.({ iteration, value });
  }
  return { position, value, iterations: iteration, converged };
}

function largestSize(values: Float64Array): number {
  let largest = 0;
  for (let i = 0; i < values.length; i++) largest = Math.max(largest, Math.abs(values[i]));
  return largest;
}
