import { readFileSync } from "node:fs";
import { type SessionToken } from "./http/access";
import { createSandbox, type Log } from "./http/createSandbox";
import { type FrontDoor, openFrontDoor } from "./http/frontDoor";
import { WindowWatch } from "./http/windowWatch";
import { type CommandLine } from "./commandLine";
import { dataFolder } from "./store/dataFolder";
import { type Database } from "./store/database";
import { claimFolder } from "./store/folderOwner";
import { openRecords } from "./store/openRecords";
import { type Project, readDemoProject, readProject } from "./store/projectRecords";
import { ROLES } from "./store/roles";
import { makeToken } from "./store/tokenRecords";
import { fillDemo } from "./training/demo";
import { machinery } from "./training/machinery";
import { Training } from "./training/training";

export interface RunningSandbox {
  /** What the ready line says. */
  readonly ready: {
    readonly url: string;
    readonly teamUrl: string;
    readonly token: string;
    readonly teamId: number;
    readonly projectId: number;
    readonly pid: number;
    /** Where a database lies that could not be read; this one started anew. */
    readonly damaged?: string;
    /** With the demo: a token for each role, one that has expired and one that was revoked. */
    readonly tokens?: Readonly<Record<string, string>>;
  };
  /** Ends everything in order; unfinished jobs are taken up at the next start. */
  readonly stop: () => Promise<void>;
}

export interface RunOptions extends Omit<CommandLine, "session"> {
  /** The token that the starter chose; absent: a fresh one. */
  readonly sessionToken?: string;
  readonly log: Log;
  /** Gives the start up; a sandbox that runs already is ended by its own stop. */
  readonly signal: AbortSignal;
  /** Called when the last window has been gone for long enough; absent: the sandbox stays. */
  readonly onAbandoned?: () => void;
}

const WINDOW_LIMIT_MS = 60_000;
const WINDOW_CHECK_MS = 5_000;
const JOBS_STOP_MS = 1_000;

/** Starts a sandbox on a folder and resolves when it is complete: at once, or with the demo on an empty folder. */
export async function runSandbox(options: RunOptions): Promise<RunningSandbox> {
  const startedAt = new Date().toISOString();
  const identity = { pid: process.pid, startedAt };
  const door = await openFrontDoor(options.port, identity);
  let release: (() => void) | undefined;
  try {
    const folder = dataFolder(options.data);
    release = await claimFolder(folder.path, { ...identity, url: door.origin, version: ownVersion() });
    let damaged: string | undefined;
    const db = openRecords(folder, (kept, why) => {
      damaged = kept;
      options.log("error", "the database cannot be read and was set aside", { kept, why });
    });
    const training = trainingOn(db, folder, options);
    return await openUp(options, { door, db, training, release, damaged });
  } catch (error) {
    await door.close();
    release?.();
    throw error;
  }
}

interface Parts {
  readonly door: FrontDoor;
  readonly db: Database;
  readonly training: Training;
  readonly release: () => void;
  /** Where a database lies that could not be read. */
  readonly damaged: string | undefined;
}

function trainingOn(db: Database, folder: ReturnType<typeof dataFolder>, options: RunOptions): Training {
  return new Training({
    place: {
      db,
      folder,
      machinery,
      ingestWorker: new URL("./ingestWorker.js", import.meta.url),
      engineWorker: new URL("./engineWorker.js", import.meta.url),
      workers: options.workers,
      severity: options.profile.data,
    },
    defaultSampler: options.sampler,
    failing: options.profile.failing,
    pace: paceOf(options.profile),
    now: Date.now,
    onFailure: (kind, { projectId, iid }, error) =>
      options.log("warn", "job failed", {
        kind,
        projectId,
        id: iid,
        error: error instanceof Error ? error.stack : String(error),
      }),
  });
}

const paceOf = ({ has }: RunOptions["profile"]) =>
  has("jobs-slow") ? "slow" : has("jobs-endless") ? "endless" : "usual";

