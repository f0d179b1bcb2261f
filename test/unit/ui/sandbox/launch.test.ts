import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { launch, type LaunchOptions, SandboxDidNotStart } from "../../../../src/ui/sandbox/launch";
import { readLock } from "../../../../src/ui/sandbox/lockFile";
import { until } from "../../../support/until";
import { isAlive } from "../../../../src/ui/sandbox/isAlive";
import { endProcess, isSandbox } from "../../../../src/ui/sandbox/otherProcess";

// Stands in for the sandbox: takes the token from stdin and writes the lock that the window waits for.
const obedient = `
import { writeFileSync } from "node:fs";
const data = process.argv[process.argv.indexOf("--data") + 1];
let token = "";
for await (const piece of process.stdin) token += piece;
writeFileSync(data + "/received", token);
writeFileSync(data + "/sandbox.lock", JSON.stringify({ pid: process.pid, url: "http://127.0.0.1:4242", version: "1", startedAt: "now" }));
process.stderr.write(JSON.stringify({ msg: "ready", damaged: process.env.DAMAGED }) + "\\n");
setInterval(() => {}, 1000);
`;

describe("starting the sandbox", function () {
  this.timeout(15_000);
  let folder: string;
  let started: number | undefined;

  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "alviss-launch-"))));
  afterEach(async () => {
    if (started !== undefined) await endProcess(started, 5_000);
    started = undefined;
    rmSync(folder, { recursive: true, force: true });
  });

  const options = (script: string, limit = 10_000): LaunchOptions => {
    const file = join(folder, "sandbox.js");
    writeFileSync(join(folder, "package.json"), '{"type":"module"}');
    writeFileSync(file, script);
    return { script: file, dataFolder: join(folder, "data"), token: "secret-token", engine: "nuts", workers: 2, limit };
  };

  it("hands the token over on stdin alone, and waits for the lock", async () => {
    const chosen = options(obedient);
    const { lock } = await launch(chosen);
    started = lock.pid;
    assert.equal(lock.url, "http://127.0.0.1:4242");
    assert.equal(readFileSync(join(chosen.dataFolder, "received"), "utf8"), "secret-token\n");
    assert.ok(await isSandbox(lock.pid, chosen.dataFolder));
    assert.ok(!(await isSandbox(lock.pid, join(folder, "elsewhere"))));
    if (process.platform === "linux") assert.ok(!readFileSync(`/proc/${lock.pid}/cmdline`, "utf8").includes("secret"));
    assert.ok(await endProcess(lock.pid, 5_000));
    assert.ok(!isAlive(lock.pid));
  });

  it("hears that it is ready though the log was begun anew, since it was too long", async () => {
    const shortening = obedient.replace("process.stderr", 'writeFileSync(data + "/sandbox.log", "");\nprocess.stderr');
    const chosen = options(shortening);
    mkdirSync(chosen.dataFolder);
    writeFileSync(join(chosen.dataFolder, "sandbox.log"), "old words\n".repeat(1000));
    const { lock } = await launch(chosen);
    started = lock.pid;
    assert.equal(lock.url, "http://127.0.0.1:4242");
  });

  it("tells the last words of one that ends early, and not those of an earlier start", async () => {
    const chosen = options(
      `process.stderr.write('{"level":"error","msg":"the folder is taken by process 7"}\\n'); process.exit(1);`,
    );
    mkdirSync(chosen.dataFolder);
    writeFileSync(join(chosen.dataFolder, "sandbox.log"), "old words\n");
    await assert.rejects(launch(chosen), (error) => {
      assert.ok(error instanceof SandboxDidNotStart);
      assert.equal(error.lastLines, "the folder is taken by process 7");
      return true;
    });
  });

  it("waits for one that has its folder but not yet its database, and tells what that found", async () => {
    const words = (msg: string) => `process.stderr.write(JSON.stringify({ msg: ${msg} }) + "\\n")`;
    const late = `${words('"claimed"')}; setTimeout(() => ${words('"ready", damaged: "/kept"')}, 200);`;
    const chosen = options(obedient.replace(/process\.stderr.*\n/, `${late}\n`));
    const { lock, damaged } = await launch(chosen);
    started = lock.pid;
    assert.equal(damaged, "/kept");
  });

  it("gives up on one that never writes its lock, and ends it", async () => {
    const chosen = options(`console.log(process.pid); setInterval(() => {}, 1000);`, 1_500);
    await assert.rejects(launch(chosen), SandboxDidNotStart);
    const pid = Number(readFileSync(join(chosen.dataFolder, "sandbox.log"), "utf8").trim());
    await until(
      () => isAlive(pid),
      (alive) => !alive,
    );
  });

  it("does not believe a lock file that is broken, of another machine, or of no process", async () => {
    const lock = (text: string): Promise<unknown> => {
      writeFileSync(join(folder, "sandbox.lock"), text);
      return readLock(folder);
    };
    for (const text of [
      "",
      "{",
      "null",
      "[]",
      '{"pid":1,"url":"http://127.0.0.1:1"}',
      '{"pid":"7","url":"http://127.0.0.1:1"}',
    ])
      assert.equal(await lock(text), undefined, text);
    for (const url of [
      "http://example.com:80",
      "http://127.0.0.1:1@evil.example",
      "https://127.0.0.1:1",
      "http://127.0.0.1",
    ])
      assert.equal(await lock(JSON.stringify({ pid: 7, url })), undefined, url);
    assert.deepEqual(await lock('{"pid":7,"url":"http://127.0.0.1:1"}'), {
      pid: 7,
      url: "http://127.0.0.1:1",
      version: "",
      startedAt: "",
    });
  });
});
