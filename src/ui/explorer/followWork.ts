import { Owner } from "../kit/disposables";
import { kinds } from "./nodes";

const shortest = 2_000;
const longest = 60_000;
/** After something ended, what the server starts next may take a moment to appear. */
const lively = 15_000;

interface Followed {
  readonly since: number;
  working: number;
  timer: NodeJS.Timeout | undefined;
}

/**
 * Reads folders again while something in them is at work and the view is seen: every 5 % of the time it has taken so
 * far, at least 2 s, at most 60 s. A reading that fails ends nothing: the next one comes all the same.
 */
export class FollowWork extends Owner {
  private readonly folders = new Map<string, Followed>();
  private readonly livelyUntil = new Map<string, number>();

  constructor(
    /** Answers false for a folder that is not there. */
    private readonly reload: (folderId: string) => Promise<boolean>,
    private readonly seen: () => boolean,
  ) {
    super();
    this.own({ dispose: () => this.folders.forEach((folder) => clearTimeout(folder.timer)) });
  }

  /** A folder was read: so many of its objects are at work. */
  loaded(folderId: string, working: number): void {
    const known = this.folders.get(folderId);
    if (known !== undefined && known.working > working) this.watchProject(projectOf(folderId));
    const folder: Followed = known ?? { since: Date.now(), working, timer: undefined };
    folder.working = working;
    this.folders.set(folderId, folder);
    this.schedule(folderId, folder);
  }

  /** Something changed in a project: what follows it there is looked for at once, and for a while. */
  watchProject(projectId: string): void {
    this.livelyUntil.set(projectId, Date.now() + lively);
    for (const id of kinds.map((kind) => `${projectId}/${kind}`)) {
      const folder = this.folders.get(id) ?? { since: Date.now(), working: 0, timer: undefined };
      this.folders.set(id, folder);
      if (folder.timer === undefined) this.schedule(id, folder);
    }
  }

  /** The view came into sight again. */
  wake(): void {
    for (const [id, folder] of this.folders) if (folder.timer === undefined) this.schedule(id, folder);
  }

  private schedule(id: string, folder: Followed): void {
    clearTimeout(folder.timer);
    folder.timer = undefined;
    const isLively = (this.livelyUntil.get(projectOf(id)) ?? 0) > Date.now();
    if (folder.working === 0 && !isLively) this.folders.delete(id);
    if (this.isDisposed || !this.folders.has(id)) return;
    const wait = Math.min(longest, Math.max(shortest, (Date.now() - folder.since) * 0.05));
    folder.timer = setTimeout(() => void this.look(id, folder), wait);
    folder.timer.unref();
  }

  private async look(id: string, folder: Followed): Promise<void> {
    folder.timer = undefined;
    if (!this.seen()) return;
    const isThere = await this.reload(id).catch(() => true);
    if (!isThere) this.folders.delete(id);
    // A reading that came to its end has said what goes on from here; one that failed has not.
    else if (folder.timer === undefined && this.folders.get(id) === folder) this.schedule(id, folder);
  }
}

const projectOf = (folderId: string): string => folderId.split("/").slice(0, -1).join("/");
