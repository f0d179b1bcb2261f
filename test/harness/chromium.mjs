// Finds a browser of the Chromium family, or installs Debian's where that is ours to do.
import fs from "node:fs";
import path from "node:path";
import { isEnding, runQuietly } from "./processes.mjs";
import { Refusal } from "./refusal.mjs";
import { inTurn } from "./turns.mjs";

const names = [
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
  "chrome",
  "microsoft-edge",
  "microsoft-edge-stable",
  "msedge",
];
const macApps = ["Google Chrome", "Chromium", "Microsoft Edge"].map(
  (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
);
const windowsApps = ["Google/Chrome/Application/chrome.exe", "Microsoft/Edge/Application/msedge.exe"];

/**
 * @param {NodeJS.ProcessEnv} env
 * @returns {string | undefined} an executable
 */
export function findChromium(env = process.env) {
  const onPath = names.flatMap((name) =>
    (env["PATH"] ?? "").split(path.delimiter).map((folder) => path.join(folder, name)),
  );
  const programs = [env["ProgramFiles"], env["ProgramFiles(x86)"], env["LOCALAPPDATA"]].filter(
    (folder) => folder !== undefined,
  );
  const onWindows = programs.flatMap((folder) => windowsApps.map((app) => path.join(folder, app)));
  return [env["CHROME_PATH"] ?? "", ...onPath, ...macApps, ...onWindows].find(isFile);
}

/** @type {Promise<string> | undefined} */
let asked;

/** @returns {Promise<string>} an executable */
export function chromium() {
  asked = asked ?? findOrInstall();
  return asked;
}

async function findOrInstall() {
  const found = findChromium();
  if (found) return found;
  if (!fs.existsSync("/etc/debian_version") || process.getuid?.() !== 0)
    throw new Refusal(
      "These tests need a browser: install Chromium, Google Chrome or Microsoft Edge, or set CHROME_PATH to the executable of one.",
    );
  await inTurn("/var/tmp/alviss-vscode-chromium.lock", "installing Chromium", install);
  const installed = findChromium();
  if (installed) return installed;
  throw new Refusal(
    "apt-get installed the package chromium, but no browser came with it: install one and set CHROME_PATH to its executable.",
  );
}

async function install() {
  if (findChromium()) return;
  console.error("Installing Chromium (apt-get install chromium)");
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  await runQuietly("apt-get", ["update", "-qq"], { env });
  const packages = ["chromium", "fonts-dejavu-core"];
  const { code, output } = await runQuietly(
    "apt-get",
    ["install", "-y", "-qq", "--no-install-recommends", ...packages],
    { env },
  );
  if (code === 0 || isEnding()) return;
  const said = output.trim().split("\n").slice(-5).join("\n");
  throw new Refusal(`These tests need a browser, and apt-get could not install chromium:\n${said}`);
}

/** @param {string} file */
const isFile = (file) => file !== "" && fs.existsSync(file) && fs.statSync(file).isFile();
