import { randomBytes, randomUUID } from "node:crypto";
import { isAbsolute } from "node:path";
import { EventEmitter, l10n, type LogOutputChannel, type SecretStorage } from "vscode";
import { cancelled, isCancelled } from "../../platform/errors";
import { type ProjectRef } from "../../platform/ids";
import { type Server } from "../../platform/connections";
import { Owner } from "../kit/disposables";
import { Refusal } from "../kit/explain";
import { unattended } from "../kit/unattended";
import { logPath, readLock, type SandboxLock } from "./lockFile";
import { isAlive } from "./isAlive";
import { readSession, removeSession, type Session, sessionKey, writeSession } from "./session";

export interface SandboxPlace {
  readonly script: string;
  readonly dataFolder: () => string;
  readonly engine: () => string;
  readonly workers: () => number;
  /** Version of this extension. */
  readonly version: string;
}

/** failed: it did not start, or ended too often. */
export type SandboxState = "stopped" | "starting" | "running" | "failed";

/** What the tree says about it. */
export interface SandboxStatus {
  readonly state: SandboxState;
  /** The one in use; what the setting names counts from the next start on. */
  readonly dataFolder: string;
  /** `127.0.0.1:PORT` */
  readonly address?: string | undefined;
  readonly engine?: string | undefined;
  readonly pid?: number | undefined;
  /** Why it failed, as a sentence. */
  readonly failure?: string | undefined;
}

interface Running extends Session {
  readonly lock: SandboxLock;
  readonly dataFolder: string;
}

const startLimit = 15_000;
const stopLimit = 10_000;
const heartbeatEvery = 10_000;
/** A sandbox this young may belong to a window that has yet to store its token. */
const youngLimit = 5_000;

/**
 * The sandbox as this window sees it: a process of its own that all windows share, found by the lock file in its data
 * folder and the session token in secret storage. While this window lives it renews its presence; the sandbox leaves
 * by itself when nobody does.
 */
export class SandboxProcess extends Owner {
  private readonly changes = this.own(new EventEmitter<SandboxState>());
  private readonly windowId = randomUUID();
  private running: Running | undefined;
  private starting: Promise<Running> | undefined;
  private failure: string | undefined;
  private timers: NodeJS.Timeout[] = [];

  readonly onDidChange = this.changes.event;

  constructor(
    private readonly place: SandboxPlace,
    private readonly secrets: SecretStorage,
    private readonly announce: (server: Server | undefined) => Promise<void>,
    private readonly log: LogOutputChannel,
    /** Milliseconds between two looks whether the process is still there. */
    private readonly lookEvery = 1_000,
  ) {
    super();
    this.own(
      secrets.onDidChange(({ key }) => {
        if (key === sessionKey && this.starting === undefined) this.apart("changed sandbox", () => this.look());
      }),
    );
    this.own({ dispose: () => this.clearTimers() });
  }

  get state(): SandboxState {
    if (this.starting !== undefined) return "starting";
    if (this.running !== undefined) return "running";
    return this.failure === undefined ? "stopped" : "failed";
  }

  get status(): SandboxStatus {
    const { state, running, failure } = this;
    if (state !== "running" || running === undefined) return { state, dataFolder: this.dataFolder, failure };
    const { lock, engine, dataFolder } = running;
    return { state, dataFolder, address: new URL(lock.url).host, engine, pid: lock.pid };
  }

  /** Where the next start finds its data. */
  get dataFolder(): string {
    return this.place.dataFolder();
  }

  get logFile(): string {
    return logPath(this.status.dataFolder);
  }

  /** The session token, for the sandbox that listens at `server` and no other. */
  token(server: Server): Promise<string | undefined> {
    const { running } = this;
    const isThis = running !== undefined && serverAt(running.lock.url).apiUrl === server.apiUrl;
    return Promise.resolve(isThis ? running.token : undefined);
  }

  /** Finds a sandbox that another window, or this one before a reload, has started. */
  async look(): Promise<void> {
    if (this.starting !== undefined) return;
    for (const folder of new Set([this.dataFolder, this.status.dataFolder])) {
      const lock = await liveLock(folder);
      const session = lock && (await readSession(this.secrets, lock));
      if (lock !== undefined && session !== undefined) {
        await this.adopt({ lock, ...session, dataFolder: folder });
        return;
      }
    }
    if (this.running !== undefined) await this.drop();
  }

