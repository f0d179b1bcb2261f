import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

/** The clone, without a trailing separator. */
export const root = path.resolve(fileURLToPath(new URL("../..", import.meta.url)));

/** @param {string[]} parts */
export const inRoot = (...parts) => path.join(root, ...parts);

/**
 * Where this user keeps what several clones share: the npm-installed VS Code.
 * @param {NodeJS.ProcessEnv} env
 * @param {NodeJS.Platform} platform
 */
export function userCache(env = process.env, platform = process.platform) {
  const home = os.homedir();
  const base =
    platform === "darwin"
      ? path.join(home, "Library", "Caches")
      : platform === "win32"
        ? (env["LOCALAPPDATA"] ?? path.join(home, "AppData", "Local"))
        : env["XDG_CACHE_HOME"] || path.join(home, ".cache");
  return path.join(base, "alviss-vscode");
}
