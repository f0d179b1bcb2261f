import { spawn } from "node:child_process";
import { open, mkdir } from "node:fs/promises";
import { logPath, readLock, type SandboxLock } from "./lockFile";

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

export interface Launched {
  readonly lock: SandboxLock;
  /** Where a database lies that could not be read; the sandbox began an empty one. */
  readonly damaged: string | undefined;
}

/**
 * Starts a sandbox that outlives this window, and waits until its lock file says where it listens and its log that it
 * does. The token goes over stdin, where no other process can read it.
 */
export async function launch(options: LaunchOptions): Promise<Launched> {
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
      if (lock !== undefined && lock.pid === child.pid) {
        const ready = (await entriesSince(options.dataFolder, logBefore)).find(({ msg }) => msg === "ready");
        if (ready) return { lock, damaged: typeof ready.damaged === "string" ? ready.damaged : undefined };
      }
      if (ended !== undefined) throw new SandboxDidNotStart((await linesSince(options.dataFolder, logBefore)) || ended);
      if (Date.now() > end) {
        child.kill("SIGTERM");
        throw new SandboxDidNotStart(
          (await linesSince(options.dataFolder, logBefore)) || `no answer in ${options.limit / 1000} s`,
        );
      }
      await new Promise((resolve) => setTimeout(resolve, 10));
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
  return (await entriesSince(dataFolder, offset))
    .slice(-3)
    .map(({ msg, line }) => (typeof msg === "string" ? msg : line))
    .join("\n");
}

interface Entry {
  readonly msg?: unknown;
  readonly damaged?: unknown;
  readonly line: string;
}

async function entriesSince(dataFolder: string, offset: number): Promise<Entry[]> {
  const file = await open(logPath(dataFolder), "r");
  try {
    const { size } = await file.stat();
    // A log that had become too long was begun anew.
    const start = size < offset ? 0 : offset;
    const { buffer, bytesRead } = await file.read(Buffer.alloc(size - start), 0, size - start, start);
    const text = buffer.subarray(0, bytesRead).toString("utf8").trim();
    return text === "" ? [] : text.split("\n").map((line) => ({ ...partsOf(line), line }));
  } finally {
    await file.close();
  }
}

function partsOf(line: string): { msg?: unknown; damaged?: unknown } {
  try {
    return (JSON.parse(line) ?? {}) as { msg?: unknown; damaged?: unknown };
  } catch {
    return {};
  }
}
