import { type RandomStream } from "../numerics/random";
import { logAddExp } from "../numerics/specialFunctions";
import { copyPhasePoint, type Hamiltonian, newPhasePoint, type PhasePoint } from "./hamiltonian";

/** What a transition tells about itself. */
export interface TransitionInfo {
  /** Mean Metropolis acceptance probability over the trajectory; the signal for the step size. */
  acceptance: number;
  diverged: boolean;
  depth: number;
}

/** A stretch of a trajectory; "first" and "last" in the order of building. */
interface Stretch {
  /** False after a U-turn or a divergence inside it. */
  valid: boolean;
  /** log sum exp(initial energy - energy). */
  logWeight: number;
  /** Its representative, drawn by weight. */
  position: Float64Array;
  gradient: Float64Array;
  logDensity: number;
  momentumSum: Float64Array;
  firstMomentum: Float64Array;
  lastMomentum: Float64Array;
}

const MAX_DEPTH = 10;
const MAX_ENERGY_ERROR = 1000;

/**
 * The No-U-Turn sampler's transition (Hoffman & Gelman 2014) with multinomial weights and the generalised criterion over
 * momentum sums, checked across the seams of merged stretches too (Betancourt 2017, "A conceptual introduction to Hamiltonian
 * Monte Carlo", appendix A). Works in buffers that are allocated once.
 */
export class NutsTransition {
  private readonly info: TransitionInfo = { acceptance: 0, diverged: false, depth: 0 };
  /** One per depth: what is added at that depth, or the second half of a stretch one deeper. */
  private readonly stretches: readonly Stretch[];
  private readonly whole: Stretch;
  private readonly forwardEnd: PhasePoint;
  private readonly backwardEnd: PhasePoint;
  private readonly seamSum: Float64Array;
  private initialEnergy = 0;
  private acceptanceSum = 0;
  private evaluations = 0;

  constructor(
    private readonly hamiltonian: Hamiltonian,
    dimension: number,
  ) {
    this.stretches = Array.from({ length: MAX_DEPTH }, () => newStretch(dimension));
    this.whole = newStretch(dimension);
    this.forwardEnd = newPhasePoint(dimension);
    this.backwardEnd = newPhasePoint(dimension);
    this.seamSum = new Float64Array(dimension);
  }

  /** Moves `state` by one transition. The answer is overwritten by the next call. */
  step(state: PhasePoint, stepSize: number, random: RandomStream): Readonly<TransitionInfo> {
    this.begin(state, random);
    const { whole, info } = this;
    for (let depth = 0; depth < MAX_DEPTH; depth++) {
      const forwards = random.uniform() > 0.5;
      const added = this.stretches[depth];
      this.extend(depth, forwards ? this.forwardEnd : this.backwardEnd, forwards ? stepSize : -stepSize, added, random);
      if (!added.valid) break;
      info.depth = depth + 1;
      if (Math.log(random.uniform()) < added.logWeight - whole.logWeight) {
        state.position.set(added.position);
        state.gradient.set(added.gradient);
        state.logDensity = added.logDensity;
      }
      if (!this.absorb(added, forwards)) break;
    }
    info.acceptance = this.evaluations > 0 ? this.acceptanceSum / this.evaluations : 0;
    return info;
  }

  private begin(state: PhasePoint, random: RandomStream): void {
    const { whole, info } = this;
    this.hamiltonian.refreshMomentum(state, random);
    this.initialEnergy = this.hamiltonian.energy(state);
    copyPhasePoint(state, this.forwardEnd);
    copyPhasePoint(state, this.backwardEnd);
    whole.momentumSum.set(state.momentum);
    whole.firstMomentum.set(state.momentum);
    whole.lastMomentum.set(state.momentum);
    whole.logWeight = 0;
    info.diverged = false;
    info.depth = 0;
    this.acceptanceSum = 0;
    this.evaluations = 0;
  }

  /** Builds the 2^depth points beyond `end` into `out`. Stops early at a divergence or a U-turn. */
  private extend(depth: number, end: PhasePoint, step: number, out: Stretch, random: RandomStream): void {
    if (depth === 0) {
      this.extendByOne(end, step, out);
      return;
    }
    this.extend(depth - 1, end, step, out, random);
    if (!out.valid) return;
    const secondHalf = this.stretches[depth - 1];
    this.extend(depth - 1, end, step, secondHalf, random);
    this.append(out, secondHalf, random);
  }

