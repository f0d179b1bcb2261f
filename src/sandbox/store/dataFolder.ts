import { accessSync, constants, existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";

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

/** Makes what is missing of the folder; throws a sentence for a person where that is not possible. */
export function dataFolder(path: string): DataFolder {
  const folder: DataFolder = {
    path,
    database: join(path, "sandbox.sqlite"),
    uploads: join(path, "uploads"),
    incoming: join(path, "incoming"),
    fits: join(path, "fits"),
  };
  try {
    for (const part of [folder.uploads, folder.incoming, folder.fits]) makeFolder(part);
    accessSync(path, constants.W_OK);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(
      `The folder ${path} cannot hold the sandbox's data (${why}): name another one, or make it writable.`,
    );
  }
  return folder;
}

/** Step by step: Node's own recursive way never ends below folders like /proc, where nothing can be made. */
function makeFolder(path: string): void {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) return;
  const parent = dirname(path);
  if (parent !== path) makeFolder(parent);
  mkdirSync(path, { mode: 0o700 });
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

/**
 * Moves a database that cannot be read into a folder of its own, with the files that only its records explain. The rows
 * of uploads stay: they say themselves what they are. Answers the path of that folder.
 */
export function setDamagedAside(folder: DataFolder, when: Date): string {
  const aside = join(folder.path, `damaged-${when.toISOString().replace(/[:.]/g, "-")}`);
  makeFolder(aside);
  for (const path of [folder.database, `${folder.database}-journal`, folder.fits, folder.incoming]) {
    if (existsSync(path)) renameSync(path, join(aside, basename(path)));
  }
  for (const part of [folder.fits, folder.incoming]) makeFolder(part);
  return aside;
}

/** What a fit says about itself lies beside its draws. */
export const predictiveFile = (drawsFile: string): string => drawsFile.replace(/\.f64$/, "-predictive.json");

/** Removes files of one part of the folder that no record names. */
export function removeOrphanedFiles(part: string, named: ReadonlySet<string>): void {
  for (const name of readdirSync(part)) {
    if (!named.has(name)) rmSync(join(part, name), { force: true });
  }
}
