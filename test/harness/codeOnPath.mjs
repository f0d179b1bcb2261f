import fs from "node:fs";
import path from "node:path";

/**
 * The desktop VS Code's command, if this person has it on PATH.
 * @param {NodeJS.ProcessEnv} env
 * @param {NodeJS.Platform} platform
 */
export function codeOnPath(env = process.env, platform = process.platform) {
  const names = platform === "win32" ? ["code.cmd", "code.exe"] : ["code"];
  const folders = (env["PATH"] ?? "").split(path.delimiter).filter((folder) => path.isAbsolute(folder));
  return folders.flatMap((folder) => names.map((name) => path.join(folder, name))).find(isExecutable);
}

/** @param {string} file */
function isExecutable(file) {
  try {
    fs.accessSync(file, fs.constants.X_OK);
    return fs.statSync(file).isFile();
  } catch {
    return false;
  }
}