  private extendByOne(end: PhasePoint, step: number, out: Stretch): void {
    this.hamiltonian.leapfrog(end, step);
    const energyGain = this.hamiltonian.energy(end) - this.initialEnergy;
    if (energyGain > MAX_ENERGY_ERROR) this.info.diverged = true;
    this.evaluations++;
    this.acceptanceSum += Math.min(1, Math.exp(-energyGain));
    out.valid = !this.info.diverged;
    out.logWeight = -energyGain;
    out.position.set(end.position);
    out.gradient.set(end.gradient);
    out.logDensity = end.logDensity;
    out.momentumSum.set(end.momentum);
    out.firstMomentum.set(end.momentum);
    out.lastMomentum.set(end.momentum);
  }

  /** Joins `next` to the end of `stretch`, which becomes both. */
  private append(stretch: Stretch, next: Stretch, random: RandomStream): void {
    if (!next.valid) {
      stretch.valid = false;
      return;
    }
    const logWeight = logAddExp(stretch.logWeight, next.logWeight);
    if (Math.log(random.uniform()) < next.logWeight - logWeight) exchangeRepresentative(stretch, next);
    stretch.logWeight = logWeight;
    stretch.valid = this.straight(stretch.firstMomentum, stretch.lastMomentum, stretch.momentumSum, next);
    addInto(stretch.momentumSum, next.momentumSum);
    [stretch.lastMomentum, next.lastMomentum] = [next.lastMomentum, stretch.lastMomentum];
  }

  /** Adds a stretch at one end of the whole trajectory; false when it has turned. */
  private absorb(added: Stretch, forwards: boolean): boolean {
    const { whole } = this;
    const far = forwards ? whole.firstMomentum : whole.lastMomentum;
    const near = forwards ? whole.lastMomentum : whole.firstMomentum;
    const straight = this.straight(far, near, whole.momentumSum, added);
    whole.logWeight = logAddExp(whole.logWeight, added.logWeight);
    addInto(whole.momentumSum, added.momentumSum);
    near.set(added.lastMomentum);
    return straight;
  }

  /**
   * Whether a stretch (its far and near end's momenta, their sum) and the next one beyond the near end run straight: as a whole,
   * and each with the first point of the other.
   */
  private straight(far: Float64Array, near: Float64Array, sum: Float64Array, next: Stretch): boolean {
    const { seamSum } = this;
    const n = seamSum.length;
    for (let i = 0; i < n; i++) seamSum[i] = sum[i] + next.momentumSum[i];
    if (!this.pointsAlong(far, next.lastMomentum)) return false;
    for (let i = 0; i < n; i++) seamSum[i] = sum[i] + next.firstMomentum[i];
    if (!this.pointsAlong(far, next.firstMomentum)) return false;
    for (let i = 0; i < n; i++) seamSum[i] = near[i] + next.momentumSum[i];
    return this.pointsAlong(near, next.lastMomentum);
  }

  /** Both momenta have a positive component along M^-1 seamSum. */
  private pointsAlong(one: Float64Array, other: Float64Array): boolean {
    const { seamSum } = this;
    const { inverseMetric } = this.hamiltonian;
    let a = 0;
    let b = 0;
    for (let i = 0; i < seamSum.length; i++) {
      const velocity = seamSum[i] * inverseMetric[i];
      a += one[i] * velocity;
      b += other[i] * velocity;
    }
    return a > 0 && b > 0;
  }
}

function newStretch(dimension: number): Stretch {
  const buffer = (): Float64Array => new Float64Array(dimension);
  return {
    valid: false,
    logWeight: 0,
    position: buffer(),
    gradient: buffer(),
    logDensity: 0,
    momentumSum: buffer(),
    firstMomentum: buffer(),
    lastMomentum: buffer(),
  };
}

/** Swaps the representatives of two stretches without copying an array. */
function exchangeRepresentative(a: Stretch, b: Stretch): void {
  [a.position, b.position] = [b.position, a.position];
  [a.gradient, b.gradient] = [b.gradient, a.gradient];
  [a.logDensity, b.logDensity] = [b.logDensity, a.logDensity];
}

function addInto(out: Float64Array, values: Float64Array): void {
  for (let i = 0; i < out.length; i++) out[i] += values[i];
}
