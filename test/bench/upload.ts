// What the upload of a large file costs: extra memory and speed, against a server in another process that only drains.
// Prints one "name value unit budget" line for each figure; the same file by curl -F, where there is a curl, and the same
// bytes over a bare socket are the limits.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createReadStream } from "node:fs";
import { mkdtemp, open, rm } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { AlvissClient } from "../../src/platform/client";
import { fileSource } from "../../src/platform/uploadSource";
import { idOf } from "../support/sandboxClient";

const GIGABYTE = 1e9;
const MEGABYTE = 1e6;
const memoryBudget = 80;

// Drains a request, answers as an upload is answered; on a bare socket it only drains.
const drainingServer = `
  const http = require("node:http"), net = require("node:net");
  const server = http.createServer((request, response) => {
    request.on("data", () => {});
    request.on("end", () => response.end('{"upload_id":1,"Status":"complete"}'));
  });
  const bare = net.createServer((socket) => { socket.on("error", () => {}); socket.on("data", () => {}); socket.on("end", () => socket.end()); });
  server.listen(0, "127.0.0.1", () => bare.listen(0, "127.0.0.1", () => process.send([server.address().port, bare.address().port])));
`;

async function startServer(): Promise<{ readonly server: ChildProcess; readonly http: number; readonly bare: number }> {
  const server = spawn(process.execPath, ["-e", drainingServer], { stdio: ["ignore", "inherit", "inherit", "ipc"] });
  const [[http = 0, bare = 0]] = (await once(server, "message")) as [number[]];
  return { server, http, bare };
}

/** A file of that many bytes, filled: holes would read faster than a disk can. */
async function writeLarge(path: string, size: number): Promise<void> {
  const file = await open(path, "w");
  const piece = Buffer.alloc(10 * MEGABYTE, "SWE,all,all,2024-01-01,Espresso,4445,128.45,53.95\n");
  for (let written = 0; written < size; written += piece.length) await file.write(piece);
  await file.close();
}

/** Seconds, or undefined where there is no curl. */
async function timeOfCurl(path: string, url: string): Promise<number | undefined> {
  const started = performance.now();
  const curl = spawn("curl", ["--silent", "--fail", "--form", `file=@${path}`, url], { stdio: "ignore" });
  const [code] = (await once(curl, "exit").catch(() => [undefined])) as [number | null | undefined];
  return code === 0 ? (performance.now() - started) / 1000 : undefined;
}

function report(name: string, value: number, unit: string, budget: number | "-"): void {
  const over = typeof budget === "number" && value > budget;
  console.log(`${name} ${value.toFixed(0)} ${unit} ${String(budget)}${over ? " OVER" : ""}`);
  if (over) process.exitCode = 1;
}

const folder = await mkdtemp(join(tmpdir(), "alviss-bench-upload-"));
const { server, http, bare } = await startServer();
try {
  const path = join(folder, "Sales.csv");
  await writeLarge(path, GIGABYTE);
  const origin = `http://127.0.0.1:${String(http)}`;
  const client = new AlvissClient({
    server: { name: "Drain", apiUrl: `${origin}/v1/api`, teamsUrl: `${origin}/v1/team/teams`, webUrl: undefined },
    token: () => Promise.resolve("sandbox_bench"),
  });
  const project = { team: idOf<"team">(1), project: idOf<"project">(1) };
  const upload = async (signal?: AbortSignal, onProgress?: () => void): Promise<void> => {
    const file = await fileSource(path);
    await client.createUpload(project, { datasetName: "Sales", file }, { signal, onProgress });
  };

  // The library itself is loaded before the memory is measured.
  await client.readUpload(project, idOf<"upload">(1)).catch(() => undefined);
  const before = process.memoryUsage.rss();
  let highest = before;
  const probe = setInterval(() => (highest = Math.max(highest, process.memoryUsage.rss())), 10);
  const started = performance.now();
  await upload();
  const seconds = (performance.now() - started) / 1000;
  clearInterval(probe);
  report("upload of 1 GB, extra memory", (highest - before) / MEGABYTE, "MB", memoryBudget);
  report("upload of 1 GB, speed", GIGABYTE / MEGABYTE / seconds, "MB/s", "-");

  const abort = new AbortController();
  let asked = 0;
  await upload(abort.signal, () => {
    asked ||= performance.now();
    abort.abort();
  }).catch(() => undefined);
  report("upload given up, time until it is over", performance.now() - asked, "ms", 100);

  const curlSeconds = await timeOfCurl(path, `${origin}/v1/api/projects/1/1/datauploads?dataset_name=Sales`);
  if (curlSeconds !== undefined) {
    report("curl -F, speed", GIGABYTE / MEGABYTE / curlSeconds, "MB/s", "-");
    report("time against curl -F", (100 * seconds) / curlSeconds, "%", "-");
  }

  const socket = connect(bare, "127.0.0.1");
  const bareStarted = performance.now();
  const drained = once(socket.resume(), "close");
  await pipeline(createReadStream(path, { highWaterMark: 262_144 }), socket, { end: true });
  await drained;
  const bareSeconds = (performance.now() - bareStarted) / 1000;
  report("bare socket, speed", GIGABYTE / MEGABYTE / bareSeconds, "MB/s", "-");
  report("time against the bare socket", (100 * seconds) / bareSeconds, "%", "-");
} finally {
  server.kill();
  await rm(folder, { recursive: true, force: true });
}
