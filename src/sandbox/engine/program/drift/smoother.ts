import type { FilterState } from "./kalmanFilter";

/** Rauch-Tung-Striebel smoother after a filter pass: posterior mean of the level on every date (Rauch et al. 1965). */
export function smoothedMean(
  state: FilterState,
  phi: number,
  q: number,
  from: number,
  to: number,
  out: Float64Array,
): void {
  backwardPass(state, phi, q, from, to, out, undefined);
}

/** One joint draw of the level's path: forward filtering, backward sampling (Carter & Kohn 1994; Fruehwirth-Schnatter 1994). */
export function sampledPath(
  state: FilterState,
  phi: number,
  q: number,
  from: number,
  to: number,
  out: Float64Array,
  normal: () => number,
): void {
  backwardPass(state, phi, q, from, to, out, normal);
}

function backwardPass(
  state: FilterState,
  phi: number,
  q: number,
  from: number,
  to: number,
  out: Float64Array,
  normal: (() => number) | undefined,
): void {
  let next = 0;
  for (let i = to - 1; i >= from; i--) {
    let mean = state.mean[i];
    let variance = state.variance[i];
    if (i < to - 1) {
      const predicted = phi * phi * variance + q;
      const weight = predicted > 0 ? (phi * variance) / predicted : 0;
      mean += weight * (next - phi * state.mean[i]);
      variance *= 1 - weight * phi;
    }
    next = normal === undefined || variance <= 0 ? mean : mean + Math.sqrt(variance) * normal();
    out[i] = next;
  }
}
