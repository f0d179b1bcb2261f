// Starts the npm-installed VS Code: a server whose workbench runs in a browser and whose extension host is Node.
import { randomBytes } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { endGroup, runQuietly, startGroup } from "./processes.mjs";
import { Refusal } from "./refusal.mjs";

/** @typedef {import("./vscodeInstall.mjs").Vscode} Vscode */
/** @typedef {{ port: number, token: string, dataFolder: string, died: Promise<Error>, log: () => string, stop: () => Promise<void> }} VscodeServer */

/** A quiet window: nothing of ours to measure or to demonstrate hides behind tips, updates or the built-in assistant. */
export const quietSettings = {
  "telemetry.telemetryLevel": "off",
  "workbench.startupEditor": "none",
  "workbench.enableExperiments": false,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "extensions.autoCheckUpdates": false,
  "extensions.autoUpdate": false,
  "extensions.ignoreRecommendations": true,
  "update.mode": "none",
  "git.openRepositoryInParentFolders": "never",
  "chat.disableAIFeatures": true,
  "window.commandCenter": false,
};

/**
 * The user's settings, written only where there are none yet.
 * @param {string} userFolder the folder "User" of a data folder
 * @param {object} settings
 */
export function writeFirstSettings(userFolder, settings) {
  const file = path.join(userFolder, "settings.json");
  if (fs.existsSync(file)) return;
  fs.mkdirSync(userFolder, { recursive: true });
  fs.writeFileSync(file, JSON.stringify(settings, null, 2));
}

/**
 * @param {Vscode} vscode
 * @param {string} dataFolder short: the server's sockets lie in it, and their paths end at 107 characters
 * @param {string} vsix
 */
export async function installVsix(vscode, dataFolder, vsix) {
  const args = [
    vscode.server,
    "--accept-server-license-terms",
    "--server-data-dir",
    dataFolder,
    "--install-extension",
    vsix,
  ];
  const { code, output } = await runQuietly(vscode.node, args, { env: serverEnv(dataFolder, {}) });
  if (code !== 0) throw new Refusal(`VS Code did not install ${path.basename(vsix)}:\n${output.trim()}`);
}

/**
 * Only who knows the token may open the workbench: it has a terminal.
 * `driver` makes the workbench run extension tests and report their end; it also turns notifications off.
 * @param {Vscode} vscode
 * @param {{ dataFolder: string, driver?: boolean, env?: NodeJS.ProcessEnv, args?: readonly string[], settings?: object }} options
 * @returns {Promise<VscodeServer>}
 */
export async function startVscodeServer(vscode, { dataFolder, driver = false, env = {}, args = [], settings = {} }) {
  writeFirstSettings(path.join(dataFolder, "data", "User"), { ...quietSettings, ...settings });
  const token = randomBytes(16).toString("hex");
  const where = ["--host", "127.0.0.1", "--port", "0", "--connection-token", token, "--server-data-dir", dataFolder];
  const quiet = ["--accept-server-license-terms", "--disable-telemetry", "--disable-experiments"];
  const driving = driver ? ["--enable-smoke-test-driver"] : [];
  const child = startGroup(vscode.node, [vscode.server, ...where, ...quiet, ...driving, ...args], {
    env: serverEnv(dataFolder, env),
  });
  const { port, log } = await listening(child);
  /** @type {Promise<Error>} */
  const died = new Promise((resolve) =>
    child.once("exit", (code, signal) => resolve(new Error(`The VS Code server ended (${code ?? signal}).\n${log()}`))),
  );
  return { port, token, dataFolder, died, log, stop: () => endGroup(child) };
}

/**
 * @param {string} dataFolder
 * @param {NodeJS.ProcessEnv} env
 */
function serverEnv(dataFolder, env) {
  const tmp = path.join(dataFolder, "tmp");
  fs.mkdirSync(tmp, { recursive: true });
  // Without a gallery named, every look-up of an extension fails loudly.
  return {
    ...process.env,
    TMPDIR: tmp,
    XDG_RUNTIME_DIR: tmp,
    EXTENSIONS_GALLERY: '{"serviceUrl":""}',
    ...env,
    VSCODE_AGENT_FOLDER: undefined,
  };
}

/**
 * @param {import("node:child_process").ChildProcess} child
 * @returns {Promise<{ port: number, log: () => string }>}
 */
function listening(child) {
  let text = "";
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`VS Code did not start within a minute.\n${text}`)), 60_000);
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`VS Code ended while starting (${code}).\n${text}`)));
    const read = (/** @type {string} */ chunk) => {
      text = (text + chunk).slice(-100_000);
      const port = /Extension host agent listening on (\d+)/.exec(text)?.[1];
      if (!port || !text.includes("Extension host agent started")) return;
      clearTimeout(timer);
      resolve({ port: Number(port), log: () => text });
    };
    child.stdout?.setEncoding("utf8").on("data", read);
    child.stderr?.setEncoding("utf8").on("data", read);
  });
}

/**
 * @param {{ port: number, token: string }} server
 * @param {{ folder: string, payload?: readonly (readonly [string, string])[] }} options
 */
export function workbenchAddress({ port, token }, { folder, payload = [] }) {
  const address = new URL(`http://localhost:${port}/`);
  address.searchParams.set("tkn", token);
  address.searchParams.set("folder", folder);
  if (payload.length > 0) address.searchParams.set("payload", JSON.stringify(payload));
  return address.toString();
}
