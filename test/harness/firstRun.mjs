// What a window finds on its first run: a copy of the demo files and nothing else.
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { inRoot } from "./paths.mjs";

/** A folder with a short name, since the sockets of VS Code lie in it. */
export const temporaryFolder = () => fs.mkdtempSync(path.join(fs.realpathSync(os.tmpdir()), "alviss-"));

/**
 * @param {string} folder
 * @returns {string} the workspace to open
 */
export function demoWorkspace(folder) {
  const workspace = path.join(folder, "demo");
  fs.cpSync(inRoot("media", "demo"), workspace, { recursive: true });
  return workspace;
}

/** @param {string} folder */
export const removeFolder = (folder) =>
  fs.rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