  /** Starts the sandbox unless it runs; asks only where another version or a stranger stands in the way. */
  async start(): Promise<void> {
    await this.started("by hand");
  }

  async stop(): Promise<void> {
    // One that is about to run has to be stopped, too.
    await this.starting?.catch(() => undefined);
    const folder = this.status.dataFolder;
    const lock = await liveLock(folder);
    if (lock !== undefined) await this.end(lock, folder);
    this.failure = undefined;
    await this.drop();
  }

  async restart(): Promise<void> {
    await this.stop();
    await this.start();
  }

  /** Starts the sandbox and asks it for the demo project; does not wait for its model. */
  async loadDemo(): Promise<ProjectRef> {
    const { lock, token } = await this.started("by hand");
    return (await import("./sandboxCalls")).makeDemo(lock.url, token);
  }

  /** Starts the sandbox and answers the address of its page for tokens, teams and projects. */
  async manageAddress(): Promise<string> {
    const { lock, token } = await this.started("by hand");
    return (await import("./sandboxCalls")).makeManageAddress(lock.url, token);
  }

  /** Puts all data aside and answers where it lies now; goes on empty if the sandbox ran. */
  async reset(): Promise<string | undefined> {
    const wasRunning = (await liveLock(this.status.dataFolder)) !== undefined;
    const folder = wasRunning ? this.status.dataFolder : this.dataFolder;
    await this.stop();
    const { setDataAside } = await import("./resetFolder");
    const kept = await setDataAside(folder, new Date());
    if (wasRunning) await this.start();
    return kept;
  }

  private async started(why: "by hand" | "after a crash"): Promise<Running> {
    if (this.starting === undefined) {
      this.failure = undefined;
      this.starting = this.begin(why);
      this.changes.fire(this.state);
    }
    const { starting } = this;
    try {
      return await starting;
    } catch (error) {
      if (!isCancelled(error)) this.failure ??= error instanceof Error ? error.message : String(error);
      throw error;
    } finally {
      if (this.starting === starting) this.starting = undefined;
      this.changes.fire(this.state);
    }
  }

  private async begin(why: "by hand" | "after a crash"): Promise<Running> {
    const folder = this.dataFolder;
    if (!isAbsolute(folder))
      throw new Refusal(l10n.t('The setting alviss.sandbox.dataFolder is "{0}": write a whole path there.', folder));
    const found = await liveLock(folder);
    if (found !== undefined) {
      const session = (await readSession(this.secrets, found)) ?? (await this.sessionOfYoung(found, folder));
      const { wantsOwnVersion, mayReplace } = await import("./questions");
      if (session !== undefined && !(await wantsOwnVersion(found, this.place.version)))
        return this.adopt({ lock: found, ...session, dataFolder: folder });
      if (session === undefined && !(await mayReplace(found))) throw cancelled();
      await this.end(found, folder);
    }
    const running = await this.launched(folder);
    if (why === "by hand") await import("./crashes").then(({ forgetCrashes }) => forgetCrashes(folder));
    return running;
  }

  private async launched(dataFolder: string): Promise<Running> {
    const session = { token: `sandbox_${randomBytes(32).toString("base64url")}`, engine: this.place.engine() };
    const { script, workers } = this.place;
    const { launch, SandboxDidNotStart } = await import("./launch");
    try {
      const options = { script, dataFolder, workers: workers(), limit: startLimit, ...session };
      const { lock, damaged } = await launch(options);
      await writeSession(this.secrets, lock, session);
      this.log.info(`sandbox started: ${lock.url}, process ${lock.pid}`);
      if (damaged !== undefined)
        this.apart("damaged database", async () => (await import("./questions")).tellDamage(damaged));
      return await this.adopt({ lock, ...session, dataFolder });
    } catch (error) {
      const other = error instanceof SandboxDidNotStart ? await this.startedByAnotherWindow(dataFolder) : undefined;
      if (other !== undefined) return this.adopt(other);
      const { startFailure } = await import("./startFailure");
      throw (await startFailure(error, dataFolder)) ?? error;
    }
  }

  private async sessionOfYoung({ startedAt }: SandboxLock, folder: string): Promise<Session | undefined> {
    return Date.now() - Date.parse(startedAt) < youngLimit ? this.startedByAnotherWindow(folder) : undefined;
  }

