// Budgets of the sandbox's process: time to ready, idle memory, time to make the demo. Prints `name value unit budget`.
import { execFile } from "node:child_process";
import { readFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { type StartedSandbox, startSandbox } from "../support/startSandbox";

/** Starts of Node itself that a start of the sandbox may take: tells more than milliseconds on a busy machine. */
const RATIO_BUDGET = 12;
const STARTS = 5;
const SETTLE_MS = 3000;

const print = (name: string, value: number, unit: string, budget: number): void =>
  console.log(`${name} ${value.toFixed(value < 20 ? 1 : 0)} ${unit} ${budget}`);

const median = (values: number[]): number => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

async function timed(start: () => Promise<StartedSandbox>): Promise<{ sandbox: StartedSandbox; ms: number }> {
  const begin = performance.now();
  const sandbox = await start();
  return { sandbox, ms: performance.now() - begin };
}

/** Resident memory; NaN where the system does not tell. */
async function residentMegabytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) / 1024;
}

const folder = await mkdtemp(join(tmpdir(), "alviss-bench-"));
try {
  const demo = await timed(() => startSandbox({ folder, demo: true }));
  print("sandbox-demo", demo.ms / 1000, "s", 20);
  await demo.sandbox.stop();
  const starts: number[] = [];
  const bare: number[] = [];
  for (let n = 0; n < STARTS; n++) {
    const begin = performance.now();
    await promisify(execFile)(process.execPath, ["-e", "0"]);
    bare.push(performance.now() - begin);
    const { sandbox, ms } = await timed(() => startSandbox({ folder }));
    starts.push(ms);
    if (n === STARTS - 1) {
      await sleep(SETTLE_MS);
      print("sandbox-idle-memory", await residentMegabytes(sandbox.pid), "MB", 120);
    }
    await sandbox.stop();
  }
  print("sandbox-ready-filled", median(starts), "ms", 500);
  print("sandbox-ready-per-node-start", median(starts) / median(bare), "x", RATIO_BUDGET);
} finally {
  await rm(folder, { recursive: true, force: true });
}
