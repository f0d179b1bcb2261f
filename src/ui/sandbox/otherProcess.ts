import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import { isAlive } from "./isAlive";

const run = promisify(execFile);

/**
 * Whether the process is a sandbox on this data folder. A lock file may outlive its process, and its number may then
 * belong to anything.
 */
export async function isSandbox(pid: number, dataFolder: string): Promise<boolean> {
  if (!isAlive(pid)) return false;
  const commandLine = await commandLineOf(pid);
  return commandLine.includes("sandbox.js") && commandLine.includes(dataFolder);
}

/** Asks the process to end and waits until it has. False: it is still there after `limit` ms. */
export async function endProcess(pid: number, limit: number): Promise<boolean> {
  try {
    process.kill(pid, "SIGTERM");
  } catch {
    return !isAlive(pid);
  }
  const end = Date.now() + limit;
  while (isAlive(pid)) {
    if (Date.now() > end) return false;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return true;
}

async function commandLineOf(pid: number): Promise<string> {
  try {
    if (process.platform === "linux") return (await readFile(`/proc/${pid}/cmdline`, "utf8")).replaceAll("\0", " ");
    if (process.platform === "win32") {
      const query = `(Get-CimInstance Win32_Process -Filter "ProcessId=${pid}").CommandLine`;
      return (await run("powershell.exe", ["-NoProfile", "-Command", query])).stdout;
    }
    return (await run("ps", ["-ww", "-o", "command=", "-p", String(pid)])).stdout;
  } catch {
    return "";
  }
}
