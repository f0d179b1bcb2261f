import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

export interface StartedSandbox {
  /** Base of the API: `http://127.0.0.1:PORT/v1/api`. */
  readonly url: string;
  readonly teamUrl: string;
  readonly token: string;
  readonly teamId: number;
  readonly projectId: number;
  readonly pid: number;
  /** With the demo: a token for each role, and two that are refused. */
  readonly tokens?: Readonly<Record<string, string>>;
  /** The data folder. */
  readonly folder: string;
  /** What it has written to stderr so far. */
  readonly log: () => string;
  /** Ends the process by a signal and waits for its end; the folder stays. Answers the exit code. */
  readonly end: (signal: "SIGTERM" | "SIGKILL") => Promise<number | null>;
  /** Ends the process, and removes the folder unless the caller brought it. */
  readonly stop: () => Promise<void>;
}

export interface StartOptions {
  /** An existing data folder, which is kept; absent: a temporary one. */
  readonly folder?: string;
  readonly demo?: boolean;
  /** "fast" saves seconds where the fit itself is not the point. */
  readonly engine?: "nuts" | "fast";
  /** Names with commas between them. */
  readonly profile?: string;
  /** Further words of the command line. */
  readonly words?: readonly string[];
  readonly timeoutMs?: number;
}

const BUNDLE = fileURLToPath(new URL("../../dist/sandbox.js", import.meta.url));
const STDERR_SHOWN = 3000;

/** Starts the built sandbox in a process of its own and waits for its ready line. */
export async function startSandbox(options: StartOptions = {}): Promise<StartedSandbox> {
  const folder = options.folder ?? (await mkdtemp(join(tmpdir(), "alviss-sandbox-")));
  const child = spawnSandbox([
    ...["--port", "0", "--data", folder],
    ...(options.demo ? ["--demo"] : []),
    ...(options.engine ? ["--engine", options.engine] : []),
    ...(options.profile ? ["--profile", options.profile] : []),
    ...(options.words ?? []),
  ]);
  let stderr = "";
  child.stderr?.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
  const end = async (signal: "SIGTERM" | "SIGKILL") => {
    if (child.exitCode === null && child.signalCode === null) {
      const over = once(child, "exit");
      child.kill(signal);
      await over;
    }
    return child.exitCode;
  };
  const stop = async () => {
    await end("SIGTERM");
    if (options.folder === undefined) await rm(folder, { recursive: true, force: true });
  };
  try {
    const line = await readyLine(child, options.timeoutMs ?? 60_000, () => stderr.slice(-STDERR_SHOWN));
    const ready = JSON.parse(line) as Omit<StartedSandbox, "folder" | "log" | "end" | "stop">;
    return { ...ready, folder, log: () => stderr, end, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The sandbox's process with any words on its command line; the caller ends it. */
export function spawnSandbox(words: readonly string[]): ChildProcess {
  return spawn(process.execPath, [BUNDLE, ...words], { stdio: ["pipe", "pipe", "pipe"] });
}

async function readyLine(child: ChildProcess, timeoutMs: number, stderr: () => string): Promise<string> {
  if (!child.stdout) throw new Error("the sandbox has no stdout");
  const lines = createInterface({ input: child.stdout });
  const giveUp = new AbortController();
  const timer = setTimeout(() => giveUp.abort(), timeoutMs);
  const { signal } = giveUp;
  try {
    return await Promise.race([
      once(lines, "line", { signal }).then(([line]) => String(line)),
      once(child, "exit", { signal }).then(([code]) => {
        throw new Error(`the sandbox ended with code ${String(code)} before it was ready:\n${stderr()}`);
      }),
    ]);
  } catch (error) {
    if (!signal.aborted) throw error;
    throw new Error(`the sandbox was not ready within ${timeoutMs} ms:\n${stderr()}`, { cause: error });
  } finally {
    clearTimeout(timer);
    giveUp.abort();
    lines.close();
    child.stdout.resume();
  }
}
