import { Owner } from "../kit/disposables";

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
 * far, at least 2 s, at most 60 s.
 */
export class FollowWork extends Owner {
  private readonly folders = new Map<string, Followed>();
  private readonly livelyUntil = new Map<string, number>();

  constructor(
    private readonly reload: (folderId: string) => Promise<void>,
    private readonly seen: () => boolean,
  ) {
    super();
    this.own({ dispose: () => this.folders.forEach((folder) => clearTimeout(folder.timer)) });
  }

  /** A folder was read: so many of its objects are at work. */
  loaded(folderId: string, working: number): void {
    const known = this.folders.get(folderId);
    if (known !== undefined && known.working > working) this.watchProject(projectOf(folderId));
    const now = Date.now();
    const folder: Followed = known ?? { since: now, working, timer: undefined };
    folder.working = working;
    clearTimeout(folder.timer);
    const isLively = (this.livelyUntil.get(projectOf(folderId)) ?? 0) > now;
    if (working === 0) this.folders.delete(folderId);
    if (working === 0 && !isLively) return;
    this.folders.set(folderId, folder);
    this.schedule(folderId, folder);
  }

  /** Something changed in a project: what follows it there is looked for at once, and for a while. */
  watchProject(projectId: string): void {
    this.livelyUntil.set(projectId, Date.now() + lively);
    for (const kind of ["upload", "dataset", "model", "attribution", "attributionSet"]) {
      const id = `${projectId}/${kind}`;
      if (!this.folders.has(id)) {
        const folder: Followed = { since: Date.now(), working: 0, timer: undefined };
        this.folders.set(id, folder);
        this.schedule(id, folder);
      }
    }
  }

  /** The view came into sight again. */
  wake(): void {
    for (const [id, folder] of this.folders) if (folder.timer === undefined) this.schedule(id, folder);
  }

  private schedule(id: string, folder: Followed): void {
    if (this.isDisposed) return;
    const wait = Math.min(longest, Math.max(shortest, (Date.now() - folder.since) * 0.05));
    folder.timer = setTimeout(() => {
      folder.timer = undefined;
      if (this.seen()) void this.reload(id).catch(() => undefined);
    }, wait);
    folder.timer.unref();
  }
}

const projectOf = (folderId: string): string => folderId.split("/").slice(0, -1).join("/");
