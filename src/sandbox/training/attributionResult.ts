import { type AttributionRecord } from "../store/attributionRecords";
import { readContributions } from "./contributionFile";
import { type Workplace } from "./jobTypes";

/** What an attribution found, with intervals computed from its draws at the level asked for (0..1). */
export async function attributionResult(
  { folder, machinery, engineWorker }: Workplace,
  attribution: AttributionRecord,
  level: number,
  signal: AbortSignal,
) {
  const draws = await readContributions(folder.fits, attribution.result, signal);
  const summary = await machinery.summariseContributions(draws, level, { workerUrl: engineWorker, signal });
  const { total, totals, roi, media } = summary;
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

type AttributionResult = Awaited<ReturnType<typeof attributionResult>>;

const MOST_KEPT = 100;

/**
 * The results that clients ask for, one computed at a time, since each needs all draws in memory. A completed attribution
 * never changes, so the latest results are kept.
 */
export class AttributionResults {
  readonly #place: Workplace;
  readonly #kept = new Map<string, AttributionResult>();
  #last: Promise<unknown> = Promise.resolve();

  constructor(place: Workplace) {
    this.#place = place;
  }

  /** Throws the signal's reason when it is aborted. */
  of(attribution: AttributionRecord, level: number, signal: AbortSignal): Promise<AttributionResult> {
    const key = [attribution.projectId, attribution.iid, level].join();
    const turn = this.#last.then(async () => {
      signal.throwIfAborted();
      const result = this.#kept.get(key) ?? (await attributionResult(this.#place, attribution, level, signal));
      this.#keep(key, result);
      return result;
    });
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  #keep(key: string, result: AttributionResult): void {
    this.#kept.delete(key);
    this.#kept.set(key, result);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > MOST_KEPT && oldest !== undefined) this.#kept.delete(oldest);
  }
}
