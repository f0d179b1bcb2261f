import { setTimeout as delay } from "node:timers/promises";
import { AlvissError, cancelled, webPage } from "./errors";
import { isUnknownRoute } from "./refusals";
import { type Phase } from "./status";

/** Milliseconds. */
export interface Pace {
  readonly floor: number;
  readonly cap: number;
  /** Share of the time already waited. */
  readonly share: number;
  /** Milliseconds of silence after which the object is given up; a day, where nothing is said. */
  readonly lostAfter?: number;
}

export const platformPace: Pace = { floor: 2_000, cap: 60_000, share: 0.05 };
/** For a server on this machine, where asking costs next to nothing. */
export const loopbackPace: Pace = { ...platformPace, floor: 500 };

export interface SettleClock {
  readonly now: () => number;
  /** Rejects when the signal is aborted. */
  readonly sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  /** 0..1. */
  readonly random: () => number;
}

export const realClock: SettleClock = {
  now: Date.now,
  sleep: (milliseconds, signal) => delay(milliseconds, undefined, { signal }),
  random: Math.random,
};

export interface SettleOptions<T> {
  readonly signal: AbortSignal;
  /** Called for each answer, the last one included. */
  readonly onChange?: (value: T) => void;
  /** Called when a question got no answer that tells of the object. */
  readonly onSilence?: (silence: Silence, error: AlvissError) => void;
  /** When the waiting began, in milliseconds since 1970, if that was before now. */
  readonly since?: number | undefined;
  /** How long nothing was heard before. */
  readonly silence?: Silence;
  /** Whether the server has told of the object before. */
  readonly isKnown?: boolean | undefined;
}

/** Reads until the object is done or failed, and answers it then. */
export type Settle = <T extends { readonly phase: Phase }>(
  read: (signal: AbortSignal) => Promise<T>,
  options: SettleOptions<T>,
) => Promise<T>;

/** Milliseconds of silence after which tracking counts as interrupted; asking goes on. */
export const longSilence = 5 * 60_000;
/** Milliseconds of silence after which the object is given up. */
export const lostAfter = 24 * 3_600_000;
/** A request with its retries takes no longer than this: what goes beyond was sleep of the machine. */
const longestRequest = 4 * 60_000;
/** The server may ask for patience, but not for so much that its end is noticed hours late. */
export const longestRetryAfter = 15 * 60_000;

/** How long nothing was heard, counting only time in which somebody asked: a laptop that slept was not refused. */
export class Silence {
  private last: number | undefined;

  constructor(
    private readonly clock: Pick<SettleClock, "now">,
    /** Milliseconds. */
    public duration = 0,
  ) {}

  heard(): void {
    this.duration = 0;
    this.last = undefined;
  }

  /** One more question without an answer, `planned` milliseconds after the one before. */
  missed(planned: number): void {
    const now = this.clock.now();
    const longest = Math.min(planned, longestRetryAfter) + longestRequest;
    if (this.last !== undefined) this.duration += Math.max(0, Math.min(now - this.last, longest));
    this.last = now;
  }
}

/** Nothing was heard for so long that the object is given up. */
export class TrackLost extends Error {
  constructor(readonly lastError: AlvissError) {
    super(lastError.message, { cause: lastError });
    this.name = "TrackLost";
  }
}

/** How long to wait before asking again. */
export function pause(elapsed: number, pace: Pace, random: number): number {
  const wanted = Math.min(pace.cap, Math.max(pace.floor, elapsed * pace.share));
  // Early, never late: many waits that began together drift apart.
  return wanted * (1 - 0.2 * random);
}

/** The one waiting loop. `pace` is fixed for a connection, `clock` is handed in so that tests need not wait. */
export function settleWith(pace: Pace, clock: SettleClock = realClock): Settle {
  return async (read, { signal, onChange, onSilence, since, silence = new Silence(clock), ...before }) => {
    const began = since ?? clock.now();
    let isKnown = before.isKnown ?? false;
    let planned = 0;
    for (;;) {
      if (signal.aborted) throw cancelled();
      let asked = 0;
      try {
        const value = await read(signal);
        silence.heard();
        isKnown = true;
        onChange?.(value);
        if (value.phase !== "working") return value;
      } catch (error) {
        if (!isSilence(error)) throw error;
        silence.missed(planned);
        // A new object may take its time to be found; one that was found before has been removed.
        if (saysRemoved(error, isKnown) && silence.duration >= longSilence) throw error;
        if (silence.duration >= (pace.lostAfter ?? lostAfter)) throw new TrackLost(error);
        onSilence?.(silence, error);
        asked = Math.min((error.retryAfter ?? 0) * 1000, longestRetryAfter);
      }
      planned = Math.max(asked, pause(clock.now() - began, pace, clock.random()));
      await sleepUnless(signal, clock, planned);
    }
  };
}

/** Whatever says nothing about the object: the next question may well be answered. A refused token is not asked on. */
function isSilence(error: unknown): error is AlvissError {
  return error instanceof AlvissError && !["notSignedIn", "forbidden", "cancelled"].includes(error.kind);
}

/** A gateway's page, or a path that nobody answers to, says nothing about the object. */
function saysRemoved(error: AlvissError, isKnown: boolean): boolean {
  if (error.status === 410) return true;
  const { status, serverWords = "" } = error;
  return status === 404 && isKnown && !isUnknownRoute(error) && !serverWords.startsWith(webPage);
}

/** Rejects as cancelled when the signal is aborted. */
export async function sleepUnless(signal: AbortSignal, clock: SettleClock, milliseconds: number): Promise<void> {
  try {
    await clock.sleep(milliseconds, signal);
  } catch (error) {
    throw signal.aborted ? cancelled() : error;
  }
}
