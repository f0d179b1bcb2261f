import { randomUUID } from "node:crypto";
import { mkdir, readdir, readFile, rm, stat, utimes, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";

/** Milliseconds between two signs of life, and between two looks for one. */
export const beatEvery = 1_500;
/** Looks in a row, at least a beat apart, without a sign of life: then its owner is gone or hangs. */
const looksWithoutLife = 4;
/** Beats after a sign of life in which nobody can have taken over. */
const surelyHeld = 2;

interface Newest {
  readonly generation: number;
  readonly modified: number;
  readonly text: string;
}

/**
 * Which window leads. The owner of the file `leader.N.lock` with the highest N does, and shows by the file's time that
 * it lives. To take over is to create the file with the next number, which only one window can; the highest is never
 * removed, so a lock left by a killed window needs no removing, and a window that hung finds that it was succeeded.
 */
export class LeaderLock {
  private readonly owner = randomUUID();
  private generation: number | undefined;
  private beats: NodeJS.Timeout | undefined;
  private lastBeat = 0;
  private seen: { readonly mark: string; readonly looks: number; readonly at: number } | undefined;

  constructor(
    private readonly directory: string,
    /** Called when another window has taken over from this one. */
    private readonly onLost: () => void,
    private readonly beatMs = beatEvery,
  ) {}

  get isHeld(): boolean {
    return this.generation !== undefined;
  }

  /** Takes the lead if nobody has it. */
  async tryToLead(): Promise<boolean> {
    if (this.isHeld) return true;
    await mkdir(this.directory, { recursive: true });
    const newest = await this.newest();
    if (newest !== undefined && !this.isFree(newest)) return false;
    const mine = (newest?.generation ?? 0) + 1;
    if (!(await this.create(mine))) return false;
    const now = await this.newest();
    if (now?.generation !== mine) {
      await rm(this.fileOf(mine), { force: true });
      return false;
    }
    this.generation = mine;
    this.lastBeat = performance.now();
    this.beats = setInterval(() => void this.beat(), this.beatMs);
    this.beats.unref();
    await this.removeBelow(mine);
    return true;
  }

  /** Whether this window still leads, asked right before something that only one may do. */
  async holds(): Promise<boolean> {
    if (this.isHeld && performance.now() - this.lastBeat > surelyHeld * this.beatMs) await this.beat();
    return this.isHeld;
  }

  /** Lets another window take over at once. */
  async release(): Promise<void> {
    const held = this.generation;
    this.letGo();
    if (held !== undefined) await writeFile(this.fileOf(held), this.text(true)).catch(() => undefined);
  }

  private async beat(): Promise<void> {
    const held = this.generation;
    if (held === undefined) return;
    const began = performance.now();
    try {
      if ((await this.newest())?.generation === held) {
        const [file, now] = [this.fileOf(held), new Date()];
        // Some network folders let nobody set times.
        await utimes(file, now, now).catch(() => writeFile(file, this.text(false)));
        this.lastBeat = began;
        return;
      }
    } catch {
      // Without its file the lead cannot be shown, so another window will take it.
    }
    if (this.generation !== held) return;
    this.letGo();
    this.onLost();
  }

  private letGo(): void {
    clearInterval(this.beats);
    this.generation = undefined;
  }

  private isFree({ generation, modified, text }: Newest): boolean {
    const owner = readOwner(text);
    if (owner?.released === true) return true;
    // Another machine may share the folder: its processes cannot be looked for here.
    if (owner?.host === hostname() && !isAlive(owner.pid)) return true;
    const mark = `${generation} ${modified}`;
    const now = performance.now();
    if (this.seen?.mark !== mark) this.seen = { mark, looks: 0, at: now };
    // Looks are counted, not time: after sleep, all windows wake and the owner has its turn first.
    else if (now - this.seen.at >= this.beatMs) this.seen = { mark, looks: this.seen.looks + 1, at: now };
    return this.seen.looks >= looksWithoutLife;
  }

  private async newest(): Promise<Newest | undefined> {
    const generation = Math.max(0, ...generationsIn(await readdir(this.directory)));
    if (generation === 0) return undefined;
    const file = this.fileOf(generation);
    try {
      const [{ mtimeMs: modified }, text] = await Promise.all([stat(file), readFile(file, "utf8")]);
      return { generation, modified, text };
    } catch {
      return { generation, modified: 0, text: "" };
    }
  }

  private async create(generation: number): Promise<boolean> {
    try {
      await writeFile(this.fileOf(generation), this.text(false), { flag: "wx", mode: 0o600 });
      return true;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
      throw error;
    }
  }

  private async removeBelow(generation: number): Promise<void> {
    const old = generationsIn(await readdir(this.directory)).filter((one) => one < generation);
    await Promise.all(old.map((one) => rm(this.fileOf(one), { force: true }).catch(() => undefined)));
  }

  private text(released: boolean): string {
    return JSON.stringify({ pid: process.pid, host: hostname(), owner: this.owner, released });
  }

  private fileOf(generation: number): string {
    return join(this.directory, `leader.${generation}.lock`);
  }
}

/** Whether a process of this machine runs. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== "ESRCH";
  }
}

function readOwner(
  text: string,
): { readonly pid: number; readonly host: string; readonly released: boolean } | undefined {
  try {
    const { pid, host, released } = JSON.parse(text) as Partial<Record<string, unknown>>;
    if (typeof pid !== "number" || !Number.isInteger(pid) || pid < 1 || typeof host !== "string") return undefined;
    return { pid, host, released: released === true };
  } catch {
    return undefined;
  }
}

function generationsIn(names: readonly string[]): number[] {
  return names.flatMap((name) => /^leader\.([1-9]\d{0,14})\.lock$/.exec(name)?.[1] ?? []).map(Number);
}
