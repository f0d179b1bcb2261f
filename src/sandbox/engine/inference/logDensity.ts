/** An unnormalised log density with its gradient over unconstrained space; what every algorithm here works on. */
export interface LogDensity {
  readonly dim: number;
  /** Log density at `position`; its gradient is written into `gradient`. Allocates nothing. */
  logDensity(position: Float64Array, gradient: Float64Array): number;
}

/** Called once per iteration of a long computation; throws to stop it. */
export type Checkpoint<Information> = (information: Information) => void;

export function allFinite(values: Float64Array): boolean {
  for (let i = 0; i < values.length; i++) if (!Number.isFinite(values[i])) return false;
  return true;
}
