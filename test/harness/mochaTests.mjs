// Runs the mocha tests of one folder in processes of their own.
import fs from "node:fs";
import path from "node:path";
import { readCounts, sum } from "./counts.mjs";
import { inRoot } from "./paths.mjs";
import { runHere } from "./processes.mjs";

/** @typedef {{ names: readonly string[], grep?: string | undefined }} Wanted only files whose path contains one of `names` */

/** @typedef {{ reporter: string, timeout: number, processes?: number, env?: NodeJS.ProcessEnv }} How */

/**
 * @param {string} kind the folder below test/
 * @param {Wanted & How} options `processes`: how many share the files, 1 unless said
 * @returns {Promise<import("./counts.mjs").Counts>}
 */
export async function runMochaTests(kind, { names, processes = 1, ...how }) {
  const files = testFiles(inRoot("test", kind)).filter(
    (file) => names.length === 0 || names.some((name) => file.includes(name)),
  );
  const shares = Array.from({ length: Math.min(processes, Math.max(1, files.length)) }, (_, share) =>
    files.filter((_, i) => i % processes === share),
  );
  return sum(await Promise.all(shares.map((share, i) => runFiles(share, `${kind}-${i}`, how))));
}

/**
 * @param {readonly string[]} files
 * @param {string} name
 * @param {How & { grep?: string | undefined }} how
 */
async function runFiles(files, name, { reporter, timeout, grep, env = process.env }) {
  const results = inRoot("out", `${name}-results-${process.pid}.json`);
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
