import { spawn } from "node:child_process";
import { open, mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { readLock, type SandboxLock } from "./lockFile";

export interface LaunchOptions {
  /** Path of the built sandbox. */
  readonly script: string;
  readonly dataFolder: string;
  readonly token: string;
  readonly engine: string;
  readonly workers: number;
  /** Milliseconds until it must accept requests. */
  readonly limit: number;
}

/** The process ended before it accepted requests. */
export class SandboxDidNotStart extends Error {
  constructor(readonly lastLines: string) {
    super(`The sandbox did not start: ${lastLines}`);
    this.name = "SandboxDidNotStart";
  }
}

export const logPath = (dataFolder: string): string => join(dataFolder, "sandbox.log");

/**
 * Starts a sandbox that outlives this window, and waits until its lock file says where it listens. The token goes
 * over stdin, where no other process can read it.
 */
export async function launch(options: LaunchOptions): Promise<SandboxLock> {
  await mkdir(options.dataFolder, { recursive: true });
  const log = await open(logPath(options.dataFolder), "a");
  const { size: logBefore } = await log.stat();
  try {
    const child = spawn(process.execPath, argumentsOf(options), {
      detached: true,
      windowsHide: true,
      stdio: ["pipe", log.fd, log.fd],
      env: { ...process.env, ELECTRON_RUN_AS_NODE: "1" },
    });
    let ended: string | undefined;
    child.on("error", (error) => (ended = error.message));
    child.on("exit", (code, signal) => (ended ??= `exit ${code ?? signal}`));
    child.stdin?.on("error", () => undefined); // It left before it read the token; "exit" tells.
    child.stdin?.end(`${options.token}\n`);
    child.unref();
    const end = Date.now() + options.limit;
    for (;;) {
      const lock = await readLock(options.dataFolder);
      if (lock !== undefined && lock.pid === child.pid) return lock;
      if (ended !== undefined) throw new SandboxDidNotStart((await linesSince(options.dataFolder, logBefore)) || ended);
      if (Date.now() > end) {
        child.kill("SIGTERM");
        throw new SandboxDidNotStart(
          (await linesSince(options.dataFolder, logBefore)) || `no answer in ${options.limit / 1000} s`,
        );
      }
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  } finally {
    await log.close();
  }
}

function argumentsOf(options: LaunchOptions): string[] {
  const { script, dataFolder, engine, workers } = options;
  return [script, "--port", "0", "--data", dataFolder, "--session", "--engine", engine, "--workers", String(workers)];
}

/** The last words of the log that came after `offset`, as people read them. */
async function linesSince(dataFolder: string, offset: number): Promise<string> {
  const text = (await readFile(logPath(dataFolder))).subarray(offset).toString("utf8").trim();
  return text.split("\n").slice(-3).map(messageOf).join("\n");
}

function messageOf(line: string): string {
  try {
    const entry = JSON.parse(line) as { msg?: unknown } | null;
    return typeof entry?.msg === "string" ? entry.msg : line;
  } catch {
    return line;
  }
}