async function openUp(options: RunOptions, { door, db, training, release, damaged }: Parts): Promise<RunningSandbox> {
  const stopping = new AbortController();
  const demo = demoRunner(training, options.log, stopping.signal);
  const token = options.sessionToken ?? makeToken();
  const watch = watchWindows(training, options.onAbandoned, stopping.signal);
  const guests = options.demo ? guestTokens() : [];
  const app = await createSandbox({
    training,
    profile: options.profile,
    largestUpload: options.largestUpload,
    sessionTokens: [{ token, role: "admin" }, ...guests],
    now: Date.now,
    version: ownVersion(),
    log: options.log,
    makeDemo: () => void demo().catch(() => undefined),
    onWindow: () => watch?.heard(),
    attach: door.letIn,
  });
  const stop = async () => {
    stopping.abort(new Error("the sandbox is stopping"));
    await door.close();
    await training.queue.close(JOBS_STOP_MS);
    await app.close();
    db.close();
    release();
  };
  training.queue.resume();
  options.signal.addEventListener("abort", () => stopping.abort(options.signal.reason));
  try {
    options.signal.throwIfAborted();
    const project = await demoOnStart(options, training, demo);
    const tokens = options.demo ? { tokens: Object.fromEntries(guests.map(({ name, token }) => [name, token])) } : {};
    const base = { url: `${door.origin}/v1/api`, teamUrl: `${door.origin}/v1/team/teams`, token, pid: process.pid };
    return {
      ready: { ...base, teamId: project.teamId, projectId: project.id, ...(damaged && { damaged }), ...tokens },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Who tries the demo can try every role; these tokens end with the process. */
const guestTokens = (): (SessionToken & { readonly name: string })[] => [
  ...ROLES.map((role) => ({ name: role, token: makeToken(), role })),
  ...(["expired", "revoked"] as const).map((ended) => ({
    name: ended,
    token: makeToken(),
    role: "admin" as const,
    ended,
  })),
];

/** One run of the demo at a time, whoever asks. */
function demoRunner(training: Training, log: Log, signal: AbortSignal): () => Promise<void> {
  const media = new URL("../media/demo/", import.meta.url);
  let running: Promise<void> | undefined;
  return () =>
    (running ??= fillDemo(training, media, signal, (step) => log("info", "demo", { step }))
      .catch((error: unknown) => {
        if (signal.aborted) return;
        log("error", "demo failed", { error: error instanceof Error ? error.message : String(error) });
        throw error;
      })
      .finally(() => (running = undefined)));
}

/** The project that the ready line names. Only an empty folder is worth waiting for. */
async function demoOnStart(options: RunOptions, training: Training, demo: () => Promise<void>): Promise<Project> {
  const { db } = training.place;
  const known = readDemoProject(db);
  const empty = known === undefined && db.one("SELECT 1 FROM uploads") === undefined;
  if (options.demo && empty) await demo();
  // One that cannot be finished stays in the records as it is, and must not keep the user from the rest.
  else if (options.demo && known?.demo === "making") await demo().catch(() => undefined);
  else if (options.demo || known?.demo === "making") void demo().catch(() => undefined);
  const project = (options.demo ? readDemoProject(db) : undefined) ?? readProject(db, 1);
  if (!project) throw new Error("sandbox.sqlite has no project 1: it was changed by another program.");
  return project;
}

function watchWindows(
  training: Training,
  leave: (() => void) | undefined,
  signal: AbortSignal,
): WindowWatch | undefined {
  if (!leave) return undefined;
  const watch = new WindowWatch({
    now: Date.now,
    limitMs: WINDOW_LIMIT_MS,
    everyMs: WINDOW_CHECK_MS,
    idle: () => training.queue.idle,
    leave,
  });
  const timer = setInterval(() => watch.check(), WINDOW_CHECK_MS);
  signal.addEventListener("abort", () => clearInterval(timer));
  return watch;
}

function ownVersion(): string {
  const text = readFileSync(new URL("../package.json", import.meta.url), "utf8");
  return (JSON.parse(text) as { version: string }).version;
}
