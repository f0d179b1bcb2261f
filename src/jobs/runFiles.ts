import { link, mkdir, open, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { type Log } from "../platform/log";
import { type Run } from "./run";
import { readRun } from "./runForm";

/** Milliseconds. */
const longestWrite = 60_000;

export interface RunNews {
  /** Runs whose files are new or changed since they were last read or written here. */
  readonly changed: readonly Run[];
  /** All run ids that have a file, readable or not. */
  readonly present: ReadonlySet<string>;
}

/** The runs of a folder, one file each. A file is whole or it is not there. */
export class RunFiles {
  private last: Promise<void> = Promise.resolve();
  /** What each file looked like when it was last read or written here. */
  private readonly marks = new Map<string, string>();
  /** Being written here: no news. */
  private readonly own = new Set<string>();

  constructor(
    private readonly directory: string,
    private readonly log: Log,
  ) {}

  /** Makes the folder, and clears away what a window was writing when it died. */
  async prepare(): Promise<void> {
    await mkdir(this.directory, { recursive: true });
    const found = await readdir(this.directory);
    await Promise.all(found.filter((name) => name.endsWith(".part")).map((name) => this.removeLeftOver(name)));
  }

  /** Looks for changes. What `isFinal` holds for is not read again. */
  async news(isFinal: (runId: string) => boolean): Promise<RunNews> {
    const names = (await readdir(this.directory)).filter((name) => name.endsWith(".json"));
    for (const known of this.marks.keys()) if (!names.includes(known) && !this.own.has(known)) this.marks.delete(known);
    const wanted = names.filter((name) => !this.own.has(name) && !(this.marks.has(name) && isFinal(runIdOf(name))));
    const runs = await Promise.all(wanted.map((name) => this.readIfChanged(name)));
    return { changed: runs.filter((run) => run !== undefined), present: new Set(names.map(runIdOf)) };
  }

  /** Resolves when the run is safely on disk. Writes happen in the order they were asked for. */
  write(run: Run): Promise<void> {
    return this.put(run, overOld).then(() => undefined);
  }

  /** The same, unless there is a file of its id, whoever wrote that. Answers whether it was written. */
  async create(run: Run): Promise<boolean> {
    const isWritten = await this.put(run, whereNoneIs);
    // What stands there is to be read.
    if (!isWritten) this.marks.delete(`${run.runId}.json`);
    return isWritten;
  }

  private put(run: Run, place: Place): Promise<boolean> {
    return this.inTurn(async () => {
      const name = `${run.runId}.json`;
      const target = join(this.directory, name);
      const unfinished = `${target}.${String(process.pid)}.part`;
      this.own.add(name);
      try {
        const file = await open(unfinished, "w", 0o600);
        try {
          await file.writeFile(JSON.stringify(run, undefined, 1));
          await file.sync();
          this.marks.set(name, markOf(await file.stat()));
        } finally {
          await file.close();
        }
        return await place(unfinished, target);
      } finally {
        this.own.delete(name);
      }
    });
  }

  remove(runId: string): Promise<void> {
    return this.inTurn(() => rm(join(this.directory, `${runId}.json`), { force: true }));
  }

  /** Resolves when nothing is left to write. */
  idle(): Promise<void> {
    return this.last;
  }

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.last.then(work);
    this.last = mine.then(
      () => undefined,
      () => undefined,
    );
    return mine;
  }

  /** Writing takes moments, so an old file was left by a window that died; a young one may be another window's. */
  private async removeLeftOver(name: string): Promise<void> {
    const path = join(this.directory, name);
    const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Date.now() }));
    if (Date.now() - mtimeMs > longestWrite) await rm(path, { force: true }).catch(() => undefined);
  }

  private async readIfChanged(name: string): Promise<Run | undefined> {
    const path = join(this.directory, name);
    try {
      const mark = markOf(await stat(path));
      if (this.marks.get(name) === mark) return undefined;
      const read = readRun(name, await readFile(path, "utf8"));
      this.marks.set(name, mark);
      if (typeof read === "object") return read.run;
      if (read === "newer") this.log.warn(`${name} was written by a newer version and is left as it is.`);
      else await this.setAside(name);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOENT") this.warnOnce(name, error);
    }
    return undefined;
  }

  /** Out of the way, but not away: somebody may still want to read what it holds. */
  private async setAside(name: string): Promise<void> {
    const aside = join(this.directory, "aside");
    try {
      await mkdir(aside, { recursive: true });
      await rename(join(this.directory, name), join(aside, name));
      this.log.warn(`${name} is not a run that can be read; it was moved to ${aside}.`);
    } catch (error) {
      this.log.warn(`${name} is not a run that can be read, and cannot be moved away: ${wordsOf(error)}`);
    }
  }

  private warnOnce(name: string, error: unknown): void {
    if (this.marks.get(name) === "unreadable") return;
    this.marks.set(name, "unreadable");
    this.log.warn(`${name} cannot be read and is left as it is: ${wordsOf(error)}`);
  }
}

type Place = (unfinished: string, target: string) => Promise<boolean>;

const overOld: Place = async (unfinished, target) => {
  await rename(unfinished, target);
  return true;
};

const whereNoneIs: Place = async (unfinished, target) => {
  const error = await link(unfinished, target).then(
    () => undefined,
    (reason: NodeJS.ErrnoException) => reason,
  );
  const isTaken = error?.code === "EEXIST" || (error !== undefined && (await exists(target)));
  // Some file systems know no links.
  if (error !== undefined && !isTaken) return overOld(unfinished, target);
  // If it stays, it is cleared away with what dead windows left.
  await rm(unfinished, { force: true }).catch(() => undefined);
  return !isTaken;
};

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

const runIdOf = (name: string): string => name.replace(/\.json$/, "");

// A file that is written anew is another file, even within the same tick of the file system's clock.
const markOf = ({ ino, mtimeMs, size }: { ino: number; mtimeMs: number; size: number }): string =>
  `${ino} ${mtimeMs} ${size}`;

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
