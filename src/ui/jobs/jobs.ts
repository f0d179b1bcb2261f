import { EventEmitter, type LogOutputChannel, type Memento } from "vscode";
import { type JobLedger } from "../../jobs/ledger";
import { hasEnded, type LedgerChange, type Run, type RunOrder } from "../../jobs/run";
import { type Clients } from "../account/clients";
import { type Connections } from "../account/connections";
import { Owner } from "../kit/disposables";
import { setContextKey } from "../kit/contextKeys";
import { unattended } from "../kit/unattended";
import { jobWords } from "./jobItem";

const unfinishedKey = "alviss.unfinishedRuns";

export interface JobsParts {
  /** Folder of the run files. */
  readonly directory: string;
  readonly connections: Connections;
  readonly clients: Clients;
  readonly storage: Memento;
  readonly log: LogOutputChannel;
  /** Called before anything is resumed: the sandbox may still be running from before a reload. */
  readonly beforeResume: () => Promise<void>;
}

/** The ledger as the window uses it: read from disk when it is first needed, and not before. */
export class Jobs extends Owner {
  private readonly changes = this.own(new EventEmitter<LedgerChange>());
  private opening: Promise<JobLedger> | undefined;
  private ledger: JobLedger | undefined;
  private readonly logged = new Map<string, string>();

  readonly onDidChange = this.changes.event;

  constructor(private readonly parts: JobsParts) {
    super();
    this.own(
      parts.connections.onDidChange(
        (connection) => void unattended(parts.log, "jobs", () => this.connectionChanged(connection?.id)),
      ),
    );
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

  /** After a reload: takes up what was left unfinished, if a window said that there is something. */
  async resumeUnfinished(): Promise<void> {
    if (this.parts.storage.get<boolean>(unfinishedKey) === true) await this.open();
  }

  async start(order: RunOrder): Promise<Run> {
    return (await this.open()).start(order);
  }

  async settled(runId: string): Promise<Run> {
    return (await this.open()).settled(runId);
  }

  async resume(): Promise<void> {
    await (await this.open()).resume();
  }

  async stopTracking(runId: string): Promise<void> {
    await (await this.open()).stopTracking(runId);
  }

  /** False where the server cannot end it. */
  async cancel(runId: string): Promise<boolean> {
    return (await this.open()).cancel(runId);
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
    const ledger = await JobLedger.open({ directory, clientFor: (id) => this.clientFor(id), log });
    this.ledger = ledger;
    this.own(ledger.onDidChange((change) => this.changed(change)));
    this.tellContext();
    // Not only where a window said so: it may have been another one that had nothing left.
    if (ledger.runs.some((run) => !hasEnded(run))) void unattended(log, "unfinished jobs", () => this.takeUp(ledger));
    return ledger;
  }

  private async takeUp(ledger: JobLedger): Promise<void> {
    await this.parts.beforeResume();
    await ledger.resume();
  }

  private async clientFor(connectionId: string) {
    const { connections, clients } = this.parts;
    const connection = connections.get(connectionId);
    return connection !== undefined && connections.state(connection) === "ready" ? clients.of(connectionId) : undefined;
  }

  private changed(change: LedgerChange): void {
    if (change.change === "updated") this.note(change.run);
    this.tellContext();
    this.changes.fire(change);
  }

  private tellContext(): void {
    setContextKey("alviss.hasJobs", this.runs.length > 0);
    void unattended(this.parts.log, "unfinished jobs", () => this.noteUnfinished());
  }

  /** All windows share the note: it goes only when no run on disk is unfinished, whoever started it. */
  private async noteUnfinished(): Promise<void> {
    const { storage } = this.parts;
    const isNoted = (): boolean => storage.get<boolean>(unfinishedKey) === true;
    const isUnfinished = (): boolean => this.runs.some((run) => !hasEnded(run));
    if (isUnfinished() && !isNoted()) await storage.update(unfinishedKey, true);
    if (isUnfinished() || !isNoted() || (await this.ledger?.hasUnfinishedOnDisk()) !== false) return;
    if (!isUnfinished()) await storage.update(unfinishedKey, false);
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

  private async connectionChanged(id: string | undefined): Promise<void> {
    const connection = id === undefined ? undefined : this.parts.connections.get(id);
    if (connection === undefined || this.parts.connections.state(connection) !== "ready") return;
    // Elsewhere it is still the same sandbox; another address of a server in the cloud is another server.
    if (connection.kind === "sandbox") await this.ledger?.reconnect(connection.id);
    if (this.runs.some((run) => run.connectionId === id && run.state === "paused")) await this.resume();
  }
}
