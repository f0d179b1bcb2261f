import { setTimeout as sleep } from "node:timers/promises";
import { type JobRun } from "./jobTypes";

/** "slow": every job first takes a while; "endless": none is ever over. */
export type JobPace = "usual" | "slow" | "endless";

const SLOW_MS = 4000;

/** What a job does before its work. Rejects when the job is ended meanwhile. */
export async function waitAtPace(pace: JobPace, { report, signal }: JobRun): Promise<void> {
  if (pace === "usual") return;
  report(0, "waiting");
  if (pace === "slow") await sleep(SLOW_MS, undefined, { signal });
  else await aborted(signal);
}

const aborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    const end = () => reject(signal.reason as Error);
    if (signal.aborted) end();
    else signal.addEventListener("abort", end, { once: true });
  });
