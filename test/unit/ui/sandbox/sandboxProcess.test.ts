import "../../../support/vscodeStandIn";
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { SecretStorage, LogOutputChannel } from "vscode";
import type { SandboxProcess } from "../../../../src/ui/sandbox/sandboxProcess";
import { shown } from "../../../support/vscodeStandIn";
import { until } from "../../../support/until";

// Stands in for the sandbox: claims its folder, says that it is ready and waits to be ended.
const obedient = `
import { rmSync, writeFileSync } from "node:fs";
const data = process.argv[process.argv.indexOf("--data") + 1];
const startedAt = new Date().toISOString();
writeFileSync(data + "/sandbox.lock", JSON.stringify({ pid: process.pid, url: "http://127.0.0.1:9", version: "1", startedAt }));
const say = (entry) => process.stderr.write(JSON.stringify(entry) + "\\n");
say({ msg: "ready" });
process.on("SIGTERM", () => { say({ msg: "stopping", why: "SIGTERM" }); rmSync(data + "/sandbox.lock"); process.exit(0); });
setInterval(() => {}, 1000);
`;

describe("the sandbox's process", function () {
  this.timeout(20_000);
  let root: string;
  let folder: string;
  let sandbox: SandboxProcess;
  let otherWindow: SandboxProcess;
  const announced: (string | undefined)[] = [];
  const log = { info: () => {}, debug: () => {}, warn: () => {}, error: (line: string) => shown.push(["log", line]) };

  beforeEach(async () => {
    root = mkdtempSync(join(tmpdir(), "alviss-process-"));
    folder = join(root, "data");
    announced.length = shown.length = 0;
    writeFileSync(join(root, "package.json"), '{"type":"module"}');
    writeFileSync(join(root, "sandbox.js"), obedient);
    const { SandboxProcess } = await import("../../../../src/ui/sandbox/sandboxProcess");
    const place = {
      script: join(root, "sandbox.js"),
      dataFolder: () => folder,
      engine: () => "fast",
      workers: () => 1,
      version: "1",
    };
    const announce = (server?: { apiUrl: string }) => Promise.resolve(void announced.push(server?.apiUrl));
    const secrets = secretStorage();
    const window = () => new SandboxProcess(place, secrets, announce, log as unknown as LogOutputChannel, 50);
    [sandbox, otherWindow] = [window(), window()];
  });
  afterEach(async () => {
    await sandbox.stop();
    sandbox.dispose();
    otherWindow.dispose();
    rmSync(root, { recursive: true, force: true });
  });

  const stateIs = (wanted: string) =>
    until(
      () => sandbox.state,
      (state) => state === wanted,
      10_000,
    );
  const messages = (): string[] => shown.map(([kind, , ...buttons]) => [kind, ...buttons].join(", "));
  const pid = (): number => sandbox.status.pid ?? assert.fail("it does not run");
  const kill = async (): Promise<void> => {
    const killed = pid();
    process.kill(killed, "SIGKILL");
    await until(
      () => sandbox.status.pid ?? sandbox.state,
      (now) => now !== killed && now !== "starting",
      10_000,
    );
  };

  it("is started again after a crash, three times, and then told with its log", async () => {
    await sandbox.start();
    for (let crash = 1; crash <= 3; crash++) {
      await kill();
      await stateIs("running");
    }
    assert.deepEqual(messages(), []);
    await kill();
    await stateIs("failed");
    assert.match(sandbox.status.failure ?? "", /ended unexpectedly 4 times/);
    await until(
      () => shown.length,
      (count) => count > 0,
    );
    assert.ok(messages().includes("error, Show Sandbox Log, Start Sandbox"));
    await sandbox.start();
    await kill();
    await stateIs("running");
  });

  it("tells its last crash in one of the windows that see it", async () => {
    await sandbox.start();
    await otherWindow.look();
    const { noteCrash } = await import("../../../../src/ui/sandbox/crashes");
    for (const earlier of [2, 3, 4])
      await noteCrash(folder, { pid: earlier, url: "", version: "", startedAt: "" }, Date.now());
    process.kill(pid(), "SIGKILL");
    await until(
      () => [sandbox.state, otherWindow.state, shown.length].join(),
      (seen) => seen === "failed,failed,1",
      10_000,
    );
    assert.match(otherWindow.status.failure ?? "", /ended unexpectedly 4 times/);
    assert.deepEqual(messages(), ["error, Show Sandbox Log, Start Sandbox"]);
  });

  it("stays stopped when it was stopped, here or by somebody else", async () => {
    await sandbox.start();
    await sandbox.stop();
    assert.equal(sandbox.state, "stopped");
    await sandbox.start();
    process.kill(pid(), "SIGTERM");
    await stateIs("stopped");
    assert.deepEqual([messages(), announced.at(-1)], [[], undefined]);
  });

  it("is stopped even while it starts", async () => {
    const starting = sandbox.start();
    await sandbox.stop();
    await starting;
    assert.deepEqual([sandbox.state, announced.at(-1)], ["stopped", undefined]);
  });

  it("stays on its folder when the setting names another one, and goes there with a restart", async () => {
    await sandbox.start();
    const before = { ...sandbox.status };
    const old = folder;
    folder = join(root, "other");
    await sandbox.look();
    assert.deepEqual(sandbox.status, before);
    await sandbox.restart();
    assert.equal(sandbox.status.dataFolder, folder);
    assert.ok(!readFileSync(join(old, "sandbox.log"), "utf8").trim().endsWith('{"msg":"ready"}'));
  });

  it("is empty after a reset, runs again, and its data is kept", async () => {
    await sandbox.start();
    writeFileSync(join(folder, "sandbox.sqlite"), "data");
    const kept = (await sandbox.reset()) ?? assert.fail("nothing was kept");
    assert.equal(readFileSync(join(kept, "sandbox.sqlite"), "utf8"), "data");
    assert.equal(sandbox.state, "running");
  });

  it("says what to do when its folder cannot be made", async () => {
    mkdirSync(folder);
    writeFileSync(join(folder, "file"), "");
    folder = join(folder, "file", "below");
    await assert.rejects(sandbox.start(), (error: Error & { buttons?: readonly { title: string }[] }) => {
      assert.match(error.message, /cannot write to its data folder .*below\. Make the folder writable, or choose/);
      assert.ok(error.buttons?.some(({ title }) => title === "Choose Another Folder"));
      return true;
    });
    assert.equal(sandbox.state, "failed");
    folder = "sandbox-data";
    await assert.rejects(sandbox.start(), /write a whole path/);
    folder = root;
  });
});

function secretStorage(): SecretStorage {
  const values = new Map<string, string>();
  return {
    get: (key: string) => Promise.resolve(values.get(key)),
    store: (key: string, value: string) => Promise.resolve(void values.set(key, value)),
    delete: (key: string) => Promise.resolve(void values.delete(key)),
    onDidChange: () => ({ dispose: () => undefined }),
  };
}
