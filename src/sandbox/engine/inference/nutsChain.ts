import { type RandomStream } from "../numerics/random";
import { Hamiltonian, newPhasePoint, type PhasePoint } from "./hamiltonian";
import { allFinite, type Checkpoint, type LogDensity } from "./logDensity";
import { MetricAdaptation } from "./metricAdaptation";
import { NutsTransition } from "./nutsTransition";
import { DualAveraging, findReasonableStepSize } from "./stepSize";

export interface NutsChainOptions {
  readonly start: Float64Array;
  readonly warmup: number;
  /** Diagonal of the inverse metric to begin with: variances. Ones when absent. */
  readonly inverseMetric?: Float64Array;
  /** Learn the metric during the warm-up; otherwise only the step size is tuned. */
  readonly adaptMetric: boolean;
  /** Mean acceptance probability that the step size is tuned to. */
  readonly targetAcceptance?: number;
}

/**
 * One chain of the No-U-Turn sampler that can be prolonged at will: the draws do not depend on how the run is cut into blocks.
 * @throws RangeError when the density is not finite at the start
 */
export class NutsChain {
  /** After the warm-up. */
  divergences = 0;
  private readonly state: PhasePoint;
  private readonly hamiltonian: Hamiltonian;
  private readonly transition: NutsTransition;
  private readonly stepSizeAdaptation: DualAveraging;
  private readonly metricAdaptation: MetricAdaptation | undefined;
  private readonly warmup: number;
  private stepSize: number;
  private iteration = 0;

  constructor(
    density: LogDensity,
    options: NutsChainOptions,
    private readonly random: RandomStream,
  ) {
    const n = density.dim;
    this.warmup = options.warmup;
    this.state = newPhasePoint(n);
    this.state.position.set(options.start);
    this.state.logDensity = density.logDensity(this.state.position, this.state.gradient);
    if (!Number.isFinite(this.state.logDensity) || !allFinite(this.state.gradient)) {
      throw new RangeError("the log density is not finite at the start of a chain");
    }
    const inverseMetric = options.inverseMetric
      ? Float64Array.from(options.inverseMetric)
      : new Float64Array(n).fill(1);
    this.hamiltonian = new Hamiltonian(density, inverseMetric);
    this.transition = new NutsTransition(this.hamiltonian, n);
    this.stepSizeAdaptation = new DualAveraging(options.targetAcceptance ?? 0.8);
    if (options.adaptMetric) this.metricAdaptation = new MetricAdaptation(n, options.warmup);
    this.stepSize = findReasonableStepSize(this.hamiltonian, this.state, 0.1, random);
    this.stepSizeAdaptation.restart(this.stepSize);
  }

  get leapfrogs(): number {
    return this.hamiltonian.leapfrogs;
  }

  /** Runs `iterations` more; returns those after the warm-up, row-major. */
  advance(iterations: number, onIteration?: Checkpoint<number>): Float64Array {
    const n = this.state.position.length;
    const end = this.iteration + iterations;
    const kept = Math.max(0, end - Math.max(this.iteration, this.warmup));
    const draws = new Float64Array(kept * n);
    let row = 0;
    for (; this.iteration < end; this.iteration++) {
      const { acceptance, diverged } = this.transition.step(this.state, this.stepSize, this.random);
      if (this.iteration < this.warmup) this.adapt(acceptance);
      else {
        if (diverged) this.divergences++;
        draws.set(this.state.position, row++ * n);
      }
      onIteration?.(this.iteration + 1);
    }
    return draws;
  }

  private adapt(acceptance: number): void {
    const { stepSizeAdaptation, state, hamiltonian } = this;
    stepSizeAdaptation.update(acceptance);
    this.stepSize = stepSizeAdaptation.current;
    if (this.metricAdaptation?.update(this.iteration, state.position, hamiltonian.inverseMetric)) {
      this.stepSize = findReasonableStepSize(hamiltonian, state, this.stepSize, this.random);
      stepSizeAdaptation.restart(this.stepSize);
    }
    if (this.iteration === this.warmup - 1) this.stepSize = stepSizeAdaptation.final;
  }
}
