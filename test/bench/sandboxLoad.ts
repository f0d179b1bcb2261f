// The sandbox under load: answers while a model trains, memory while a large file comes in, many uploads at once.
// Prints `name value unit budget`; the load comes from this process, on the same cores.
import { createReadStream } from "node:fs";
import { mkdtemp, open, readFile, rm } from "node:fs/promises";
import { Agent, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import FormData from "form-data";
import { SandboxCalls } from "../support/sandboxCalls";
import { type StartedSandbox, startSandbox } from "../support/startSandbox";

const RATE = 300;
const LOAD_MS = 8000;
const MEGABYTE = 1024 ** 2;
const agent = new Agent({ keepAlive: true, maxSockets: 64 });

function report(name: string, value: number, unit: string, budget: number | "-"): void {
  const over = typeof budget === "number" && value > budget;
  console.log(`${name} ${value.toFixed(value < 20 ? 1 : 0)} ${unit} ${String(budget)}${over ? " OVER" : ""}`);
  if (over) process.exitCode = 1;
}

const get = (sandbox: StartedSandbox, path: string): Promise<number> =>
  new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${sandbox.token}` };
    const begin = performance.now();
    request(path, { agent, headers }, (response) => {
      response.resume().on("end", () => resolve(performance.now() - begin));
    })
      .on("error", reject)
      .end();
  });

/** Longest time of all but one request in a hundred. */
async function slowest(sandbox: StartedSandbox, paths: readonly string[]): Promise<number> {
  const times: Promise<number>[] = [];
  const begin = performance.now();
  while (performance.now() - begin < LOAD_MS) {
    const due = Math.floor(((performance.now() - begin) / 1000) * RATE);
    while (times.length < due) times.push(get(sandbox, paths[times.length % paths.length] ?? ""));
    await sleep(2);
  }
  const sorted = (await Promise.all(times)).sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length * 0.99)] ?? NaN;
}

async function whileTraining(sandbox: StartedSandbox): Promise<void> {
  const calls = new SandboxCalls(sandbox);
  const place = [{ country_code: "SWE", region_code: "all", grouping: "all" }];
  const dates = (await calls.post("datasets/1/dates?dataset_name=Sales", place)).body as unknown as string[];
  const idlePaths = ["models", "models/1", "datauploads", "datasets/active"].map((path) => `${calls.project}/${path}`);
  report("sandbox-get-p99-idle", await slowest(sandbox, idlePaths), "ms", "-");
  const { body } = await calls.post("models/1/refit", {
    model_detail: { dataset_id: 1, train_dates: dates.slice(0, 117), eval_dates: dates.slice(117) },
    model_param: { epochs: 50_000, learning_rate: 0.001, samples: 10 },
  });
  const model = `models/${String(body.IId)}`;
  await calls.until(model, "training");
  const paths = ["models", "models/1", "datauploads", "datasets/active", model].map(
    (path) => `${calls.project}/${path}`,
  );
  report("sandbox-get-p99-while-training", await slowest(sandbox, paths), "ms", 50);
  await calls.post(`${model}/cancel`);
}

async function writeRows(path: string, size: number): Promise<void> {
  const file = await open(path, "w");
  await file.write("Country,Region,Grouping,Date,Product,UnitsSold,PricePerUnit\n");
  const piece = "SWE,all,all,2024-01-01,Coffee,10,2\n".repeat(30_000);
  for (let written = 0; written < size; written += piece.length) await file.write(piece);
  await file.close();
}

/** 400,000 good rows of 10 products in 100 regions over 400 weeks. */
async function writeSales(path: string): Promise<void> {
  const file = await open(path, "w");
  await file.write("Country,Region,Grouping,Date,Product,UnitsSold,PricePerUnit\n");
  for (let week = 0; week < 400; week++) {
    const date = new Date(Date.UTC(2017, 0, 2 + 7 * week)).toISOString().slice(0, 10);
    const rows = Array.from(
      { length: 1000 },
      (_, i) =>
        `SWE,Region ${i % 100},all,${date},Product ${Math.floor(i / 100)},${1000 + ((week * 37 + i) % 900)}.5,99.5\n`,
    );
    await file.write(rows.join(""));
  }
  await file.close();
}

/** Posts a file and answers the status. */
function post(sandbox: StartedSandbox, path: string): Promise<number> {
  const form = new FormData();
  form.append("file", createReadStream(path, { highWaterMark: 262_144 }), "Sales.csv");
  const { project } = new SandboxCalls(sandbox, { teamId: 1, projectId: 1 });
  const headers = { ...form.getHeaders(), authorization: `Bearer ${sandbox.token}` };
  return new Promise((resolve, reject) => {
    const sending = request(`${project}/datauploads?dataset_name=Sales`, { method: "POST", headers }, (response) => {
      response.resume().on("end", () => resolve(response.statusCode ?? 0));
    });
    sending.on("error", reject);
    form.pipe(sending);
  });
}

const residentMegabytes = async (pid: number): Promise<number> =>
  Number(/VmRSS:\s+(\d+) kB/.exec(await readFile(`/proc/${pid}/status`, "utf8").catch(() => ""))?.[1]) / 1024;

async function ofManyRows(folder: string): Promise<void> {
  const path = join(folder, "rows.csv");
  await writeSales(path);
  const sandbox = await startSandbox();
  try {
    let highest = 0;
    const probe = setInterval(() => {
      void residentMegabytes(sandbox.pid).then((now) => (highest = Math.max(highest, now)));
    }, 20);
    const begin = performance.now();
    await post(sandbox, path);
    await new SandboxCalls(sandbox).until("datauploads/101", "complete");
    clearInterval(probe);
    report("sandbox-400000-rows", (performance.now() - begin) / 1000, "s", 6);
    report("sandbox-400000-rows-memory", highest, "MB", 300);
  } finally {
    await sandbox.stop();
  }
}

async function ofUploads(sandbox: StartedSandbox, folder: string): Promise<void> {
  const [small, large] = [join(folder, "small.csv"), join(folder, "large.csv")];
  await writeRows(large, 1024 * MEGABYTE);
  const before = await residentMegabytes(sandbox.pid);
  let highest = before;
  const probe = setInterval(() => {
    void residentMegabytes(sandbox.pid).then((now) => (highest = Math.max(highest, now)));
  }, 20);
  const status = await post(sandbox, large);
  clearInterval(probe);
  report("sandbox-upload-1GB-extra-memory", highest - before, "MB", 80);
  await rm(large);
  await writeRows(small, 100 * MEGABYTE);
  const begin = performance.now();
  const statuses = await Promise.all(Array.from({ length: 10 }, () => post(sandbox, small)));
  report("sandbox-ten-uploads-of-100MB", (performance.now() - begin) / 1000, "s", "-");
  const refused = [status, ...statuses].filter((each) => each !== 200).length;
  report("sandbox-uploads-refused", refused, "uploads", 0);
}

const folder = await mkdtemp(join(tmpdir(), "alviss-bench-load-"));
const sandbox = await startSandbox({ demo: true });
try {
  await whileTraining(sandbox);
  await ofManyRows(folder);
  await ofUploads(sandbox, folder);
} finally {
  await sandbox.stop();
  agent.destroy();
  await rm(folder, { recursive: true, force: true });
}
