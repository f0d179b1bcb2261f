import { type AlvissError } from "./errors";
import { isPassing } from "./networkFailures";

const mostTries = 3;
const firstPause = 500;
/** A user does not wait longer than this for a server to find its breath, all pauses together. */
const longestPause = 30_000;

/**
 * How long to wait before a call that failed is tried again, in milliseconds; undefined when it is not worth it. Only
 * for calls that change nothing. `paused` is what was waited before, `random` 0..1.
 */
export function pauseBeforeNext(
  tries: number,
  paused: number,
  error: AlvissError,
  random: () => number,
): number | undefined {
  if (tries >= mostTries || !isPassing(error)) return undefined;
  // Anywhere up to the limit, so that many windows do not come back together; but never before the server's own time.
  const wait = (error.retryAfter ?? 0) * 1000 + random() * firstPause * 2 ** (tries - 1);
  return paused + wait > longestPause ? undefined : wait;
}
