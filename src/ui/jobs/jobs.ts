import { stat } from "node:fs/promises";
import { EventEmitter, type LogOutputChannel } from "vscode";
import { type JobLedger } from "../../jobs/ledger";
import { type Answer, hasEnded, type LedgerChange, type Run, type RunOrder } from "../../jobs/run";
import { type JobLimits } from "../../jobs/limits";
import { hasUnfinished } from "../../jobs/unfinished";
import { AlvissError } from "../../platform/errors";
import { type AnyRecord } from "../../platform/records";
import { type Clients } from "../account/clients";
import { type Connections } from "../account/connections";
import { Owner } from "../kit/disposables";
import { setContextKey } from "../kit/contextKeys";
import { setting } from "../kit/settings";
import { unattended } from "../kit/unattended";
import { jobWords } from "./jobWords";

/** Milliseconds between two looks for what other windows start. */
const lookEvery = 4_000;

export interface JobsParts {
  /** Folder of the run files. */
  readonly directory: string;
  readonly connections: Connections;
  readonly clients: Clients;
  readonly log: LogOutputChannel;
  /** Finds a sandbox that runs already, from before a reload or started by another window. */
  readonly lookForSandbox: () => Promise<void>;
}

/** The ledger as the window uses it: read from disk when it is first needed, and not before. */
export class Jobs extends Owner {
  private readonly changes = this.own(new EventEmitter<LedgerChange>());
  private opening: Promise<JobLedger> | undefined;
  private ledger: JobLedger | undefined;
  private readonly logged = new Map<string, string>();
  private folderTime: number | undefined;

  private readonly loads = this.own(new EventEmitter<void>());

  readonly onDidChange = this.changes.event;
  /** The runs of earlier and other windows have been read. */
  readonly onDidLoad = this.loads.event;

  constructor(private readonly parts: JobsParts) {
    super();
    this.own(
      parts.connections.onDidChange(
        (connection) => void unattended(parts.log, "jobs", () => this.connectionChanged(connection?.id)),
      ),
    );
    const look = (): void => void unattended(parts.log, "unfinished jobs", () => this.lookForUnfinished());
    look();
    const looks = setInterval(look, lookEvery).unref();
    this.own({ dispose: () => clearInterval(looks) });
    this.own({ dispose: () => void this.ledger?.dispose() });
  }

  /** Newest first; empty before they are loaded. */
  get runs(): readonly Run[] {
    return this.ledger?.runs ?? [];
  }

  /** State in words, as the view shows it. */
  readonly words = jobWords;

  async load(): Promise<readonly Run[]> {
    return (await this.open()).runs;
  }

  /**
   * After a reload, and when another window has started something: follows what is unfinished, so that this window can
   * carry it on when the other one closes.
   */
  async lookForUnfinished(): Promise<void> {
    const { directory } = this.parts;
    if (this.opening !== undefined) return;
    const { mtimeMs } = await stat(directory).catch(() => ({ mtimeMs: 0 }));
    if (mtimeMs === this.folderTime) return;
    this.folderTime = mtimeMs;
    if (await hasUnfinished(directory)) await this.open();
  }

  /** Throws when nobody is signed in there, or the token was refused and not replaced since. */
  async start(order: RunOrder): Promise<Run> {
    const connection = this.parts.connections.get(order.connectionId);
    if (connection !== undefined && this.parts.connections.state(connection) === "refused")
      throw new AlvissError({ kind: "notSignedIn", status: 401 });
    return (await this.open()).start(order);
  }

  async settled(runId: string): Promise<Run> {
    return (await this.open()).settled(runId);
  }

  /** Resolves when the run is over for good: one that stands still is not. */
  whenOver(runId: string): Promise<void> {
    return new Promise((resolve) => {
      const isOver = (): boolean => {
        const run = this.runs.find((one) => one.runId === runId);
        return run === undefined || hasEnded(run);
      };
      if (isOver()) return resolve();
      const listening = this.onDidChange(() => {
        if (!isOver()) return;
        listening.dispose();
        resolve();
      });
    });
  }

  /** What stands still: of one connection, or of all. */
  async resume(connectionId?: string): Promise<void> {
    await (await this.open()).resume(connectionId);
  }

  async stopTracking(runId: string): Promise<void> {
    await (await this.open()).stopTracking(runId);
  }

  /** False where the server cannot end it. */
  async cancel(runId: string): Promise<boolean> {
    return (await this.open()).cancel(runId);
  }

  /** Makes no dataset of uploads that were started together, and ends those that can be ended. */
  async callOff(batchId: string): Promise<void> {
    await (await this.open()).callOff(batchId);
  }

  /** As long as somebody here waits for uploads that were started together, to tell of all of them at once. */
  readonly toldTogether = new Set<string>();

