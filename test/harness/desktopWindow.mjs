// Opens the extension in the VS Code that this person already has, beside their own profile.
import { spawn } from "node:child_process";
import path from "node:path";
import { endSandbox } from "./detachedSandbox.mjs";
import { demoWorkspace, removeFolder, temporaryFolder } from "./firstRun.mjs";
import { freshBuild } from "./freshBuild.mjs";
import { root } from "./paths.mjs";
import { atEnd } from "./processes.mjs";
import { quietSettings, writeFirstSettings } from "./vscodeServer.mjs";

/** @param {string} code the command */
export async function openDesktopWindow(code) {
  await freshBuild();
  const folder = temporaryFolder();
  const userData = path.join(folder, "user-data");
  const workspace = demoWorkspace(folder);
  writeFirstSettings(path.join(userData, "User"), { ...quietSettings, "security.workspace.trust.enabled": false });
  const own = ["--user-data-dir", userData, "--extensions-dir", path.join(folder, "extensions")];
  const args = ["--wait", "--new-window", ...own, "--extensionDevelopmentPath", root, workspace];
  console.log(`Opening VS Code on a copy of the demo files in ${workspace}`);
  console.log("Close its window to end this. Ctrl+C ends everything else and leaves the window to you.");
  const child = spawn(code, args, { stdio: "inherit", shell: process.platform === "win32" });
  const leaveWindow = atEnd(async () => {
    child.kill("SIGTERM");
    await endSandbox(path.join(userData, "User"));
    console.log(`The VS Code window is left to you; its files are in ${folder}.`);
  });
  const exitCode = await new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => resolve(code ?? 1));
  });
  leaveWindow();
  await endSandbox(path.join(userData, "User"));
  removeFolder(folder);
  return exitCode;
}
