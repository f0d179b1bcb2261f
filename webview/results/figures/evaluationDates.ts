import { type FitSet } from "../data/diagnostics";

export interface Stretch {
  readonly from: Date;
  /** Where the next date begins that is not of it; the last date's own place where none follows. */
  readonly to: Date;
}

/** The dates kept for evaluation, as stretches: they need be neither the last ones nor all in one piece. */
export function evaluationStretches(rows: readonly { readonly set: FitSet }[], times: readonly Date[]): Stretch[] {
  const kept = (at: number): boolean => rows[at]?.set === "eval";
  return times.flatMap((from, at) => {
    if (!kept(at) || kept(at - 1)) return [];
    const after = rows.findIndex((_, next) => next > at && !kept(next));
    return [{ from, to: times[after] ?? times.at(-1) ?? from }];
  });
}
