import { type SettleClock } from "../platform/settle";

const most = 4;
/** Milliseconds. */
const within = 1_000;

/** Lets the questions of all runs go out in the order they were asked, at most four in any second. */
export class Turns {
  /** When the last four go or went out, earliest first. */
  private times: readonly number[] = [];
  private waiting = 0;

  constructor(private readonly clock: SettleClock) {}

  /** Resolves when it is the caller's turn; rejects when the signal is aborted before. */
  async take(signal: AbortSignal): Promise<void> {
    const now = this.clock.now();
    const fourth = this.times.length < most ? undefined : this.times[0];
    const wanted = fourth === undefined ? 0 : Math.max(0, fourth + within - now);
    // Not longer than those who wait explain: a clock that was set back must not stop everything.
    const wait = Math.min(wanted, (Math.floor(this.waiting / most) + 1) * within);
    this.times = [...this.times, now + wait].slice(-most);
    if (wait === 0) return;
    this.waiting++;
    try {
      await this.clock.sleep(wait, signal);
    } finally {
      this.waiting--;
    }
  }
}
