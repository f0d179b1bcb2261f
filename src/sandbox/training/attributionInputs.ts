import { type AttributionInput, attributionInput, type AttributionPlan } from "./attributionInput";
import { type Workplace } from "./jobTypes";
import { Recent } from "./recent";

/** Numbers of the inputs that are kept: 64 MB, some dozens of attributions of one market. */
const MOST_NUMBERS = 8 * 1024 * 1024;

/** What attributions are made from, read once for all who ask about them: what is completed does not change. */
export class AttributionInputs {
  readonly #place: Workplace;
  readonly #kept = new Recent<AttributionInput>(MOST_NUMBERS, numbersOf);

  constructor(place: Workplace) {
    this.#place = place;
  }

  /** Throws the signal's reason when it is aborted. */
  async of(plan: AttributionPlan, signal: AbortSignal): Promise<AttributionInput> {
    const { projectId, modelIid, datasetIid, startDate, endDate, samples } = plan;
    const key = JSON.stringify([projectId, modelIid, datasetIid, startDate, endDate, samples]);
    const input = this.#kept.get(key) ?? (await attributionInput(this.#place, plan, signal));
    this.#kept.keep(key, input);
    return input;
  }
}

/** Draws, and the series of the data. */
function numbersOf({ request: { fit, frame } }: AttributionInput): number {
  const { sales, media, investment, distribution, events, controls } = frame;
  const series = [media, investment, distribution, events, controls].reduce((sum, { size }) => sum + size, 4);
  return fit.draws.length + series * sales.length;
}
