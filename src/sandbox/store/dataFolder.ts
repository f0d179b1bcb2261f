import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";

/** Where things lie in the folder that one sandbox owns. */
export interface DataFolder {
  readonly path: string;
  readonly database: string;
  /** Rows of finished uploads, one SQLite file each. */
  readonly uploads: string;
  /** Files as they were sent, until they are read. */
  readonly incoming: string;
  /** Draws of models and attributions. */
  readonly fits: string;
}

export function dataFolder(path: string): DataFolder {
  const folder: DataFolder = {
    path,
    database: join(path, "sandbox.sqlite"),
    uploads: join(path, "uploads"),
    incoming: join(path, "incoming"),
    fits: join(path, "fits"),
  };
  for (const part of [folder.uploads, folder.incoming, folder.fits]) mkdirSync(part, { recursive: true, mode: 0o700 });
  return folder;
}

/**
 * Removes what a killed process leaves behind. node-sqlite3-wasm locks a file with a directory beside it, which nothing
 * else would ever remove; only the proven sole owner of the folder may call this.
 */
export function removeStaleLocks(folder: DataFolder): void {
  rmSync(`${folder.database}.lock`, { recursive: true, force: true });
  for (const name of readdirSync(folder.uploads)) {
    // Files with the ending .tmp are half-written row databases and names under which workers were reading.
    if (name.endsWith(".lock") || name.endsWith(".tmp"))
      rmSync(join(folder.uploads, name), { recursive: true, force: true });
  }
}

/** Removes received files that no unfinished upload waits for. */
export function removeOrphanedFiles(folder: DataFolder, waitedFor: ReadonlySet<string>): void {
  for (const name of readdirSync(folder.incoming)) {
    if (!waitedFor.has(name)) rmSync(join(folder.incoming, name), { force: true });
  }
}
