import { unitsOfProduct } from "../engine/attribution/memberCells";
import { type CountedCells } from "../engine/comparison/drawTotals";
import { type ResultsToCompare } from "../engine/tasks/compareResults";
import { type TotalsRequest } from "../engine/tasks/totalDraws";
import { type ContributionDraws, type ResultQuery } from "../engine/contract";
import { type AttributionRecord } from "../store/attributionRecords";
import { type ModelRecord, type Place } from "../store/modelRecords";
import { type AttributionInput, type AttributionPlan } from "./attributionInput";
import { type AttributionInputs } from "./attributionInputs";
import { readContributions } from "./contributionFile";
import { samplingDoubts } from "./modelChecks";
import { type Workplace } from "./jobTypes";
import { Recent } from "./recent";

/** A completed model or attribution, each with the model that it is of. */
export type Subject =
  | { readonly kind: "model"; readonly model: ModelRecord }
  | { readonly kind: "attribution"; readonly model: ModelRecord; readonly attribution: AttributionRecord };

export type ComparisonQuery = Pick<ResultQuery, "level" | "unit" | "from" | "to" | "product">;

/** Two results that have nothing to compare, with the sentence why. */
export class NotComparable extends Error {
  override readonly name = "NotComparable";
}

/** Of a model, which has no samples of its own: enough that a 90 % interval is steady, few enough to be quick. */
const MODEL_SAMPLES = 1000;
/** Characters of the comparisons that are kept. */
const MOST_TEXT = 4 * 1024 * 1024;

/** One of the two, and everything that it is made from. */
interface Side {
  readonly subject: Subject;
  readonly input: AttributionInput;
}

/**
 * Comparisons as JSON, one computed at a time. What is completed never changes, so the latest are kept.
 */
export class ResultComparisons {
  readonly #place: Workplace;
  readonly #comparisons = new Recent<string>(MOST_TEXT, (text) => text.length);
  readonly #inputs: AttributionInputs;
  #last: Promise<unknown> = Promise.resolve();

  constructor(place: Workplace, inputs: AttributionInputs) {
    this.#place = place;
    this.#inputs = inputs;
  }

  /**
   * How the second differs from the first over the dates that both have. Throws NotComparable, or the signal's reason
   * when it is aborted.
   */
  of(first: Subject, second: Subject, query: ComparisonQuery, signal: AbortSignal): Promise<string> {
    const { level, unit, from, to, product } = query;
    const { projectId } = first.model;
    const key = JSON.stringify([projectId, idOf(first), idOf(second), level, unit, from, to, product]);
    const turn = this.#last.then(async () => {
      signal.throwIfAborted();
      const text = this.#comparisons.get(key) ?? (await this.#compute(first, second, query, signal));
      this.#comparisons.keep(key, text);
      return text;
    });
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  async #compute(first: Subject, second: Subject, query: ComparisonQuery, signal: AbortSignal): Promise<string> {
    const unit = query.unit ?? "units";
    if (unit === "revenue" && first.model.place.country !== second.model.place.country) {
      throw new NotComparable(
        `Revenue is in the currency of its country, and these are of ${first.model.place.country} and ${second.model.place.country}: compare units or shares.`,
      );
    }
    const samples = samplesOf(first, second);
    const a = { subject: first, input: await this.#inputs.of(planOf(first, samples.first), signal) };
    const b = { subject: second, input: await this.#inputs.of(planOf(second, samples.second), signal) };
    const shared = sharedDates(a, b, query);
    const cells = { first: cellsOf(a, shared, query), second: cellsOf(b, shared, query) };
    const oneFit = first.model.iid === second.model.iid;
    const counts = [usedDraws(a), usedDraws(b)] as const;
    const fewest = Math.min(...counts);
    const again = (side: Side, counted: CountedCells) => (): Promise<TotalsRequest> =>
      Promise.resolve({ source: { request: { ...side.input.request, samples: fewest } }, cells: counted });
    const request: ResultsToCompare = {
      first: () => this.#totals(a, cells.first, signal),
      second: () => this.#totals(b, cells.second, signal),
      ...(oneFit &&
        counts[0] !== counts[1] && { paired: { first: again(a, cells.first), second: again(b, cells.second) } }),
      pairing: oneFit ? "draw" : "independent",
      level: query.level,
      unit,
    };
    const { machinery, engineWorker } = this.#place;
    const comparison = await machinery.compareResults(request, { workerUrl: engineWorker, signal });
    return JSON.stringify({
      v: 1,
      currency: null,
      first: described(a),
      second: described(b),
      dates: { first: shared[0], last: shared.at(-1), periods: shared.length },
      choices: choicesOf(a, b),
      sameReference: sameDays(first.model.trainDates, second.model.trainDates),
      ...comparison,
    });
  }

  /** Of an attribution the draws that it left, so that its numbers are those of its own result. */
  async #totals({ subject, input }: Side, cells: CountedCells, signal: AbortSignal): Promise<TotalsRequest> {
    if (subject.kind === "model") return { source: { request: input.request }, cells };
    const contributions: ContributionDraws = await readContributions(
      this.#place.folder.fits,
      subject.attribution.result,
      signal,
    );
    return { source: { contributions }, cells };
  }
}

