import { type AlvissClient } from "../platform/client";
import { isLoopback } from "../platform/connections";
import { AlvissError, factsOf } from "../platform/errors";
import { loopbackPace, type Pace, platformPace, type Settle, type SettleClock, settleWith } from "../platform/settle";
import { type JobLimits } from "./limits";

/** Where a run's server is; both change together when it is found elsewhere. */
export interface Whereabouts {
  client: AlvissClient;
  /** Aborted when `client` is no longer the one to ask, or when it is to be asked at once. */
  moved: AbortController;
}

/** Waits wherever the server is: when it is found elsewhere, what the old address said no longer counts. */
export function settleAnywhere(where: Whereabouts, clock: SettleClock, limits: () => JobLimits): Settle {
  return async (read, { signal, since = clock.now(), ...options }) => {
    for (;;) {
      const { client, moved } = where;
      const local = isLoopback(client.server.apiUrl);
      const settle = settleWith(paceOf(local ? loopbackPace : platformPace, limits), clock);
      const readHere: typeof read = local ? (one) => read(one).catch(asSilence) : read;
      try {
        return await settle(readHere, { ...options, since, signal: AbortSignal.any([signal, moved.signal]) });
      } catch (error) {
        if (signal.aborted || moved === where.moved) throw error;
      }
    }
  };
}

/** The pace as the user's settings have it at each question, also while a job is waited for. */
const paceOf = (usual: Pace, limits: () => JobLimits): Pace => ({
  ...usual,
  get cap() {
    return limits().longestPause;
  },
  get lostAfter() {
    return limits().lostAfter;
  },
});

/** A server on this machine has no token between its end and its next start: it is silent then, not signed out. */
function asSilence(error: unknown): never {
  if (!(error instanceof AlvissError) || error.kind !== "notSignedIn" || !error.unsent) throw error;
  throw new AlvissError({ ...factsOf(error), kind: "network" }, { cause: error });
}
