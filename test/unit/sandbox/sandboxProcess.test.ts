import assert from "node:assert/strict";
import { type ChildProcess, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { type Answer, SandboxCalls } from "../../support/sandboxCalls";
import { scratchFolder } from "../../support/scratchFolder";
import { spawnSandbox, type StartedSandbox, startSandbox } from "../../support/startSandbox";
import { until } from "../../support/until";

const SWEDEN = { country_code: "SWE", region_code: "all", grouping: "all" };

describe("the sandbox's process", function () {
  this.timeout(90_000);
  const folder = scratchFolder();
  const running: StartedSandbox[] = [];
  const children: ChildProcess[] = [];
  afterEach(async () => {
    for (const sandbox of running.splice(0)) await sandbox.end("SIGKILL");
    for (const child of children.splice(0)) child.kill("SIGKILL");
  });
  const start = async (options: { demo?: boolean } = {}): Promise<StartedSandbox> => {
    const sandbox = await startSandbox({ folder: folder(), engine: "fast", ...options });
    running.push(sandbox);
    return sandbox;
  };
  const ended = async (words: string[]) => {
    const child = spawnSandbox(words);
    children.push(child);
    let stderr = "";
    let stdout = "";
    child.stderr?.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
    child.stdout?.on("data", (chunk: Buffer) => (stdout += chunk.toString()));
    const [code] = (await once(child, "close")) as [number | null];
    return { code, stdout, stderr };
  };
  const lock = () => JSON.parse(readFileSync(join(folder(), "sandbox.lock"), "utf8")) as Record<string, unknown>;

  it("says where it is in one line, owns its folder, and gives it up on SIGTERM", async () => {
    const sandbox = await start();
    const { url, teamUrl, token, teamId, projectId, pid } = sandbox;
    const origin = new URL(url).origin;
    assert.match(origin, /^http:\/\/127\.0\.0\.1:\d+$/);
    assert.deepEqual([url, teamUrl], [`${origin}/v1/api`, `${origin}/v1/team/teams`]);
    assert.deepEqual([teamId, projectId], [1, 1]);
    assert.match(token, /^sandbox_/);
    assert.deepEqual(Object.keys(lock()).sort(), ["pid", "startedAt", "url", "version"]);
    assert.deepEqual([lock().pid, lock().url], [pid, origin]);
    const before = performance.now();
    assert.equal(await sandbox.end("SIGTERM"), 0);
    assert.ok(performance.now() - before < 2000);
    assert.ok(!existsSync(join(folder(), "sandbox.lock")));
  });

  it("starts again after kill -9, with its data and another token", async () => {
    const first = await start();
    const calls = new SandboxCalls(first);
    const upload = await calls.uploadDemoFile("Sales");
    await calls.until(`datauploads/${upload}`, "complete");
    await first.end("SIGKILL");
    const second = await start();
    assert.notEqual(second.token, first.token);
    const again = new SandboxCalls(second);
    assert.equal((await again.get(`datauploads/${upload}`)).body.Rows, 312);
    const old = await again.send("GET", "datauploads", { headers: { authorization: `Bearer ${first.token}` } });
    assert.equal(old.status, 401);
  });

  it("takes up a training that kill -9 cut off, and one that SIGTERM stopped", async () => {
    const first = await start({ demo: true });
    const calls = new SandboxCalls(first);
    const dates = (await calls.post("datasets/1/dates?dataset_name=Sales", [SWEDEN])).body as unknown as string[];
    const refit = await calls.post("models/1/refit", {
      model_detail: { dataset_id: 1, train_dates: dates.slice(0, 100), eval_dates: [] },
      model_param: { epochs: 20_000, learning_rate: 0.001, samples: 10 },
    });
    const path = `models/${String(refit.body.IId)}`;
    await calls.until(path, "training");
    await first.end("SIGKILL");

    const second = await start();
    const afterKill = new SandboxCalls(second, first);
    await afterKill.until(path, "training");
    assert.equal(await second.end("SIGTERM"), 0);

    const third = await start();
    const afterTerm = new SandboxCalls(third, first);
    await afterTerm.until(path, "training");
    await third.end("SIGKILL");

    const fourth = await start();
    const record = (await new SandboxCalls(fourth, first).get(path)).body;
    assert.equal(record.Status, "failed");
    assert.match(String(record.Message), /stopped twice while this was running/);
    assert.equal((await new SandboxCalls(fourth, first).get("attributions/1/result")).status, 200);
  });

  it("refuses a folder that another one owns, naming its pid, with exit code 2, and a port that is taken", async () => {
    const { pid, url } = await start();
    const second = await ended(["--data", folder()]);
    assert.equal(second.code, 2);
    assert.equal(second.stdout, "");
    assert.match(second.stderr, new RegExp(`^The folder .* belongs to the sandbox with pid ${pid}\\b.*\\n$`));
    assert.equal(lock().pid, pid);
    const third = await ended(["--data", join(folder(), "other"), "--port", new URL(url).port]);
    assert.equal(third.code, 1);
    assert.match(third.stderr, /^Port \d+ is taken by another program: [^\n]*\n$/);
    assert.ok(!existsSync(join(folder(), "other")));
  });

  it("says in one sentence that its folder cannot be made", async () => {
    writeFileSync(join(folder(), "file"), "");
    const impossible = [join(folder(), "file", "data"), ...(process.platform === "linux" ? ["/proc/alviss/data"] : [])];
    for (const path of impossible) {
      const { code, stderr } = await ended(["--data", path]);
      assert.equal(code, 1);
      assert.match(stderr, /^The folder [^\n]* cannot hold the sandbox's data [^\n]*\n$/);
      assert.ok(stderr.includes(path), stderr);
    }
  });

  it("says in one sentence that the disk of its folder is full, with exit code 1", function () {
    const bundle = fileURLToPath(new URL("../../../dist/sandbox.js", import.meta.url));
    const onSmallDisk = ["-rm", "sh", "-c", 'mount -t tmpfs -o size=4k none "$0" && exec "$@"', folder()];
    // Only Linux lets everybody have a disk of 4 kB, and not everywhere.
    if (spawnSync("unshare", [...onSmallDisk, "true"]).status !== 0) this.skip();
    const words = [...onSmallDisk, process.execPath, bundle, "--data", folder()];
    const { status, stderr } = spawnSync("unshare", words, { encoding: "utf8" });
    assert.equal(status, 1, stderr);
    assert.match(stderr, /^The disk is full: make room for the data folder\. \(.*\)\n$/);
  });

  it("refuses an option it does not know in one sentence, with exit code 2 and no folder", async () => {
    const { code, stdout, stderr } = await ended(["--data", join(folder(), "new"), "--nonsense", "x"]);
    assert.deepEqual([code, stdout, stderr.trim().split("\n").length], [2, "", 1]);
    assert.match(stderr, /--nonsense/);
    assert.deepEqual(readdirSync(folder()), []);
  });

  it("makes the demo at once when asked by HTTP, once, and finishes it after a stop", async () => {
    const first = await start();
    const demo = `${first.url}/sandbox/demo`;
    const calls = new SandboxCalls(first);
    const place = (await calls.post(demo)).body as unknown as { teamId: number; projectId: number };
    assert.deepEqual(place, { teamId: 2, projectId: 2 });
    assert.deepEqual((await calls.post(demo)).body, place);
    await first.end("SIGTERM");
    const second = await start();
    const inDemo = new SandboxCalls(second, place);
    for (let end = performance.now() + 60_000; (await inDemo.get("attributionset/active")).status !== 200;) {
      assert.ok(performance.now() < end, "the demo was not finished");
      await sleep(50);
    }
    for (const [kind, count] of [
      ["datauploads", 4],
      ["datasets", 1],
      ["models", 1],
      ["attributions", 1],
      ["attributionset", 1],
    ] as const) {
      assert.equal(((await inDemo.get(kind)).body as unknown as unknown[]).length, count, kind);
    }
    assert.equal(((await inDemo.get(second.teamUrl)).body as unknown as unknown[]).length, 2);
  });

  it("makes the demo when asked again after one of its jobs was cancelled, from its own files only", async () => {
    const sandbox = await start();
    const demo = `${sandbox.url}/sandbox/demo`;
    const calls = new SandboxCalls(sandbox);
    const place = (await calls.post(demo)).body as unknown as { teamId: number; projectId: number };
    const inDemo = new SandboxCalls(sandbox, place);
    const mine = (await inDemo.upload("Sales", "Country;Region\n")).body.upload_id;
    const statusOf = async (answer: Promise<Answer>) => (await answer).status;
    await until(
      () => statusOf(inDemo.post("models/1/cancel")),
      (status) => status === 200,
    );
    await until(sandbox.log, (log) => log.includes("demo failed"));
    await calls.post(demo);
    await until(
      () => statusOf(inDemo.get("attributionset/active")),
      (status) => status === 200,
    );
    const words = (await inDemo.get("models")).body as unknown as { Status: string }[];
    assert.deepEqual(
      words.map(({ Status }) => Status),
      ["completed", "cancelled"],
    );
    const ids = (await inDemo.get("datasets/active")).body.UploadIds as number[];
    assert.ok(ids.length === 4 && !ids.includes(mine as number), ids.join());
  });

  it("started by a window takes its token from stdin, and writes nothing to stdout", async () => {
    const child = spawnSandbox(["--data", folder(), "--session"]);
    children.push(child);
    const token = "sandbox_0123456789abcdefghij";
    let stdout = "";
    child.stdout?.on("data", (chunk: Buffer) => (stdout += chunk.toString()));
    child.stdin?.end(`${token}\n`);
    while (!existsSync(join(folder(), "sandbox.lock"))) await sleep(10);
    while (readFileSync(join(folder(), "sandbox.lock"), "utf8") === "") await sleep(10);
    const headers = { authorization: `Bearer ${token}` };
    const uuid = "4e3b5f2a-1111-4222-8333-123456789abc";
    const url = `${String(lock().url)}/v1/api/sandbox/windows/${uuid}`;
    assert.equal((await fetch(url, { method: "POST", headers })).status, 204);
    child.kill("SIGTERM");
    assert.deepEqual(await once(child, "close"), [0, null]);
    assert.equal(stdout, "");
  });

  it("started by a window without a proper token ends with a sentence", async () => {
    const child = spawnSandbox(["--data", folder(), "--session"]);
    children.push(child);
    let stderr = "";
    child.stderr?.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
    child.stdin?.end("hunter2\n");
    assert.deepEqual(await once(child, "close"), [2, null]);
    assert.match(stderr, /session token that starts with sandbox_/);
    assert.ok(!stderr.includes("hunter2"));
  });
});
