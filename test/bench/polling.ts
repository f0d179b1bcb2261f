// What asking about jobs costs, and how late their ends are noticed: the real waiting loop and the real rate limit
// against a fixed 2 s, on the same simulated jobs in virtual time. Prints `name value unit budget`.
import { Turns } from "../../src/jobs/turns";
import { platformPace, type Pace, type Settle, type SettleClock, settleWith } from "../../src/platform/settle";
import { type Phase } from "../../src/platform/status";
import { RandomStream } from "../../src/sandbox/engine/numerics/random";

const jobCount = 1_000;
const atOnce = 50;
/** Median and spread of the logarithm of a job's length, in milliseconds: minutes, and some take hours. */
const medianLength = 2 * 60_000;
const spread = 1.2;
const shortest = 20_000;

interface Sleeper {
  readonly at: number;
  readonly order: number;
  readonly wake: () => void;
}

/** Time that stands while anybody can still do something, and then jumps to the next who wakes. */
class VirtualTime implements SettleClock {
  private time = 0;
  private count = 0;
  private readonly sleepers: Sleeper[] = [];

  constructor(readonly random: () => number) {}

  readonly now = (): number => this.time;

  readonly sleep = (milliseconds: number): Promise<void> =>
    new Promise((wake) => {
      const sleeper = { at: this.time + milliseconds, order: this.count++, wake };
      // A heap would be faster; at a thousand sleepers a search by halves is enough.
      let [low, high] = [0, this.sleepers.length];
      while (low < high) {
        const middle = (low + high) >> 1;
        const other = this.sleepers[middle];
        if (other !== undefined && other.at <= sleeper.at) low = middle + 1;
        else high = middle;
      }
      this.sleepers.splice(low, 0, sleeper);
    });

  async run(): Promise<void> {
    for (;;) {
      await new Promise((resolve) => setImmediate(resolve));
      const next = this.sleepers.shift();
      if (next === undefined) return;
      this.time = next.at;
      next.wake();
    }
  }
}

interface Figures {
  readonly requestsPerJob: number;
  /** Mean time between a job's end and its notice, as a share of the job's length. */
  readonly delay: number;
  /** Requests in the busiest second. */
  readonly peak: number;
  readonly requests: number;
}

const { signal } = new AbortController();

/** Waits for all jobs, which begin together. */
async function waitFor(lengths: readonly number[], pace: Pace, isLimited: boolean): Promise<Figures> {
  const jitter = new RandomStream(7);
  const time = new VirtualTime(() => (pace.share === 0 ? 0 : jitter.uniform()));
  const settle: Settle = settleWith(pace, time);
  const turns = new Turns(time);
  const asked: number[] = [];
  let delays = 0;
  const one = async (length: number): Promise<void> => {
    await settle(
      async () => {
        if (isLimited) await turns.take(signal);
        asked.push(time.now());
        return { phase: (time.now() >= length ? "done" : "working") satisfies Phase };
      },
      { signal },
    );
    delays += (time.now() - length) / length;
  };
  const all = Promise.all(lengths.map((length) => one(length)));
  await time.run();
  await all;
  const { length: requests } = asked;
  return { requestsPerJob: requests / lengths.length, delay: delays / lengths.length, peak: busiest(asked), requests };
}

function busiest(times: readonly number[]): number {
  let [first, most] = [0, 0];
  for (const [at, time] of times.entries()) {
    while ((times[first] ?? time) <= time - 1_000) first++;
    most = Math.max(most, at - first + 1);
  }
  return most;
}

/** One job after the other: nobody stands in another's way. */
async function eachAlone(lengths: readonly number[], pace: Pace): Promise<Figures> {
  const all: Figures[] = [];
  for (const length of lengths) all.push(await waitFor([length], pace, true));
  const mean = (of: (one: Figures) => number): number => all.reduce((sum, one) => sum + of(one), 0) / all.length;
  const requests = all.reduce((sum, one) => sum + one.requests, 0);
  return { requestsPerJob: mean((one) => one.requestsPerJob), delay: mean((one) => one.delay), peak: 1, requests };
}

function lengthsOf(count: number, seed: number): number[] {
  const stream = new RandomStream(seed);
  return Array.from({ length: count }, () => Math.max(shortest, medianLength * Math.exp(spread * stream.normal())));
}

const print = (name: string, value: number, unit: string, budget: string): void =>
  console.log(`${name} ${value.toFixed(value < 20 ? 2 : 0)} ${unit} ${budget}`);

const everyTwoSeconds: Pace = { floor: 2_000, cap: 2_000, share: 0 };
const jobs = lengthsOf(jobCount, 1);
const fixed = await eachAlone(jobs, everyTwoSeconds);
const ours = await eachAlone(jobs, platformPace);
print("polling-requests-per-job", ours.requestsPerJob, "requests", "60");
print("polling-requests-per-job-fixed-2s", fixed.requestsPerJob, "requests", "-");
print("polling-requests-ratio", ours.requestsPerJob / fixed.requestsPerJob, "x", "0.5");
print("polling-mean-delay", ours.delay * 100, "%", "3");
print("polling-mean-delay-fixed-2s", fixed.delay * 100, "%", "-");

const together = lengthsOf(atOnce, 2);
const fixedTogether = await waitFor(together, everyTwoSeconds, false);
const oursTogether = await waitFor(together, platformPace, true);
print("polling-50-at-once-requests", oursTogether.requests, "requests", "-");
print("polling-50-at-once-requests-fixed-2s", fixedTogether.requests, "requests", "-");
print("polling-50-at-once-peak", oursTogether.peak, "requests/s", "4");
print("polling-50-at-once-peak-fixed-2s", fixedTogether.peak, "requests/s", "-");
print("polling-50-at-once-mean-delay", oursTogether.delay * 100, "%", "-");
