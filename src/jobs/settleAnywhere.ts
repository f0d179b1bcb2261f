import { type AlvissClient } from "../platform/client";
import { isLoopback } from "../platform/connections";
import { AlvissError, factsOf } from "../platform/errors";
import { loopbackPace, platformPace, type Settle, type SettleClock, settleWith } from "../platform/settle";

/** Where a run's server is; both change together when it is found elsewhere. */
export interface Whereabouts {
  client: AlvissClient;
  /** Aborted when `client` is no longer the one to ask. */
  moved: AbortController;
}

/**
 * Waits wherever the server is: when it is found elsewhere, what the old address said no longer counts.
 * `waitingSince`, in milliseconds since 1970: when the waiting began, if that was in an earlier window.
 */
export function settleAnywhere(where: Whereabouts, clock: SettleClock, waitingSince: number | undefined): Settle {
  return async (read, { signal, ...options }) => {
    const since = waitingSince ?? clock.now();
    for (;;) {
      const { client, moved } = where;
      const local = isLoopback(client.server.apiUrl);
      const settle = settleWith(local ? loopbackPace : platformPace, clock);
      const readHere: typeof read = local ? (one) => read(one).catch(asSilence) : read;
      try {
        return await settle(readHere, { since, ...options, signal: AbortSignal.any([signal, moved.signal]) });
      } catch (error) {
        if (signal.aborted || moved === where.moved) throw error;
      }
    }
  };
}

/** A server on this machine has no token between its end and its next start: it is silent then, not signed out. */
function asSilence(error: unknown): never {
  if (!(error instanceof AlvissError) || error.kind !== "notSignedIn" || !error.unsent) throw error;
  throw new AlvissError({ ...factsOf(error), kind: "network" }, { cause: error });
}
