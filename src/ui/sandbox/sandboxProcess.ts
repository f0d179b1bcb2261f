import { randomBytes, randomUUID } from "node:crypto";
import { EventEmitter, l10n, type LogOutputChannel, type SecretStorage, window } from "vscode";
import { cancelled } from "../../platform/errors";
import { type ProjectRef } from "../../platform/ids";
import { type Server } from "../../platform/connections";
import { Owner } from "../kit/disposables";
import { Refusal } from "../kit/explain";
import { unattended } from "../kit/unattended";
import { launch, logPath, SandboxDidNotStart } from "./launch";
import { readLock, type SandboxLock } from "./lockFile";
import { endProcess, isAlive, isSandbox } from "./otherProcess";
import { makeDemo, post } from "./sandboxCalls";
import { readSession, removeSession, sessionKey, writeSession } from "./session";

export interface SandboxPlace {
  readonly script: string;
  readonly dataFolder: () => string;
  readonly engine: () => string;
  readonly workers: () => number;
  /** Version of this extension. */
  readonly version: string;
}

export type SandboxState = "stopped" | "starting" | "running";

interface Running {
  readonly lock: SandboxLock;
  readonly token: string;
}

const startLimit = 15_000;
const stopLimit = 10_000;
const heartbeatEvery = 10_000;

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
  private heartbeat: NodeJS.Timeout | undefined;

  readonly onDidChange = this.changes.event;

  constructor(
    private readonly place: SandboxPlace,
    private readonly secrets: SecretStorage,
    private readonly announce: (server: Server | undefined) => Promise<void>,
    private readonly log: LogOutputChannel,
  ) {
    super();
    this.own(
      secrets.onDidChange(({ key }) => {
        if (key === sessionKey && this.starting === undefined) this.apart("changed sandbox", () => this.look());
      }),
    );
    this.own({ dispose: () => clearInterval(this.heartbeat) });
  }

  get state(): SandboxState {
    if (this.starting !== undefined) return "starting";
    return this.running === undefined ? "stopped" : "running";
  }

  get dataFolder(): string {
    return this.place.dataFolder();
  }

  get logFile(): string {
    return logPath(this.dataFolder);
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
    const lock = await this.liveLock();
    const token = lock && (await readSession(this.secrets, lock));
    if (lock !== undefined && token !== undefined) await this.adopt({ lock, token });
    else if (this.running !== undefined) await this.drop();
  }

  /** Starts the sandbox unless it runs; asks only where another version or a stranger stands in the way. */
  async start(): Promise<void> {
    await this.started();
  }

  private async started(): Promise<Running> {
    if (this.starting === undefined) {
      this.starting = this.begin();
      this.changes.fire(this.state);
    }
    try {
      return await this.starting;
    } finally {
      this.starting = undefined;
      this.changes.fire(this.state);
    }
  }

  async stop(): Promise<void> {
    const lock = await this.liveLock();
    if (lock !== undefined) await this.end(lock);
    await this.drop();
  }

  async restart(): Promise<void> {
    await this.stop();
    await this.start();
  }

  /** Starts the sandbox and asks it for the demo project; does not wait for its model. */
  async loadDemo(): Promise<ProjectRef> {
    const { lock, token } = await this.started();
    return makeDemo(lock.url, token);
  }

  private async begin(): Promise<Running> {
    const found = await this.liveLock();
    if (found !== undefined) {
      const token = await readSession(this.secrets, found);
      if (token !== undefined && !(await this.wantsOwnVersion(found))) return this.adopt({ lock: found, token });
      if (token === undefined && !(await this.mayReplace(found))) throw cancelled();
      await this.end(found);
    }
    const token = `sandbox_${randomBytes(32).toString("base64url")}`;
    try {
      const lock = await launch({ ...this.launchOptions(), token, limit: startLimit });
      await writeSession(this.secrets, lock, token);
      this.log.info(`sandbox started: ${lock.url}, process ${lock.pid}`);
      return await this.adopt({ lock, token });
    } catch (error) {
      const other = error instanceof SandboxDidNotStart ? await this.startedByAnotherWindow() : undefined;
      if (other !== undefined) return this.adopt(other);
      throw error instanceof SandboxDidNotStart ? refusalOf(error) : error;
    }
  }

  private launchOptions() {
    const { script, dataFolder, engine, workers } = this.place;
    return { script, dataFolder: dataFolder(), engine: engine(), workers: workers() };
  }

  /** Two windows may start it at once: the loser uses the winner's, once its token is stored. */
  private async startedByAnotherWindow(): Promise<Running | undefined> {
    const end = Date.now() + 3_000;
    for (;;) {
      const lock = await this.liveLock();
      if (lock === undefined) return undefined;
      const token = await readSession(this.secrets, lock);
      if (token !== undefined) return { lock, token };
      if (Date.now() > end) return undefined;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  private async liveLock(): Promise<SandboxLock | undefined> {
    const lock = await readLock(this.dataFolder);
    return lock !== undefined && (await isSandbox(lock.pid, this.dataFolder)) ? lock : undefined;
  }

  private async adopt(running: Running): Promise<Running> {
    this.running = running;
    clearInterval(this.heartbeat);
    if (!this.isDisposed)
      this.heartbeat = setInterval(() => this.apart("heartbeat", () => this.beat()), heartbeatEvery);
    this.heartbeat?.unref();
    await this.announce(serverAt(running.lock.url));
    this.changes.fire(this.state);
    await this.beat();
    return running;
  }

  private async drop(): Promise<void> {
    clearInterval(this.heartbeat);
    this.running = undefined;
    await this.announce(undefined);
    this.changes.fire(this.state);
  }

  private async beat(): Promise<void> {
    const running = this.running;
    if (running === undefined) return;
    try {
      await post(running.lock.url, `sandbox/windows/${this.windowId}`, running.token);
    } catch (error) {
      this.log.debug(`sandbox heartbeat: ${error instanceof Error ? error.message : String(error)}`);
      if (this.running === running && !isAlive(running.lock.pid)) {
        this.log.info("sandbox is gone");
        await this.drop();
      }
    }
  }

  private apart(what: string, work: () => Promise<unknown>): void {
    void unattended(this.log, what, work);
  }

  private async end(lock: SandboxLock): Promise<void> {
    if (!(await isSandbox(lock.pid, this.dataFolder))) return;
    if (!(await endProcess(lock.pid, stopLimit))) {
      throw new Refusal(
        l10n.t("The sandbox (process {0}) does not end. End it yourself, then start it again.", lock.pid),
      );
    }
    await removeSession(this.secrets);
  }

  private async wantsOwnVersion(lock: SandboxLock): Promise<boolean> {
    if (lock.version === this.place.version) return false;
    const restart = l10n.t("Restart Sandbox");
    const keep = l10n.t("Use As It Is");
    const sentence = l10n.t(
      "The running sandbox is of version {0}, this extension of version {1}.",
      lock.version,
      this.place.version,
    );
    const detail = l10n.t("An unfinished job is taken up again after the restart. Data that is complete stays.");
    const answer = await window.showWarningMessage(sentence, { modal: true, detail }, restart, keep);
    if (answer === undefined) throw cancelled();
    return answer === restart;
  }

  private async mayReplace(lock: SandboxLock): Promise<boolean> {
    const replace = l10n.t("Replace Sandbox");
    const sentence = l10n.t("A sandbox is running on this data folder, but its token is not known here.");
    const detail = l10n.t(
      "Replacing ends process {0}; the new sandbox takes up its unfinished jobs. Data that is complete stays.",
      lock.pid,
    );
    return (await window.showWarningMessage(sentence, { modal: true, detail }, replace)) === replace;
  }
}

function serverAt(url: string): Server {
  return { name: "Sandbox", apiUrl: `${url}/v1/api`, teamsUrl: `${url}/v1/team/teams`, webUrl: undefined };
}

function refusalOf(error: SandboxDidNotStart): Refusal {
  return new Refusal(l10n.t("The sandbox did not start: {0}", error.lastLines), [
    { title: l10n.t("Try Again"), command: "alviss.sandbox.start" },
    { title: l10n.t("Show Sandbox Log"), command: "alviss.sandbox.showLog" },
  ]);
}
