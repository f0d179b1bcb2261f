import { type FSWatcher, watch } from "node:fs";

/** Milliseconds in which what is written together is seen together. */
const settleFor = 30;

/** Looks into a folder soon after it changes, and now and then anyway; never twice at once. */
export class FolderWatch {
  private watcher: FSWatcher | undefined;
  private readonly timer: NodeJS.Timeout;
  private soon: NodeJS.Timeout | undefined;
  private looking: Promise<void> | undefined;
  private again = false;
  private ended = false;

  constructor(
    directory: string,
    private readonly look: () => Promise<void>,
    /** Milliseconds: a system may not tell of changes, and the lead of another window ends silently. */
    lookEvery: number,
  ) {
    this.timer = setInterval(() => this.lookNow(), lookEvery);
    this.timer.unref();
    try {
      this.watcher = watch(directory, { persistent: false }, () => this.lookSoon());
      this.watcher.on("error", () => this.watcher?.close());
    } catch {
      // Some file systems tell nothing: then the timer is enough.
    }
  }

  /** Resolves when no look is under way and none will follow. */
  async dispose(): Promise<void> {
    this.ended = true;
    clearInterval(this.timer);
    clearTimeout(this.soon);
    this.watcher?.close();
    await this.looking;
  }

  private lookSoon(): void {
    this.soon ??= setTimeout(() => {
      this.soon = undefined;
      this.lookNow();
    }, settleFor);
    this.soon.unref();
  }

  private lookNow(): void {
    if (this.ended) return;
    if (this.looking !== undefined) {
      this.again = true;
      return;
    }
    this.looking = this.look().finally(() => {
      this.looking = undefined;
      if (!this.again) return;
      this.again = false;
      this.lookSoon();
    });
  }
}
