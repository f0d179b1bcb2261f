import { type RandomStream } from "../numerics/random";
import { type LogDensity } from "./logDensity";

/** A point of a Hamiltonian trajectory. The arrays are overwritten in place. */
export interface PhasePoint {
  readonly position: Float64Array;
  readonly momentum: Float64Array;
  /** Of the log density at `position`. */
  readonly gradient: Float64Array;
  logDensity: number;
}

export function newPhasePoint(dimension: number): PhasePoint {
  return {
    position: new Float64Array(dimension),
    momentum: new Float64Array(dimension),
    gradient: new Float64Array(dimension),
    logDensity: -Infinity,
  };
}

export function copyPhasePoint(from: PhasePoint, to: PhasePoint): void {
  to.position.set(from.position);
  to.momentum.set(from.momentum);
  to.gradient.set(from.gradient);
  to.logDensity = from.logDensity;
}

/** Energy -log density + p' M^-1 p / 2 with a diagonal inverse metric M^-1 (Neal 2011, "MCMC using Hamiltonian dynamics"). */
export class Hamiltonian {
  leapfrogs = 0;

  /** @param inverseMetric diagonal of M^-1: the variances of the positions; may be changed between trajectories */
  constructor(
    private readonly density: LogDensity,
    readonly inverseMetric: Float64Array,
  ) {}

  /** Draws the momentum from N(0, M). */
  refreshMomentum(point: PhasePoint, random: RandomStream): void {
    const { momentum } = point;
    for (let i = 0; i < momentum.length; i++) momentum[i] = random.normal() / Math.sqrt(this.inverseMetric[i]);
  }

  /** Infinity where the density is not finite. */
  energy(point: PhasePoint): number {
    const { momentum } = point;
    let kinetic = 0;
    for (let i = 0; i < momentum.length; i++) kinetic += this.inverseMetric[i] * momentum[i] * momentum[i];
    const energy = 0.5 * kinetic - point.logDensity;
    return Number.isFinite(energy) ? energy : Infinity;
  }

  /** One leapfrog step, backwards in time when `step` is negative. */
  leapfrog(point: PhasePoint, step: number): void {
    const { position, momentum, gradient } = point;
    const { inverseMetric } = this;
    for (let i = 0; i < position.length; i++) {
      momentum[i] += 0.5 * step * gradient[i];
      position[i] += step * inverseMetric[i] * momentum[i];
    }
    point.logDensity = this.density.logDensity(position, gradient);
    this.leapfrogs++;
    for (let i = 0; i < position.length; i++) momentum[i] += 0.5 * step * gradient[i];
  }
}
