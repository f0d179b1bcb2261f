import assert from "node:assert/strict";
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { endSandbox, sandboxFolder, sandboxPid } from "../../harness/detachedSandbox.mjs";
import { removeFolder, temporaryFolder } from "../../harness/firstRun.mjs";
import { isAlive } from "../../harness/processes.mjs";

describe("the detached sandbox of a window", () => {
  let userFolder = "";
  let folder = "";
  let started: ChildProcess[] = [];

  beforeEach(() => {
    userFolder = temporaryFolder();
    folder = sandboxFolder(userFolder);
    mkdirSync(folder, { recursive: true });
  });
  afterEach(() => {
    for (const child of started) child.kill("SIGKILL");
    started = [];
    removeFolder(userFolder);
  });

  /** A process that waits to be ended, under the command line of a sandbox or of something else. */
  async function process(script: string, data: string): Promise<number> {
    const file = join(userFolder, script);
    writeFileSync(file, "console.log('up'); setInterval(() => {}, 1000);");
    const child = spawn(globalThis.process.execPath, [file, "--data", data], { stdio: ["ignore", "pipe", "ignore"] });
    started.push(child);
    await once(child.stdout, "data");
    return child.pid ?? 0;
  }

  const lock = (pid: unknown): void => writeFileSync(join(folder, "sandbox.lock"), JSON.stringify({ pid }));

  it("is ended and waited for", async () => {
    const pid = await process("sandbox.js", folder);
    lock(pid);
    await endSandbox(userFolder);
    assert.equal(isAlive(pid), false);
  });

  it("is left alone when its number has gone to another program", async () => {
    const pid = await process("somethingElse.js", folder);
    lock(pid);
    assert.equal(sandboxPid(folder), undefined);
  });

  it("is left alone when it serves another folder", async () => {
    const pid = await process("sandbox.js", join(userFolder, "elsewhere"));
    lock(pid);
    assert.equal(sandboxPid(folder), undefined);
  });

  for (const pid of [0, 1, -1, "7", null, 2 ** 40])
    it(`is not looked for at process ${JSON.stringify(pid)}`, () => {
      lock(pid);
      assert.equal(sandboxPid(folder), undefined);
    });

  it("need not be there", async () => {
    removeFolder(folder);
    await endSandbox(userFolder);
  });
});
