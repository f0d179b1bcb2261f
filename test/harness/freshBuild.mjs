// Builds when a source has changed since the last build.
import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { inRoot } from "./paths.mjs";
import { runQuietly } from "./processes.mjs";
import { Refusal } from "./refusal.mjs";
import { inTurn } from "./turns.mjs";

const shipped = ["src", "webview", "esbuild.js", "workerText.js", "package.json", "package-lock.json"];

/** dist/, which is what ships. */
export const freshBuild = () => build("dist", shipped, []);

/** dist/ and the tests that run inside VS Code, in out/host/. */
export async function freshHostTests() {
  await freshBuild();
  await build("out/host", [...shipped, "test/host", "test/support"], ["--tests"]);
}

/** With source maps, for the debugger; always built, so that it never passes for the build that ships. */
export const debugBuild = () => inTurn(inRoot("out", "build.lock"), "building", () => esbuild(["--debug"]));

/**
 * @param {string} folder
 * @param {readonly string[]} sources
 * @param {readonly string[]} options
 */
async function build(folder, sources, options) {
  const stamp = inRoot(folder, ".built-from");
  const isFresh = () => fs.existsSync(stamp) && fs.readFileSync(stamp, "utf8") === fingerprint(sources);
  if (isFresh()) return;
  await inTurn(inRoot("out", "build.lock"), "building", async () => {
    if (isFresh()) return;
    const before = fingerprint(sources);
    console.error(`Building ${folder}/`);
    await esbuild(options);
    fs.writeFileSync(stamp, before);
  });
}

/** @param {readonly string[]} options */
async function esbuild(options) {
  const { code, output } = await runQuietly(process.execPath, [inRoot("esbuild.js"), ...options]);
  process.stderr.write(output);
  if (code !== 0) throw new Refusal("The build failed; what esbuild said is above.");
}

/**
 * Changes whenever a file is added, removed or written.
 * @param {readonly string[]} sources
 */
export function fingerprint(sources) {
  const hash = createHash("sha256");
  for (const source of sources)
    for (const file of filesIn(inRoot(source))) {
      const { mtimeMs, size } = fs.statSync(file);
      hash.update(`${file} ${mtimeMs} ${size}\n`);
    }
  return hash.digest("hex");
}

/**
 * @param {string} place a file or a folder
 * @returns {string[]}
 */
function filesIn(place) {
  if (!fs.existsSync(place)) return [];
  if (!fs.statSync(place).isDirectory()) return [place];
  return fs
    .readdirSync(place)
    .sort()
    .flatMap((name) => filesIn(path.join(place, name)));
}
