// Starts processes and ends them again: by the handle we got, never by a name.
import { spawn, spawnSync } from "node:child_process";
import fs from "node:fs";
import process from "node:process";
import { root } from "./paths.mjs";

/** @typedef {{ cwd?: string, env?: NodeJS.ProcessEnv }} Place */
/** @typedef {import("node:child_process").ChildProcess} ChildProcess */

/** @type {Set<() => Promise<void> | void>} */
const endings = new Set();
/** @type {Set<ChildProcess>} */
const running = new Set();
/** @type {Promise<void> | undefined} */
let ending;

/**
 * Runs when the starter ends, whether by itself or by Ctrl+C. Answers a function that takes the promise back.
 * @param {() => Promise<void> | void} ending
 */
export function atEnd(ending) {
  endings.add(ending);
  return () => void endings.delete(ending);
}

/** Ends what was started, the last first. Whoever asks while that goes on waits for the same end. */
export function endEverything() {
  ending = ending ?? runEndings();
  return ending;
}

async function runEndings() {
  for (const end of [...endings].reverse()) {
    endings.delete(end);
    await Promise.resolve(end()).catch((error) => console.error(error));
  }
  for (const child of running) child.kill("SIGTERM");
}

/** Whether Ctrl+C (or SIGTERM) has come: what then fails does so because it was ended. */
export const isEnding = () => ending !== undefined;

/**
 * Ctrl+C, SIGTERM and a closed terminal end what was started, then this process.
 * @param {number} exitCode
 */
export function endOnSignals(exitCode) {
  whenAskedToEnd(() => {
    if (!isEnding()) void endEverything().then(() => process.exit(exitCode));
  });
}

/**
 * npm passes a signal on to the shell between it and us, which dies of it without a word; so a parent that is gone
 * counts as SIGTERM.
 * @param {(signal: NodeJS.Signals) => void} listener
 */
function whenAskedToEnd(listener) {
  for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"]))
    process.on(signal, () => listener(signal));
  if (!process.env["npm_lifecycle_event"] || process.platform === "win32") return;
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    listener("SIGTERM");
  }, 100);
  watch.unref();
}

/** @param {ChildProcess} child */
function track(child) {
  running.add(child);
  child.once("close", () => running.delete(child));
  return child;
}

/**
 * @param {ChildProcess} child
 * @returns {Promise<number>} its exit code; 1 when a signal ended it
 */
function exitCodeOf(child) {
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve(code ?? 1));
  });
}

/**
 * Runs a command with our own stdio.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {Place} place
 */
export function runHere(command, args, { cwd = root, env = process.env } = {}) {
  return exitCodeOf(track(spawn(command, args, { cwd, env, stdio: ["ignore", "inherit", "inherit"] })));
}

/**
 * Runs a command in place of this process: with its stdio, and every signal passed on. It has a group of its own, since
 * Ctrl+C would else reach it twice; npm doubles Ctrl+C as well, hence the half second.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {Place} place
 */
export async function runInstead(command, args, { cwd = root, env = process.env } = {}) {
  const child = spawn(command, args, { cwd, env, stdio: "inherit", detached: process.platform !== "win32" });
  /** @type {Map<NodeJS.Signals, number>} */
  const passedOn = new Map();
  whenAskedToEnd((signal) => {
    if (performance.now() - (passedOn.get(signal) ?? -Infinity) > 500) child.kill(signal);
    passedOn.set(signal, performance.now());
  });
  return exitCodeOf(child);
}

/**
 * Runs a command and answers everything it printed.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {Place} place
 * @returns {Promise<{ code: number, output: string }>}
 */
export async function runQuietly(command, args, { cwd = root, env = process.env } = {}) {
  const child = track(spawn(command, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"] }));
  let output = "";
  child.stdout?.setEncoding("utf8").on("data", (text) => (output += text));
  child.stderr?.setEncoding("utf8").on("data", (text) => (output += text));
  return { code: await exitCodeOf(child), output };
}

/**
 * Starts a process that leads a group of its own, so that its children can be ended with it.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {Place} place
 */
export function startGroup(command, args, { cwd = root, env = process.env } = {}) {
  const child = spawn(command, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"], detached: true });
  const killNow = () => signalGroup(child, "SIGKILL");
  process.once("exit", killNow);
  child.once("exit", () => process.off("exit", killNow));
  return child;
}

/**
 * Asks the group to end, waits, and ends it for good.
 * @param {ChildProcess} child
 * @param {number} graceMs
 */
export async function endGroup(child, graceMs = 5000) {
  if (child.exitCode === null && child.signalCode === null) {
    const gone = new Promise((resolve) => child.once("exit", resolve));
    signalGroup(child, "SIGTERM");
    const timer = setTimeout(() => signalGroup(child, "SIGKILL"), graceMs);
    await gone;
    clearTimeout(timer);
  }
  signalGroup(child, "SIGKILL");
}

/**
 * @param {ChildProcess} child
 * @param {NodeJS.Signals} signal
 */
function signalGroup(child, signal) {
  if (child.pid === undefined) return;
  try {
    if (process.platform === "win32") child.kill(signal);
    else process.kill(-child.pid, signal);
  } catch {
    // The whole group is gone already.
  }
}

/** @param {number} pid */
export function isAlive(pid) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === "EPERM";
  }
  return !/^State:\s+Z/m.test(readOrEmpty(`/proc/${pid}/status`)); // a zombie only waits to be counted
}

/**
 * The command line of a process, "" when it cannot be read.
 * @param {number} pid
 */
export function commandLineOf(pid) {
  const known = readOrEmpty(`/proc/${pid}/cmdline`);
  if (known) return known.replaceAll("\0", " ").trim();
  if (process.platform === "win32") {
    const query = `(Get-CimInstance Win32_Process -Filter "ProcessId=${pid}").CommandLine`;
    return spawnSync("powershell", ["-NoProfile", "-Command", query], { encoding: "utf8" }).stdout?.trim() ?? "";
  }
  return spawnSync("ps", ["-ww", "-o", "args=", "-p", String(pid)], { encoding: "utf8" }).stdout?.trim() ?? "";
}

/** @param {string} file */
function readOrEmpty(file) {
  try {
    return fs.readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
