import { mkdir, open, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import * as z from "zod/mini";
import { type Log } from "../platform/log";
import { workflowNames } from "../workflows/catalogue";
import { type Run } from "./run";

const kinds = ["upload", "dataset", "model", "attribution", "attributionSet"] as const;
const objectRef = z.looseObject({ kind: z.enum(kinds), id: z.string().check(z.minLength(1)) });

const step = z.looseObject({
  name: z.string(),
  kind: z.string(),
  state: z.enum(["todo", "posting", "waiting", "done", "failed"]),
  object: z.optional(objectRef),
  lastWord: z.optional(z.string()),
  attempts: z.number(),
});

const runForm = z.looseObject({
  v: z.literal(1),
  // It becomes a file name again.
  runId: z.string().check(z.regex(/^[0-9A-Za-z-]{1,64}$/)),
  workflow: z.enum(workflowNames),
  plan: z.looseObject({ workflow: z.enum(workflowNames) }),
  connectionId: z.string(),
  team: z.string(),
  project: z.string(),
  label: z.string(),
  startedAt: z.number(),
  endedAt: z.optional(z.number()),
  startedBy: z.string(),
  steps: z.array(step).check(z.minLength(1)),
  state: z.enum(["working", "paused", "needsAnswer", "succeeded", "failed", "cancelled", "stopped", "lost"]),
});

/** Milliseconds. */
const longestWrite = 60_000;

/** The runs of a folder, one file each. A file is whole or it is not there. */
export class RunFiles {
  private last: Promise<void> = Promise.resolve();

  constructor(
    private readonly directory: string,
    private readonly log: Log,
  ) {}

  /** All runs that can be read. What cannot is named in the log and left where it is. */
  async readAll(): Promise<Run[]> {
    await mkdir(this.directory, { recursive: true });
    const found = await readdir(this.directory);
    await Promise.all(found.filter((name) => name.endsWith(".part")).map((name) => this.removeLeftOver(name)));
    const names = found.filter((name) => name.endsWith(".json"));
    const runs = await Promise.all(names.map((name) => this.read(name)));
    return runs.filter((run) => run !== undefined);
  }

  /** Resolves when the run is safely on disk. Writes happen in the order they were asked for. */
  write(run: Run): Promise<void> {
    return this.inTurn(async () => {
      const target = this.fileOf(run.runId);
      const unfinished = `${target}.${String(process.pid)}.part`;
      const file = await open(unfinished, "w", 0o600);
      try {
        await file.writeFile(JSON.stringify(run, undefined, 1));
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(unfinished, target);
    });
  }

  remove(runId: string): Promise<void> {
    return this.inTurn(() => rm(this.fileOf(runId), { force: true }));
  }

  /** Resolves when nothing is left to write. */
  idle(): Promise<void> {
    return this.last;
  }

  private inTurn(work: () => Promise<void>): Promise<void> {
    const mine = this.last.then(work);
    this.last = mine.catch(() => undefined);
    return mine;
  }

  private fileOf(runId: string): string {
    return join(this.directory, `${runId}.json`);
  }

  /** Writing takes moments, so an old file was left by a window that died; a young one may be another window's. */
  private async removeLeftOver(name: string): Promise<void> {
    const path = join(this.directory, name);
    const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Date.now() }));
    if (Date.now() - mtimeMs > longestWrite) await rm(path, { force: true }).catch(() => undefined);
  }

  private async read(name: string): Promise<Run | undefined> {
    try {
      const found: unknown = JSON.parse(await readFile(join(this.directory, name), "utf8"));
      const checked = runForm.safeParse(found);
      if (checked.success && checked.data.workflow === checked.data.plan.workflow)
        return checked.data as unknown as Run;
      this.log.warn(`${name} is not a run this version can read; it is left as it is.`);
    } catch (error) {
      this.log.warn(
        `${name} cannot be read and is left as it is: ${error instanceof Error ? error.message : String(error)}`,
      );
    }
    return undefined;
  }
}
