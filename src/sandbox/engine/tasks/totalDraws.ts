import { type CountedCells, type DrawTotals, drawTotals } from "../comparison/drawTotals";
import { type AttributionRequest, type ContributionDraws, type FitProgress } from "../contract";
import { decomposeDraws, storedDraws } from "../attribution/decomposeSales";
import { asFitted, attributing } from "./attributeFit";

/** A result whose draws are summed: as an attribution left them, or to be made from a fit. */
export type TotalsSource = { readonly contributions: ContributionDraws } | { readonly request: AttributionRequest };

export interface TotalsRequest {
  readonly source: TotalsSource;
  /** Of the contributions, or of the dates that the request is about. */
  readonly cells: CountedCells;
}

export function totalDraws({ source, cells }: TotalsRequest, report: (progress: FitProgress) => void): DrawTotals {
  const draws =
    "contributions" in source
      ? storedDraws(source.contributions)
      : decomposeDraws(asFitted(source.request), attributing(report));
  return drawTotals(draws, cells);
}
