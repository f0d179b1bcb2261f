// Runs the mocha tests of one folder in a process of their own.
import fs from "node:fs";
import path from "node:path";
import { readCounts } from "./counts.mjs";
import { inRoot } from "./paths.mjs";
import { runHere } from "./processes.mjs";

/** @typedef {{ names: readonly string[], grep?: string | undefined }} Wanted only files whose path contains one of `names` */

/**
 * @param {string} kind the folder below test/
 * @param {Wanted & { reporter: string, timeout: number, env?: NodeJS.ProcessEnv }} options
 * @returns {Promise<import("./counts.mjs").Counts>}
 */
export async function runMochaTests(kind, { names, grep, reporter, timeout, env = process.env }) {
  const files = testFiles(inRoot("test", kind)).filter(
    (file) => names.length === 0 || names.some((name) => file.includes(name)),
  );
  const results = inRoot("out", `${kind}-results-${process.pid}.json`);
  fs.mkdirSync(path.dirname(results), { recursive: true });
  const options = JSON.stringify({ files, reporter, timeout, grep });
  const script = inRoot("test", "harness", "mochaProcess.mjs");
  try {
    return readCounts(results, await runHere(process.execPath, ["--import=tsx", script, options, results], { env }));
  } finally {
    fs.rmSync(results, { force: true });
  }
}

/**
 * @param {string} folder
 * @returns {string[]}
 */
function testFiles(folder) {
  return fs
    .readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const place = path.join(folder, entry.name);
      return entry.isDirectory() ? testFiles(place) : entry.name.endsWith(".test.ts") ? [place] : [];
    });
}
