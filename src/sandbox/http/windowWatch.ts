export interface WindowWatchOptions {
  readonly now: () => number;
  /** How long the sandbox stays without any window. */
  readonly limitMs: number;
  /** How often `check` is called. */
  readonly everyMs: number;
  /** Whether no job runs or waits. */
  readonly idle: () => boolean;
  readonly leave: () => void;
}

/** Notices that no window has been heard for a while and nothing is left to do. */
export class WindowWatch {
  readonly #options: WindowWatchOptions;
  #lastCheck: number;
  #quietMs = 0;

  constructor(options: WindowWatchOptions) {
    this.#options = options;
    this.#lastCheck = options.now();
  }

  heard(): void {
    this.#quietMs = 0;
    this.#lastCheck = this.#options.now();
  }

  check(): void {
    const { now, everyMs, limitMs, idle, leave } = this.#options;
    // A machine that slept for hours wakes up with its windows about to speak: sleep counts as one interval.
    this.#quietMs += Math.min(now() - this.#lastCheck, 2 * everyMs);
    this.#lastCheck = now();
    if (this.#quietMs >= limitMs && idle()) leave();
  }
}
