import { closeSync, openSync, readdirSync, readFileSync, renameSync, rmSync, writeSync } from "node:fs";
import { basename, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/** What `sandbox.lock` says about the one process that may open the folder. */
export interface FolderOwner {
  readonly pid: number;
  /** `http://127.0.0.1:PORT`, without a path. */
  readonly url: string;
  readonly version: string;
  /** ISO time; tells two processes with the same pid apart. */
  readonly startedAt: string;
}

/** Path, under an owner's url, that answers who it is without a token. */
export const IDENTITY_PATH = "/v1/api/sandbox/identity";

export class FolderTaken extends Error {
  override readonly name = "FolderTaken";

  constructor(folder: string, owner: FolderOwner) {
    super(
      `The folder ${folder} belongs to the sandbox with pid ${owner.pid}, started ${owner.startedAt}. Stop that one, or use another folder.`,
    );
  }
}

const lockFile = (folder: string) => join(folder, "sandbox.lock");
const PROBE_MS = 1500;
const HALF_WRITTEN_MS = 300;

/**
 * Makes `me` the owner of the folder and answers how to give it up again. The port must be open before, so that the lock
 * names an address from its first moment and a second process can ask there. Throws FolderTaken when a living owner exists.
 */
export async function claimFolder(folder: string, me: FolderOwner): Promise<() => void> {
  for (let attempt = 0; attempt < 5; attempt++) {
    if (tryCreate(folder, me)) {
      clearSetAside(folder);
      return () => release(folder, me);
    }
    const text = await readLock(folder);
    const owner = parseOwner(text);
    if (owner && (await isAlive(owner))) throw new FolderTaken(folder, owner);
    if (text !== undefined) setAside(folder, text);
  }
  throw new Error(`${lockFile(folder)} keeps changing: another sandbox is starting on the same folder.`);
}

function tryCreate(folder: string, me: FolderOwner): boolean {
  try {
    const file = openSync(lockFile(folder), "wx", 0o600);
    try {
      writeSync(file, JSON.stringify(me));
    } finally {
      closeSync(file);
    }
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

const readNow = (folder: string): string | undefined => {
  try {
    return readFileSync(lockFile(folder), "utf8");
  } catch {
    return undefined;
  }
};

/** The lock's text; one that cannot be read gets a moment, since its writer may be half way. */
async function readLock(folder: string): Promise<string | undefined> {
  const text = readNow(folder);
  if (text === undefined || parseOwner(text)) return text;
  await sleep(HALF_WRITTEN_MS);
  return readNow(folder);
}

function parseOwner(text: string | undefined): FolderOwner | undefined {
  try {
    const value = JSON.parse(text ?? "") as Partial<FolderOwner>;
    const complete = typeof value.pid === "number" && typeof value.url === "string";
    return complete ? (value as FolderOwner) : undefined;
  } catch {
    return undefined;
  }
}

/** A pid may have been given to another program since: the owner must also answer as itself at its address. */
async function isAlive(owner: FolderOwner): Promise<boolean> {
  if (owner.pid === process.pid || !pidExists(owner.pid)) return false;
  try {
    const response = await fetch(owner.url + IDENTITY_PATH, { signal: AbortSignal.timeout(PROBE_MS) });
    const identity = (await response.json()) as Partial<FolderOwner> | null;
    return identity?.pid === owner.pid && identity.startedAt === owner.startedAt;
  } catch (error) {
    // Busy is not dead: only a refused connection or somebody else's answer proves that the owner is gone.
    return error instanceof Error && error.name === "TimeoutError";
  }
}

function pidExists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** Takes a stale lock away, unless another starter has replaced it since it was looked at. */
function setAside(folder: string, stale: string): void {
  const aside = `${lockFile(folder)}.${process.pid}`;
  try {
    renameSync(lockFile(folder), aside);
  } catch {
    return;
  }
  if (readFileSync(aside, "utf8") === stale) rmSync(aside, { force: true });
  else renameSync(aside, lockFile(folder));
}

/** Removes what a process that was killed while it set a lock aside has left; one that lives may still put it back. */
function clearSetAside(folder: string): void {
  const prefix = `${basename(lockFile(folder))}.`;
  for (const name of readdirSync(folder)) {
    const pid = name.startsWith(prefix) ? Number(name.slice(prefix.length)) : NaN;
    if (Number.isInteger(pid) && pid > 0 && !pidExists(pid)) rmSync(join(folder, name), { force: true });
  }
}

function release(folder: string, me: FolderOwner): void {
  const owner = parseOwner(readNow(folder));
  if (owner?.pid === me.pid && owner.startedAt === me.startedAt) rmSync(lockFile(folder), { force: true });
}
