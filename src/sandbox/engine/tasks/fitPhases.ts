import { type FitRequest } from "../contract";

/** Fractions of a whole fit at which its phases begin, from the time that each usually takes. */
export interface PhaseStarts {
  readonly optimising: number;
  readonly variational: number;
  /** End of the variational phase; with chains, where they begin. */
  readonly sampling: number;
}

export const PHASES: Readonly<Record<FitRequest["sampler"], PhaseStarts>> = {
  nuts: { optimising: 0.05, variational: 0.12, sampling: 0.25 },
  fast: { optimising: 0.15, variational: 0.4, sampling: 0.95 },
};

export function fractionBetween(from: number, to: number, done: number): number {
  return from + (to - from) * done;
}