const idOf = (subject: Subject): string =>
  subject.kind === "model" ? `models/${subject.model.iid}` : `attributions/${subject.attribution.iid}`;

/** In words, as the platform's own records are spoken of. */
const nameOf = (subject: Subject): string => idOf(subject).replace("s/", " ");

/** A model takes as many samples as an attribution of the same fit, so that their draws are the same. */
function samplesOf(first: Subject, second: Subject): { first: number; second: number } {
  const own = (subject: Subject, other: Subject): number => {
    if (subject.kind === "attribution") return subject.attribution.samples;
    const same = other.kind === "attribution" && other.model.iid === subject.model.iid;
    return same ? other.attribution.samples : MODEL_SAMPLES;
  };
  return { first: own(first, second), second: own(second, first) };
}

/** A model is looked at over all dates of its dataset. */
function planOf(subject: Subject, samples: number): AttributionPlan {
  if (subject.kind === "attribution") return subject.attribution;
  const { projectId, iid, datasetIid } = subject.model;
  return { projectId, modelIid: iid, datasetIid, startDate: "0000-00-00", endDate: "9999-99-99", samples };
}

const datesOf = ({ input: { request } }: Side): readonly string[] =>
  request.frame.dates.slice(request.from, request.to);

const usedDraws = ({ input: { request } }: Side): number => Math.min(request.samples, request.fit.drawCount);

function sharedDates(a: Side, b: Side, { from = "", to = "9999" }: ComparisonQuery): readonly string[] {
  const known = new Set(datesOf(b));
  const common = datesOf(a).filter((date) => known.has(date));
  const spans = [a, b].map((side) => {
    const dates = datesOf(side);
    return `${nameOf(side.subject)}: ${dates[0] ?? "none"} to ${dates.at(-1) ?? "none"}`;
  });
  if (common.length === 0) {
    throw new NotComparable(
      `These have no dates in common (${spans.join("; ")}), so their numbers cannot be compared.`,
    );
  }
  const inside = common.filter((date) => date >= from && date <= to);
  if (inside.length === 0) {
    throw new NotComparable(
      `Of the dates that both have, ${common[0]} to ${common.at(-1)}, none lies in the range asked for.`,
    );
  }
  return inside;
}

function cellsOf(side: Side, shared: readonly string[], { product = "all" }: ComparisonQuery): CountedCells {
  const { units } = side.input.request.frame;
  const places = new Map(datesOf(side).map((date, at) => [date, at]));
  const chosen = unitsOfProduct(units, product);
  if (chosen.length === 0) {
    throw new NotComparable(
      `${nameOf(side.subject)} tells nothing of the product ${product} alone; it has ${units.join(", ")}.`,
    );
  }
  return { units: chosen, dates: shared.flatMap((date) => places.get(date) ?? []) };
}

/** What both can be narrowed down to. */
function choicesOf(a: Side, b: Side) {
  const shared = sharedDates(a, b, { level: 0.9 });
  const others = new Set(b.input.request.frame.units);
  return {
    products: a.input.request.frame.units.filter((unit) => others.has(unit)),
    first: shared[0],
    last: shared.at(-1),
  };
}

function described(side: Side) {
  const { subject, input } = side;
  const dates = datesOf(side);
  const { country, region, grouping }: Place = input.place;
  return {
    kind: subject.kind,
    id: subject.kind === "model" ? subject.model.iid : subject.attribution.iid,
    model: subject.model.iid,
    doubts: samplingDoubts(subject.model),
    place: { country_code: country, region_code: region, grouping },
    seed: input.request.fit.seed,
    draws: usedDraws(side),
    first: dates[0],
    last: dates.at(-1),
    periods: dates.length,
    daysPerPeriod: input.request.frame.daysPerPeriod,
    link: input.request.graph.nodes.some((node) => node.kind === "link") ? "log" : "identity",
  };
}

function sameDays(one: readonly string[], other: readonly string[]): boolean {
  const days = new Set(one.map((date) => date.slice(0, 10)));
  return (
    days.size === new Set(other.map((date) => date.slice(0, 10))).size &&
    other.every((date) => days.has(date.slice(0, 10)))
  );
}
