import { mkdir, open, readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { logPath, type SandboxLock } from "./lockFile";

/** So many crashes within `crashSpan` are followed by a restart; the next one is told to the user. */
export const mostRestarts = 3;
const crashSpan = 600_000;
const tailLength = 65_536;

export interface LastWords {
  /** It went on its own or when it was asked to; false: nothing in the log says why it is gone. */
  readonly orderly: boolean;
  /** What the log says of the end, for people. */
  readonly words: string | undefined;
}

/** What a sandbox that is gone has written last. */
export async function lastWords(dataFolder: string): Promise<LastWords> {
  const lines = (await readTail(logPath(dataFolder))).split("\n");
  let words: string | undefined;
  for (const line of lines.reverse()) {
    const { msg, why, error } = parsed(line);
    if (msg === "ready") break;
    if (msg === "unexpected" && typeof error === "string") words ??= error.split("\n", 1)[0];
    else if (msg === "stopping" && why !== "an unexpected error") return { orderly: true, words: undefined };
    // What is not an entry of the log comes from Node itself, such as that memory ran out.
    else if (msg === undefined && /\berror\b/i.test(line)) words ??= line.trim();
  }
  return { orderly: false, words };
}

export interface NotedCrash {
  /** How many there were of late, with this one. */
  readonly count: number;
  /** No other window has noted it before: this one tells the user. */
  readonly isFirst: boolean;
}

/** Writes a crash down beside the data: one file for it, however many windows see it at once. */
export async function noteCrash(dataFolder: string, { pid, startedAt }: SandboxLock, now: number): Promise<NotedCrash> {
  const folder = crashFolder(dataFolder);
  const name = `${pid}-${startedAt.replace(/\W/g, "-")}`;
  const isFirst = await isMade(folder, name);
  let count = 1;
  for (const other of await namesIn(folder)) {
    if (other !== name && (await isOfLate(join(folder, other), now))) count++;
  }
  return { count, isFirst };
}

/** Somebody starts it by hand: what was before does not count any more. */
export async function forgetCrashes(dataFolder: string): Promise<void> {
  await rm(crashFolder(dataFolder), { recursive: true, force: true });
}

const crashFolder = (dataFolder: string): string => join(dataFolder, "crashes");

/** Also true where nothing can be written: the sandbox's next start will say why. */
async function isMade(folder: string, name: string): Promise<boolean> {
  try {
    await mkdir(folder, { recursive: true });
    await (await open(join(folder, name), "wx")).close();
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== "EEXIST";
  }
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch {
    return [];
  }
}

async function isOfLate(path: string, now: number): Promise<boolean> {
  try {
    return (await stat(path)).mtimeMs > now - crashSpan;
  } catch {
    return false;
  }
}

function parsed(line: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

async function readTail(path: string): Promise<string> {
  try {
    const file = await open(path, "r");
    try {
      const { size } = await file.stat();
      const start = Math.max(0, size - tailLength);
      const { buffer, bytesRead } = await file.read(Buffer.alloc(size - start), 0, size - start, start);
      return buffer.subarray(0, bytesRead).toString("utf8");
    } finally {
      await file.close();
    }
  } catch {
    return "";
  }
}
