import assert from "node:assert/strict";
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, watch, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { codeOnPath } from "../../harness/codeOnPath.mjs";
import { sandboxFolder } from "../../harness/detachedSandbox.mjs";
import { removeFolder, temporaryFolder } from "../../harness/firstRun.mjs";
import { inRoot, root } from "../../harness/paths.mjs";
import { isAlive } from "../../harness/processes.mjs";

const unixOnly = process.platform === "win32" ? describe.skip : describe;

unixOnly("npm start with code on PATH", function () {
  this.timeout(30_000); // the first of them may have to build
  let folder = "";
  let starter: ChildProcess | undefined;

  beforeEach(() => {
    folder = temporaryFolder();
    mkdirSync(join(folder, "bin"));
    mkdirSync(join(folder, "tmp"));
  });
  afterEach(() => {
    for (const pid of [...(starter?.pid === undefined ? [] : [-starter.pid]), ...started()]) endHard(pid);
    removeFolder(folder);
  });

  /** What a fake code wrote down: the processes that a failing test would leave behind. */
  const started = (): number[] =>
    existsSync(join(folder, "pids")) ? readFileSync(join(folder, "pids"), "utf8").split(" ").map(Number) : [];

  /** A `code` that writes its arguments down and then does what `rest` says. */
  function fakeCode(rest: string): void {
    const file = join(folder, "bin", "code");
    const record = `require("fs").writeFileSync(${JSON.stringify(join(folder, "arguments"))}, JSON.stringify(process.argv.slice(2)));`;
    writeFileSync(file, `#!${process.execPath}\n${record}\n${rest}\n`);
    chmodSync(file, 0o755);
  }

  function surroundings(): { env: NodeJS.ProcessEnv; stdio: ["ignore", "pipe", "pipe"] } {
    const path = [join(folder, "bin"), process.env["PATH"]].join(delimiter);
    return { env: { ...process.env, PATH: path, TMPDIR: join(folder, "tmp") }, stdio: ["ignore", "pipe", "pipe"] };
  }

  function start(): Promise<{ code: number | null; output: string }> {
    const child = spawn(process.execPath, [inRoot("test", "harness", "start.mjs")], {
      ...surroundings(),
      detached: true,
    });
    starter = child;
    let output = "";
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding("utf8").on("data", (text) => (output += text));
    return once(child, "close").then(([code]) => ({ code: code as number | null, output }));
  }

  const recorded = (): string[] => JSON.parse(readFileSync(join(folder, "arguments"), "utf8")) as string[];

  it("opens a new window beside the user's own profile, on a copy of the demo files", async () => {
    fakeCode(
      `require("fs").cpSync(process.argv.at(-1), ${JSON.stringify(join(folder, "seen"))}, { recursive: true });`,
    );
    const { code } = await start();
    assert.equal(code, 0);
    const [wait, newWindow, ...rest] = recorded();
    assert.deepEqual([wait, newWindow], ["--wait", "--new-window"]);
    const [userData = "", extensions = "", development = ""] = [1, 3, 5].map((i) => rest[i]);
    assert.deepEqual(
      [0, 2, 4].map((i) => rest[i]),
      ["--user-data-dir", "--extensions-dir", "--extensionDevelopmentPath"],
    );
    assert.ok(userData.startsWith(join(folder, "tmp")) && extensions.startsWith(join(folder, "tmp")));
    assert.equal(development, root);
    assert.equal(rest.length, 7);
    assert.deepEqual(readdirSync(join(folder, "seen")), readdirSync(inRoot("media", "demo")));
  });

  it("removes what it made when the window is closed", async () => {
    fakeCode("");
    await start();
    assert.deepEqual(readdirSync(join(folder, "tmp")), []);
  });

  it("ends with the exit code of the window", async () => {
    fakeCode("process.exit(3);");
    assert.equal((await start()).code, 3);
  });

  it("ends its processes and the detached sandbox on SIGTERM, and leaves the window's files", async () => {
    const sandbox = join(folder, "sandbox.js");
    writeFileSync(sandbox, "setInterval(() => {}, 1000);");
    const globalStorage = `require("path").join(process.argv[5], ${JSON.stringify(sandboxFolder("User"))})`;
    fakeCode(`
      const data = ${globalStorage};
      require("fs").mkdirSync(data, { recursive: true });
      const { pid } = require("child_process").spawn(process.execPath, [${JSON.stringify(sandbox)}, "--data", data], { detached: true, stdio: "ignore" });
      require("fs").writeFileSync(data + "/sandbox.lock", JSON.stringify({ pid }));
      require("fs").writeFileSync(${JSON.stringify(join(folder, "pids"))}, pid + " " + process.pid);
      setInterval(() => {}, 1000);`);
    const ended = start();
    await fileAppears(folder, "pids");
    starter?.kill("SIGTERM");
    const { code, output } = await ended;
    assert.equal(code, 0);
    assert.deepEqual(started().map(isAlive), [false, false]);
    assert.match(output, /The VS Code window is left to you; its files are in (.+)\.\n$/);
    assert.equal(readdirSync(join(folder, "tmp")).length, 1);
  });

  it("ends as well when the shell that npm put in between dies of the signal", async () => {
    fakeCode(`
      require("fs").writeFileSync(${JSON.stringify(join(folder, "pids"))}, process.ppid + " " + process.pid);
      setInterval(() => {}, 1000);`);
    const { env, stdio } = surroundings();
    const command = `"${process.execPath}" "${inRoot("test", "harness", "start.mjs")}"; true`;
    const shell = spawn("sh", ["-c", command], { env: { ...env, npm_lifecycle_event: "start" }, stdio });
    const ended = once(shell.stdout.resume(), "close"); // when the last process that writes to it is gone
    await fileAppears(folder, "pids");
    shell.kill("SIGTERM");
    await ended;
    assert.deepEqual(started().map(isAlive), [false, false]);
  });

  it("refuses an option it does not know", async () => {
    const child = spawn(process.execPath, [inRoot("test", "harness", "start.mjs"), "--opne"], { stdio: "ignore" });
    assert.deepEqual((await once(child, "close"))[0], 2);
  });
});

unixOnly("finding code", () => {
  let folder = "";
  beforeEach(() => (folder = temporaryFolder()));
  afterEach(() => removeFolder(folder));

  it("takes an executable file only", () => {
    const file = join(folder, "code");
    assert.equal(codeOnPath({ PATH: folder }), undefined);
    writeFileSync(file, "");
    chmodSync(file, 0o644);
    assert.equal(codeOnPath({ PATH: folder }), undefined);
    chmodSync(file, 0o755);
    assert.equal(codeOnPath({ PATH: folder }), file);
  });
});

/** A process, or a group by its negative number, that may be gone already. */
function endHard(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // gone
  }
}

/** Resolves when a file with content stands in the folder. */
function fileAppears(folder: string, name: string): Promise<void> {
  const isThere = (): boolean => existsSync(join(folder, name)) && readFileSync(join(folder, name), "utf8") !== "";
  return new Promise((resolve) => {
    const watcher = watch(folder, () => check());
    const check = (): void => {
      if (!isThere()) return;
      watcher.close();
      resolve();
    };
    check();
  });
}
