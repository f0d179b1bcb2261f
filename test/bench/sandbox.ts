// Budgets of the sandbox's process: time to ready, idle memory, time to make the demo. Prints `name value unit budget`.
import { readFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type StartedSandbox, startSandbox } from "../support/startSandbox";

const STARTS = 5;
const SETTLE_MS = 3000;

const print = (name: string, value: number, unit: string, budget: number): void =>
  console.log(`${name} ${value.toFixed(0)} ${unit} ${budget}`);

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
  for (let n = 0; n < STARTS; n++) {
    const { sandbox, ms } = await timed(() => startSandbox({ folder }));
    starts.push(ms);
    if (n === STARTS - 1) {
      await sleep(SETTLE_MS);
      print("sandbox-idle-memory", await residentMegabytes(sandbox.pid), "MB", 120);
    }
    await sandbox.stop();
  }
  starts.sort((a, b) => a - b);
  print("sandbox-ready-filled", starts[Math.floor(STARTS / 2)] ?? NaN, "ms", 500);
} finally {
  await rm(folder, { recursive: true, force: true });
}
