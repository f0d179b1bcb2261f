import { readFile } from "node:fs/promises";
import { join } from "node:path";

/** What a running sandbox writes into its data folder. */
export interface SandboxLock {
  readonly pid: number;
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  readonly version: string;
  readonly startedAt: string;
}

/** What the process writes there line by line. */
export const logPath = (dataFolder: string): string => join(dataFolder, "sandbox.log");

const ownAddress = /^http:\/\/127\.0\.0\.1:\d{1,5}$/;

/** Undefined when no sandbox says that it owns the folder, or while it is still writing that. */
export async function readLock(dataFolder: string): Promise<SandboxLock | undefined> {
  let text: string;
  try {
    text = await readFile(join(dataFolder, "sandbox.lock"), "utf8");
  } catch {
    return undefined;
  }
  return parseLock(text);
}

function parseLock(text: string): SandboxLock | undefined {
  try {
    const value = JSON.parse(text) as Partial<Record<keyof SandboxLock, unknown>> | null;
    const { pid, url, version, startedAt } = value ?? {};
    if (typeof pid !== "number" || !Number.isInteger(pid) || pid < 2) return undefined;
    // Only this machine: a token must not follow an address that somebody wrote into a file.
    if (typeof url !== "string" || !ownAddress.test(url)) return undefined;
    return { pid, url, version: textOf(version), startedAt: textOf(startedAt) };
  } catch {
    return undefined;
  }
}

const textOf = (value: unknown): string => (typeof value === "string" ? value : "");
