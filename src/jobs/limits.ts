import { lostAfter, platformPace } from "../platform/settle";

/** What a user may set of how jobs are followed; asked each time, so that a change counts at once. */
export interface JobLimits {
  /** Milliseconds between two questions about a job, at most. */
  readonly longestPause: number;
  /** Milliseconds without any answer after which a job is given up. */
  readonly lostAfter: number;
  /** How many calls that make something, such as uploads, are on their way at once. */
  readonly callsAtOnce: number;
}

export const usualLimits: JobLimits = { longestPause: platformPace.cap, lostAfter, callsAtOnce: 4 };
