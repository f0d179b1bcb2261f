import { type AttributionRecord } from "../store/attributionRecords";
import { readContributions } from "./contributionFile";
import { type Workplace } from "./jobTypes";

/** What an attribution found, with intervals computed from its draws at the level asked for (0..1). */
export function attributionResult({ folder, machinery }: Workplace, attribution: AttributionRecord, level: number) {
  const draws = readContributions(folder.fits, attribution.result);
  const { total, totals, roi, media } = machinery.summariseDraws(draws, level);
  return {
    v: 1,
    engine: draws.engine,
    seed: draws.seed,
    draws: draws.drawCount,
    level,
    currency: null,
    dates: draws.dates,
    total,
    totals,
    roi,
    media,
  };
}