  /** Decides about a call whose fate is not known. */
  async answer(runId: string, given: Answer): Promise<void> {
    await (await this.open()).answer(runId, given);
  }

  /** What the call in question may have made; undefined where the server cannot list. */
  async candidates(runId: string): Promise<readonly AnyRecord[] | undefined> {
    return (await this.open()).candidates(runId);
  }

  /** Whether this window is the one to tell what becomes of a run. */
  tells(run: Run): boolean {
    return this.ledger?.tells(run) === true;
  }

  /** Whether a run that stands still goes on as soon as the sandbox is there again. */
  waitsForSandbox({ connectionId, state }: Run): boolean {
    const { connections } = this.parts;
    const connection = connections.get(connectionId);
    return state === "paused" && connection?.kind === "sandbox" && connections.state(connection) === "stopped";
  }

  async clearFinished(): Promise<void> {
    await (await this.open()).clearFinished();
  }

  private open(): Promise<JobLedger> {
    this.opening ??= this.openNow().catch((error: unknown) => {
      this.opening = undefined;
      throw error;
    });
    return this.opening;
  }

  private async openNow(): Promise<JobLedger> {
    const { JobLedger } = await import("../../jobs/ledger");
    const { directory, log } = this.parts;
    const ledger = await JobLedger.open({ directory, clientFor: (id) => this.clientFor(id), log, limits: jobLimits });
    if (this.isDisposed) await ledger.dispose();
    this.ledger = ledger;
    this.own(ledger.onDidChange((change) => this.changed(change)));
    this.tellContext();
    this.loads.fire();
    if (ledger.leads && ledger.runs.some((run) => ledger.isUnfinished(run)))
      void unattended(log, "unfinished jobs", () => ledger.resume());
    return ledger;
  }

  private async clientFor(connectionId: string) {
    const { connections, clients } = this.parts;
    const known = connections.get(connectionId);
    if (known === undefined || connections.state(known) === "stopped") await this.parts.lookForSandbox();
    const connection = connections.get(connectionId);
    if (connection === undefined) return undefined;
    // A sandbox that stands still says so itself.
    const isUsable = connection.kind === "sandbox" || connections.state(connection) === "ready";
    return isUsable ? clients.of(connectionId) : undefined;
  }

  private changed(change: LedgerChange): void {
    if (change.change === "updated") {
      const { run } = change;
      this.note(run);
      void unattended(this.parts.log, "jobs", () => this.resumeIfRenewed(run));
    }
    this.tellContext();
    this.changes.fire(change);
  }

  private tellContext(): void {
    setContextKey("alviss.hasJobs", this.runs.length > 0);
    if (this.runs.some(hasTrained)) setContextKey("alviss.hasTrainedModel", true);
  }

  /** One log line each time a run says something new. */
  private note(run: Run): void {
    const step = run.steps.findLast(({ state }) => state !== "todo");
    const object = step?.object === undefined ? "" : ` (${step.object.kind} ${step.object.id})`;
    const words = run.problem?.serverWords ?? (run.outcome?.result === "failed" ? run.outcome.message : undefined);
    const line = [`${run.label}${object}: ${run.state}`, step?.lastWord, words].filter(Boolean).join(", ");
    if (this.logged.get(run.runId) === line) return;
    this.logged.set(run.runId, line);
    this.parts.log.info(line);
  }

  /** Its call was refused with a token that somebody was just replacing: it goes on with the new one. */
  private async resumeIfRenewed({ connectionId, state, problem }: Run): Promise<void> {
    const isRefused = state === "paused" && problem?.kind === "notSignedIn" && problem.unsent !== true;
    if (!isRefused || this.ledger?.leads !== true) return;
    if (await this.parts.clients.isTokenReplaced(connectionId)) await this.resume(connectionId);
  }

  private async connectionChanged(id: string | undefined): Promise<void> {
    const connection = id === undefined ? undefined : this.parts.connections.get(id);
    if (connection === undefined || this.parts.connections.state(connection) !== "ready") return;
    // Elsewhere it is still the same sandbox; another address of a server in the cloud is another server.
    if (connection.kind === "sandbox") await this.ledger?.reconnect(connection.id);
    if (this.runs.some((run) => run.connectionId === id && this.standsStill(run))) await this.resume(id);
  }

  /** It waits to be taken up, or what is to be made of it and others could not be begun. */
  private standsStill(run: Run): boolean {
    return run.state === "paused" || (hasEnded(run) && this.ledger?.isUnfinished(run) === true);
  }
}

const hasTrained = ({ state, outcome }: Run): boolean => state === "succeeded" && outcome?.object.kind === "model";

const jobLimits = (): JobLimits => ({
  longestPause: setting("jobs.pollMax") * 1000,
  lostAfter: setting("jobs.maxWait") * 3_600_000,
  callsAtOnce: setting("jobs.concurrent"),
});
