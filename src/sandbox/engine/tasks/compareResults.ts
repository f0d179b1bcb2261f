import { type Comparison, type ComparisonRequest } from "../comparison/compareTotals";
import { type EngineHost } from "../contract";
import { withThreads } from "../engineThread";
import { type TotalsRequest } from "./totalDraws";

/** What is read when its turn comes, since the contributions of two results may be too much memory at once. */
type Later<T> = () => Promise<T>;

export interface ResultsToCompare extends Pick<ComparisonRequest, "pairing" | "level" | "unit"> {
  readonly first: Later<TotalsRequest>;
  readonly second: Later<TotalsRequest>;
  /** Equally many draws of one fit, where the results have different numbers of them. */
  readonly paired?: { readonly first: Later<TotalsRequest>; readonly second: Later<TotalsRequest> } | undefined;
}

/** Throws a ModelError when graph, frame and fit do not belong together, the signal's reason when it is aborted. */
export type CompareResults = (
  request: ResultsToCompare,
  host: Pick<EngineHost, "workerUrl" | "signal">,
) => Promise<Comparison>;

/** Sums the draws of two results and compares them (compareTotals.ts), on one worker thread. */
export const compareResults: CompareResults = ({ first, second, paired, ...rest }, host) =>
  withThreads(host, 1, async ([thread]) => {
    const totals = async (later: Later<TotalsRequest>) => {
      const request = await later();
      return thread.ask({ kind: "totals", request }, buffersOf(request));
    };
    const whole = { first: await totals(first), second: await totals(second) };
    const pairs = paired && { first: await totals(paired.first), second: await totals(paired.second) };
    return thread.ask({ kind: "compare", request: { ...rest, ...whole, paired: pairs } });
  });

/** The memory of contributions goes to the thread and does not come back. */
const buffersOf = ({ source }: TotalsRequest): ArrayBuffer[] =>
  "contributions" in source ? [source.contributions.contributions.buffer as ArrayBuffer] : [];
