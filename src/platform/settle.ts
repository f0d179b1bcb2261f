import { setTimeout as delay } from "node:timers/promises";
import { AlvissError, cancelled } from "./errors";
import { type Phase } from "./status";

/** Milliseconds. */
export interface Pace {
  readonly floor: number;
  readonly cap: number;
  /** Share of the time already waited. */
  readonly share: number;
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
  /** When the waiting began, in milliseconds since 1970, if that was before now. */
  readonly since?: number;
}

/** Reads until the object is done or failed, and answers it then. */
export type Settle = <T extends { readonly phase: Phase }>(
  read: (signal: AbortSignal) => Promise<T>,
  options: SettleOptions<T>,
) => Promise<T>;

/** How long reading may fail without interruption before the wait is given up, in milliseconds. */
export const longestSilence = 5 * 60_000;

/** How long to wait before asking again. */
export function pause(elapsed: number, pace: Pace, random: number): number {
  const wanted = Math.min(pace.cap, Math.max(pace.floor, elapsed * pace.share));
  // Early, never late: many waits that began together drift apart.
  return wanted * (1 - 0.2 * random);
}

/** The one waiting loop. `pace` is fixed for a connection, `clock` is handed in so that tests need not wait. */
export function settleWith(pace: Pace, clock: SettleClock = realClock): Settle {
  return async (read, { signal, onChange, since }) => {
    const began = since ?? clock.now();
    let silentSince: number | undefined;
    for (;;) {
      if (signal.aborted) throw cancelled();
      let asked = 0;
      try {
        const value = await read(signal);
        silentSince = undefined;
        onChange?.(value);
        if (value.phase !== "working") return value;
      } catch (error) {
        if (!isPassing(error)) throw error;
        silentSince ??= clock.now();
        if (clock.now() - silentSince >= longestSilence) throw error;
        asked = (error.retryAfter ?? 0) * 1000;
      }
      await sleepUnless(signal, clock, Math.max(asked, pause(clock.now() - began, pace, clock.random())));
    }
  };
}

/** Failures that say nothing about the object: the next question may well be answered. */
function isPassing(error: unknown): error is AlvissError {
  return error instanceof AlvissError && ["network", "timedOut", "rateLimited", "server"].includes(error.kind);
}

async function sleepUnless(signal: AbortSignal, clock: SettleClock, milliseconds: number): Promise<void> {
  try {
    await clock.sleep(milliseconds, signal);
  } catch (error) {
    throw signal.aborted ? cancelled() : error;
  }
}
