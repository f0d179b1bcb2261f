// The extension starts its sandbox detached, so that it can outlive a window. Who made the window ends it here.
import fs from "node:fs";
import path from "node:path";
import { commandLineOf, isAlive } from "./processes.mjs";

/**
 * Where the extension keeps its sandbox below the user data of a window.
 * @param {string} userFolder the folder "User"
 */
export const sandboxFolder = (userFolder) =>
  path.join(userFolder, "globalStorage", "alviss-vscode.alviss-vscode", "sandbox");

/**
 * The process that a sandbox.lock names, if it is a sandbox: the number may have gone to another process since.
 * @param {string} folder
 * @param {(pid: number) => string} commandLine
 */
export function sandboxPid(folder, commandLine = commandLineOf) {
  try {
    const { pid } = JSON.parse(fs.readFileSync(path.join(folder, "sandbox.lock"), "utf8"));
    return Number.isInteger(pid) && pid > 1 && isSandboxOf(folder, commandLine(pid))
      ? /** @type {number} */ (pid)
      : undefined;
  } catch {
    return undefined; // no lock, or one that is being written
  }
}

/**
 * @param {string} folder
 * @param {string} commandLine
 */
const isSandboxOf = (folder, commandLine) => /\bsandbox\.js\b/.test(commandLine) && commandLine.includes(folder);

/**
 * Ends the sandbox of a user-data folder and waits until it is gone. One that is only just starting is waited for.
 * @param {string} userFolder the folder "User" of the window's data
 */
export async function endSandbox(userFolder) {
  const folder = sandboxFolder(userFolder);
  if (!fs.existsSync(folder)) return;
  const pid = await until(1500, () => sandboxPid(folder));
  if (pid === undefined) return;
  process.kill(pid, "SIGTERM");
  if (await until(5000, () => !isAlive(pid) || undefined)) return;
  if (sandboxPid(folder) === pid) process.kill(pid, "SIGKILL");
}

/**
 * @template T
 * @param {number} ms
 * @param {() => T | undefined} read
 * @returns {Promise<T | undefined>}
 */
async function until(ms, read) {
  const end = Date.now() + ms;
  for (;;) {
    const value = read();
    if (value !== undefined || Date.now() > end) return value;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
