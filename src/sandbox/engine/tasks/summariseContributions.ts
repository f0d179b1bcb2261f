import { type Summary } from "../attribution/summariseDraws";
import { type ContributionDraws, type EngineHost } from "../contract";
import { withThreads } from "../engineThread";

export type SummariseContributions = (
  draws: ContributionDraws,
  /** Probability of the intervals, 0..1. */
  level: number,
  host: Pick<EngineHost, "workerUrl" | "signal">,
) => Promise<Summary>;

/**
 * Totals and returns of an attribution (summariseDraws.ts) on one worker thread: a thousand draws take a second.
 * Throws the signal's reason when it is aborted.
 */
export const summariseContributions: SummariseContributions = (draws, level, host) =>
  withThreads(host, 1, async ([thread]) => thread.ask({ kind: "summarise", draws, level }));
