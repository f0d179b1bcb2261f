// Days of work in minutes: jobs without end, and the process killed at random moments. Nothing that was answered with 2xx
// may be gone afterwards, and nothing may hang.   npm run bench:soak [-- SECONDS]   (120 unless said, 600 at most)
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { SandboxCalls } from "../../support/sandboxCalls";
import { type StartedSandbox, startSandbox } from "../../support/startSandbox";

const LONGEST_S = 600;
const USUAL_S = 120;
/** The longest a sandbox lives before it is killed. */
const LIFE_MS = 4000;
const SETTLE_MS = 90_000;
const PLACE = { country_code: "SWE", region_code: "all", grouping: "all" };
const QUICK = { epochs: 50, learning_rate: 0.01, samples: 2 };
const OVER = /^(completed?|failed|cancelled)$/;

const seconds = Number(process.argv[2] ?? USUAL_S);
if (!(seconds >= 1 && seconds <= LONGEST_S)) {
  console.error(`Name the seconds to run, from 1 to ${LONGEST_S}.`);
  process.exit(2);
}

/** What the sandbox has answered with 2xx: paths of records that must be there from then on. */
const promised = new Set<string>();
const active = new Map<string, string>();
const counts = { starts: 0, jobs: 0, kills: 0, lost: 0, hung: 0, failed: 0, slowestStart: 0 };
/** The same sequence of moments in every run. */
let seed = 20_240_101;
const random = (): number => {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
  return seed / 2 ** 32;
};

type Step = (calls: SandboxCalls) => Promise<void>;

async function post(calls: SandboxCalls, path: string, body: unknown, list: string): Promise<void> {
  const answer = await calls.post(path, body);
  if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${answer.text}`);
  promised.add(`${list}/${String(answer.body.IId)}`);
  counts.jobs += 1;
}

const STEPS: readonly Step[] = [
  async (calls) => {
    const rows = Array.from({ length: 30 }, (_, week) => saleOf(week, Math.floor(random() * 1000))).join("");
    const answer = await calls.upload("Sales", `Country,Region,Grouping,Date,Product,UnitsSold,PricePerUnit\n${rows}`);
    if (answer.status !== 200) throw new Error(answer.text);
    promised.add(`datauploads/${String(answer.body.upload_id)}`);
    counts.jobs += 1;
  },
  (calls) => post(calls, "datasets", { upload_ids: [101], dataset_ids: [1], activate: false }, "datasets"),
  async (calls) => {
    const dates = (await calls.post("datasets/1/dates?dataset_name=Sales", [PLACE])).body as unknown as string[];
    const detail = { dataset_id: 1, train_dates: dates.slice(0, 117), eval_dates: dates.slice(117) };
    await post(calls, "models/1/refit", { model_detail: detail, model_param: QUICK }, "models");
  },
  (calls) =>
    post(
      calls,
      "attributions",
      { model_id: 1, dataset_id: 1, start_date: "2024-01-01", end_date: "2024-06-03", samples: 50 },
      "attributions",
    ),
  (calls) => post(calls, "attributionset_align_dates", { attributionjob_ids: [1], active: false }, "attributionset"),
  async (calls) => {
    const part = ["", "part=curves&", "part=decay&"][Math.floor(random() * 3)] ?? "";
    const answer = await calls.get(`attributions/1/result?${part}level=0.${1 + Math.floor(random() * 9)}`);
    if (answer.status !== 200) throw new Error(`result: ${answer.status} ${answer.text}`);
  },
  async (calls) => {
    const answer = await calls.send("PATCH", "attributionset/1/activate");
    if (answer.status === 200) active.set("attributionset/active", "1");
  },
];

function saleOf(week: number, units: number): string {
  const date = new Date(Date.UTC(2024, 0, 1 + 7 * week)).toISOString().slice(0, 10);
  return `SWE,all,all,${date},Coffee,${units},10\n`;
}

/** Asks for things until the process is gone. */
async function work(calls: SandboxCalls): Promise<void> {
  for (;;) {
    const step = STEPS[Math.floor(random() * STEPS.length)];
    try {
      await step?.(calls);
    } catch (error) {
      // What was not answered was not promised; an answer that refuses is a mistake.
      if (error instanceof TypeError) return;
      throw error;
    }
  }
}

async function begin(folder: string): Promise<StartedSandbox> {
  const started = performance.now();
  const sandbox = await startSandbox({ folder, demo: true, engine: "fast" });
  if (counts.starts++ > 0) counts.slowestStart = Math.max(counts.slowestStart, performance.now() - started);
  return sandbox;
}

async function requirePromised(calls: SandboxCalls): Promise<void> {
  for (const path of promised) {
    const { status } = await calls.get(path);
    if (status === 200) continue;
    counts.lost += 1;
    console.log(`LOST ${path}: ${status}`);
  }
  for (const [path, iid] of active) {
    const { body } = await calls.get(path);
    if (String(body.IId) !== iid) counts.lost += 1;
  }
}

/** Everything must end, in one way or another. */
async function requireEnds(calls: SandboxCalls): Promise<void> {
  const giveUp = Date.now() + SETTLE_MS + 500 * promised.size;
  for (const path of promised) {
    for (;;) {
      const { body } = await calls.get(path);
      if (OVER.test(String(body.Status))) {
        if (body.Status === "failed") counts.failed += 1;
        break;
      }
      if (Date.now() > giveUp) {
        counts.hung += 1;
        console.log(`HUNG ${path}: ${String(body.Status)}`);
        break;
      }
      await sleep(100);
    }
  }
}

const folder = await mkdtemp(join(tmpdir(), "alviss-soak-"));
const end = Date.now() + seconds * 1000;
try {
  while (Date.now() < end) {
    const sandbox = await begin(folder);
    try {
      const calls = new SandboxCalls(sandbox);
      await requirePromised(calls);
      const working = work(calls);
      await sleep(Math.min(random() * LIFE_MS, Math.max(0, end - Date.now())));
      await sandbox.end("SIGKILL");
      counts.kills += 1;
      await working;
    } finally {
      await sandbox.end("SIGKILL");
    }
  }
  const last = await begin(folder);
  await requireEnds(new SandboxCalls(last));
  await requirePromised(new SandboxCalls(last));
  await last.stop();
} finally {
  await rm(folder, { recursive: true, force: true });
}
console.log(`soak-kills ${counts.kills} times -`);
console.log(`soak-jobs ${counts.jobs} jobs -`);
console.log(`soak-jobs-cut-off-twice ${counts.failed} jobs -`);
console.log(`soak-lost ${counts.lost} records 0`);
console.log(`soak-hung ${counts.hung} jobs 0`);
console.log(`soak-slowest-start ${counts.slowestStart.toFixed(0)} ms -`);
if (counts.lost + counts.hung > 0) process.exitCode = 1;
