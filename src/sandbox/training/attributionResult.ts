import { type ResultMember, type ResultQuery } from "../engine/contract";
import { asOneUnit, type UnitReturns } from "../engine/channels/channelReturns";
import { type ExplanationPart } from "../engine/tasks/explain";
import { type AttributionRecord } from "../store/attributionRecords";
import { readModel } from "../store/modelRecords";
import { type AttributionInputs } from "./attributionInputs";
import { readContributions } from "./contributionFile";
import { type Workplace } from "./jobTypes";
import { samplingDoubts } from "./modelChecks";
import { combinationOf } from "./modelFrame";
import { Recent } from "./recent";

export { GROUPINGS, RESULT_UNITS, RETURN_BASES } from "../engine/contract";

export interface ResultQuestion extends ResultQuery {
  /** Absent: totals, returns and series. */
  readonly part?: ExplanationPart | undefined;
  /** Of all attributions that could have been asked about. */
  readonly places?: readonly ResultMember["place"][] | undefined;
  /** The days that can be asked about; absent: all of the attributions. */
  readonly span?: Pick<ResultQuery, "from" | "to"> | undefined;
}

/** Characters of the results that are kept. */
const MOST_TEXT = 16 * 1024 * 1024;
/** Numbers of the draws that are kept. */
const MOST_NUMBERS = 4 * 1024 * 1024;

/**
 * The results that clients ask for, as JSON. One whole is computed at a time, since it needs all draws in memory, and
 * beside it one part, for which nobody has to wait who chooses something else. A completed attribution never changes, so
 * the latest results are kept.
 */
export class AttributionResults {
  readonly #place: Workplace;
  readonly #results = new Recent<string>(MOST_TEXT, (text) => text.length);
  readonly #returns = new Recent<UnitReturns>(MOST_NUMBERS, numbersOf);
  /** Unit by unit, which very large sets have no room for. */
  readonly #unitReturns = new Recent<UnitReturns>(MOST_NUMBERS, numbersOf);
  readonly #inputs: AttributionInputs;
  /** The last turn of each kind. */
  readonly #last: Record<"whole" | "part", Promise<unknown>> = { whole: Promise.resolve(), part: Promise.resolve() };

  constructor(place: Workplace, inputs: AttributionInputs) {
    this.#place = place;
    this.#inputs = inputs;
  }

  /**
   * What attributions of one project found together, with intervals computed from their draws; undefined when the query
   * leaves nothing. Throws the signal's reason when it is aborted.
   */
  of(
    attributions: readonly AttributionRecord[],
    query: ResultQuestion,
    signal: AbortSignal,
  ): Promise<string | undefined> {
    const key = JSON.stringify([attributions.map(keyOf), query]);
    const kind = query.part === undefined ? "whole" : "part";
    const turn = this.#last[kind].then(async () => {
      signal.throwIfAborted();
      const result = this.#results.get(key) ?? (await this.#compute(attributions, query, signal));
      if (result !== undefined) this.#results.keep(key, result);
      return result;
    });
    this.#last[kind] = turn.catch(() => undefined);
    return turn;
  }

  async #compute(
    attributions: readonly AttributionRecord[],
    { part, places, span, ...query }: ResultQuestion,
    signal: AbortSignal,
  ): Promise<string | undefined> {
    const { db, folder, machinery, engineWorker } = this.#place;
    const members: ResultMember[] = [];
    for (const attribution of attributions) {
      const { place, request } = await this.#inputs.of(attribution, signal);
      const member = { id: attribution.iid, model: attribution.modelIid, place: combinationOf(place), request };
      // A part says nothing of contributions or of the fit.
      if (part !== undefined) {
        members.push(member);
        continue;
      }
      const contributions = await readContributions(folder.fits, attribution.result, signal);
      const model = readModel(db, { projectId: attribution.projectId, iid: attribution.modelIid });
      const doubts = model ? samplingDoubts(model) : [];
      members.push({ ...member, doubts, ...(contributions && { contributions }) });
    }
    const { from, to, product, basis } = query;
    const cells = JSON.stringify([attributions.map(keyOf), from, to, basis, product]);
    const all = JSON.stringify([attributions.map(keyOf), from, to, basis, undefined]);
    const explained = await machinery.explainAttributions(
      { members, query, part, places, span, returns: this.#returns.get(cells), allReturns: this.#unitReturns.get(all) },
      { workerUrl: engineWorker, signal },
    );
    if (explained?.returns) {
      this.#returns.keep(cells, asOneUnit(explained.returns));
      if (product === undefined) this.#unitReturns.keep(all, explained.returns);
    }
    return explained && JSON.stringify({ v: 1, currency: null, ...explained.explanation });
  }
}

const keyOf = ({ projectId, iid }: AttributionRecord): string => `${String(projectId)}/${String(iid)}`;

const numbersOf = (returns: UnitReturns): number =>
  [...returns.values()].flat().reduce((sum, { further, believed }) => sum + further.length + believed.length, 0);
