/**
 * The sandbox's process. stdout carries exactly one line, when it is ready; stderr the log, one JSON object a line.
 * Exit codes: 0 stopped, 1 could not start or go on, 2 not understood or the folder belongs to another sandbox.
 */
import "./leanWasm";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { type CommandLine, readCommandLine, UsageError } from "./commandLine";
import { type Log } from "./http/createSandbox";
import { keepShort } from "./logFile";
import { type RunningSandbox, runSandbox } from "./runSandbox";
import { isDiskFull } from "./store/database";
import { FolderTaken } from "./store/folderOwner";
import { looksLikeToken } from "./store/tokenRecords";

const STOP_WITHIN_MS = 1_800;

let written: (length: number) => void = () => undefined;

const log: Log = (level, event, facts = {}) => {
  const line = `${JSON.stringify({ time: new Date().toISOString(), level, msg: event, ...facts })}\n`;
  process.stderr.write(line);
  written(line.length);
};

const stopping = new AbortController();
let sandbox: RunningSandbox | undefined;
let starting: Promise<void> = Promise.resolve();

async function leave(code: number, why: string): Promise<void> {
  if (stopping.signal.aborted) return;
  log("info", "stopping", { why });
  stopping.abort(new Error(`the sandbox is stopping: ${why}`));
  setTimeout(() => process.exit(code), STOP_WITHIN_MS).unref();
  await starting.catch(() => undefined);
  await sandbox?.stop().catch((error: unknown) => log("error", "stop failed", { error: String(error) }));
  process.exit(code);
}

async function start(commandLine: CommandLine): Promise<void> {
  // The extension lets stderr go to a file in the data folder, and nobody else looks after that.
  if (commandLine.session) written = keepShort(join(commandLine.data, "sandbox.log"), process.stderr.fd);
  const session = commandLine.session
    ? { sessionToken: await readToken(), onAbandoned: () => void leave(0, "no window is left") }
    : {};
  sandbox = await runSandbox({ ...commandLine, ...session, log, signal: stopping.signal });
  if (stopping.signal.aborted) return;
  const { token, tokens, ...place } = sandbox.ready;
  log("info", "ready", place);
  if (!commandLine.session) process.stdout.write(`${JSON.stringify({ ...place, token, ...(tokens && { tokens }) })}\n`);
}

/** The one line of stdin that the starter writes. */
async function readToken(): Promise<string> {
  const lines = createInterface({ input: process.stdin });
  for await (const line of lines) {
    const token = line.trim();
    lines.close();
    process.stdin.destroy();
    if (looksLikeToken(token)) return token;
    break;
  }
  throw new UsageError("--session needs a session token that starts with sandbox_, as one line on stdin.");
}

/** Says in one sentence why there is no sandbox. */
function giveUp(error: unknown): void {
  if (stopping.signal.aborted) return;
  const understood = error instanceof UsageError || error instanceof FolderTaken;
  const why = error instanceof Error ? error.message : String(error);
  process.stderr.write(isDiskFull(error) ? `The disk is full: make room for the data folder. (${why})\n` : `${why}\n`);
  process.exit(understood ? 2 : 1);
}

// Whoever read the log may be gone; that is no reason to stop.
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);
for (const name of ["SIGTERM", "SIGINT"] as const) process.on(name, () => void leave(0, name));
process.on("uncaughtException", (error) => {
  log("error", "unexpected", { error: error.stack ?? String(error) });
  void leave(1, "an unexpected error");
});

try {
  starting = start(readCommandLine(process.argv.slice(2)));
  await starting;
} catch (error) {
  giveUp(error);
}