  /** Two windows may start it at once: the loser uses the winner's, once its token is stored. */
  private async startedByAnotherWindow(dataFolder: string): Promise<Running | undefined> {
    const end = Date.now() + 3_000;
    for (;;) {
      const lock = await liveLock(dataFolder);
      if (lock === undefined) return undefined;
      const session = await readSession(this.secrets, lock);
      if (session !== undefined) return { lock, ...session, dataFolder };
      if (Date.now() > end) return undefined;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  private async adopt(running: Running): Promise<Running> {
    this.running = running;
    this.failure = undefined;
    this.clearTimers();
    if (!this.isDisposed) {
      const beat = setInterval(() => this.apart("heartbeat", () => this.beat()), heartbeatEvery);
      const watch = setInterval(() => {
        if (!isAlive(running.lock.pid)) this.apart("ended sandbox", () => this.processEnded(running));
      }, this.lookEvery);
      this.timers = [beat.unref(), watch.unref()];
    }
    await this.announce(serverAt(running.lock.url));
    this.changes.fire(this.state);
    await this.beat();
    return running;
  }

  private async drop(): Promise<void> {
    this.clearTimers();
    this.running = undefined;
    await this.announce(undefined);
    this.changes.fire(this.state);
  }

  private clearTimers(): void {
    for (const timer of this.timers.splice(0)) clearInterval(timer);
  }

  private async beat(): Promise<void> {
    const running = this.running;
    if (running === undefined) return;
    try {
      const { post } = await import("./sandboxCalls");
      await post(running.lock.url, `sandbox/windows/${this.windowId}`, running.token);
    } catch (error) {
      this.log.debug(`sandbox heartbeat: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  /** The process is gone. One that was stopped stays so; one that crashed is started again, though not for ever. */
  private async processEnded(running: Running): Promise<void> {
    if (this.running !== running || this.starting !== undefined) return;
    this.clearTimers();
    const { lastWords, mostRestarts, noteCrash } = await import("./crashes");
    const { orderly, words } = await lastWords(running.dataFolder);
    // Whoever stops it takes the session away before.
    const isStopped = orderly || (await readSession(this.secrets, running.lock)) === undefined;
    this.log.info(
      `sandbox is gone: process ${running.lock.pid}, ${isStopped ? "stopped" : (words ?? "no last words")}`,
    );
    if (isStopped) return this.drop();
    const { crashWords, tellCrashes } = await import("./questions");
    const { count, isFirst } = await noteCrash(running.dataFolder, running.lock, Date.now());
    if (count > mostRestarts) this.failure = crashWords(count, words);
    else if (await this.isBack()) return;
    await this.drop();
    // Every window's tree says it; one of them is enough to call for the user.
    if (isFirst && this.failure !== undefined) await tellCrashes(this.failure);
  }

  /** Starts it after a crash; where that is not possible, the status says why. */
  private async isBack(): Promise<boolean> {
    try {
      await this.started("after a crash");
      return true;
    } catch (error) {
      this.log.warn(`sandbox is not back: ${error instanceof Error ? error.message : String(error)}`);
      return false;
    }
  }

  private apart(what: string, work: () => Promise<unknown>): void {
    void unattended(this.log, what, work);
  }

  private async end(lock: SandboxLock, folder: string): Promise<void> {
    if (!(await isLive(lock, folder))) return;
    const session = await readSession(this.secrets, lock);
    // First, so that no window takes the end for a crash.
    await removeSession(this.secrets);
    const { endProcess } = await import("./otherProcess");
    if (await endProcess(lock.pid, stopLimit)) return;
    if (session !== undefined) await writeSession(this.secrets, lock, session);
    throw new Refusal(
      l10n.t("The sandbox (process {0}) does not end. End it yourself, then start it again.", lock.pid),
    );
  }
}

async function liveLock(dataFolder: string): Promise<SandboxLock | undefined> {
  const lock = await readLock(dataFolder);
  return lock !== undefined && (await isLive(lock, dataFolder)) ? lock : undefined;
}

/** Its process is there and is no other that got its number; one that is too busy to answer is known by its command. */
async function isLive(lock: SandboxLock, dataFolder: string): Promise<boolean> {
  if (!isAlive(lock.pid)) return false;
  const [{ answersAs }, { isSandbox }] = await Promise.all([import("./sandboxCalls"), import("./otherProcess")]);
  return (await answersAs(lock)) || isSandbox(lock.pid, dataFolder);
}

function serverAt(url: string): Server {
  return { name: "Sandbox", apiUrl: `${url}/v1/api`, teamsUrl: `${url}/v1/team/teams`, webUrl: undefined };
}
