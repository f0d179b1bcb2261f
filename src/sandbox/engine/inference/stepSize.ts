import { type RandomStream } from "../numerics/random";
import { copyPhasePoint, type Hamiltonian, newPhasePoint, type PhasePoint } from "./hamiltonian";

/** Constants of Hoffman & Gelman (2014), section 3.2.1. */
const SHRINKAGE = 0.05;
const EARLY_ITERATIONS = 10;
const DECAY = 0.75;

/** Tunes the step size to a mean acceptance probability by dual averaging (Nesterov 2009; Hoffman & Gelman 2014, algorithm 6). */
export class DualAveraging {
  private centre = 0;
  private error = 0;
  private logAverage = 0;
  private count = 0;
  private logCurrent = 0;

  constructor(private readonly targetAcceptance: number) {}

  /** Starts anew around ten times `stepSize`. */
  restart(stepSize: number): void {
    this.centre = Math.log(10 * stepSize);
    this.logCurrent = Math.log(stepSize);
    this.error = 0;
    this.logAverage = 0;
    this.count = 0;
  }

  update(acceptance: number): void {
    this.count++;
    const weight = 1 / (this.count + EARLY_ITERATIONS);
    this.error = (1 - weight) * this.error + weight * (this.targetAcceptance - acceptance);
    this.logCurrent = this.centre - (this.error * Math.sqrt(this.count)) / SHRINKAGE;
    const averageWeight = Math.pow(this.count, -DECAY);
    this.logAverage = averageWeight * this.logCurrent + (1 - averageWeight) * this.logAverage;
  }

  /** For the next iteration of the warm-up. */
  get current(): number {
    return Math.exp(this.logCurrent);
  }

  /** For after the warm-up. */
  get final(): number {
    return this.count > 0 ? Math.exp(this.logAverage) : this.current;
  }
}

/**
 * A first guess: doubles or halves `stepSize` until the acceptance probability of a single leapfrog step crosses 0.8
 * (Hoffman & Gelman 2014, algorithm 4, with Stan's threshold).
 */
export function findReasonableStepSize(
  hamiltonian: Hamiltonian,
  state: PhasePoint,
  stepSize: number,
  random: RandomStream,
): number {
  const trial = newPhasePoint(state.position.length);
  const energyLoss = (step: number): number => {
    copyPhasePoint(state, trial);
    hamiltonian.refreshMomentum(trial, random);
    const before = hamiltonian.energy(trial);
    hamiltonian.leapfrog(trial, step);
    return before - hamiltonian.energy(trial);
  };
  const threshold = Math.log(0.8);
  const growing = energyLoss(stepSize) > threshold;
  let step = stepSize;
  for (let i = 0; i < 50; i++) {
    if (energyLoss(step) > threshold !== growing) break;
    step = growing ? step * 2 : step / 2;
  }
  return step;
}
