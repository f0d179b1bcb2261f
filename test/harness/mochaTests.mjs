// Runs the mocha tests of one folder in processes of their own.
import fs from "node:fs";
import path from "node:path";
import { readCounts, sum, without } from "./counts.mjs";
import { inRoot } from "./paths.mjs";
import { runHere } from "./processes.mjs";

/** @typedef {{ names: readonly string[], grep?: string | undefined }} Wanted only files whose path contains one of `names` */

/** @typedef {{ reporter: string, timeout: number, processes?: number, env?: NodeJS.ProcessEnv }} How */

/**
 * A file that failed is run once more, by itself in a new process: it counts as that second run says, and is named as
 * unsteady where that passed.
 * @param {string} kind the folder below test/
 * @param {Wanted & How} options `processes`: how many share the files, 1 unless said
 * @returns {Promise<import("./counts.mjs").Counts>}
 */
export async function runMochaTests(kind, { names, processes = 1, ...how }) {
  const files = largestFirst(testFiles(inRoot("test", kind))).filter(
    (file) => names.length === 0 || names.some((name) => file.includes(name)),
  );
  const first = await runFiles(kind, files, processes, how);
  const failedFiles = first.failedFiles.map(({ file }) => file);
  if (failedFiles.length === 0) return first;
  console.log(`\nOnce more: ${failedFiles.map(named).join(", ")}`);
  const second = await runFiles(kind, failedFiles, 1, how);
  const stillFailing = new Set(second.failedFiles.map(({ file }) => file));
  const unsteady = failedFiles.filter((file) => !stillFailing.has(file));
  if (unsteady.length > 0) console.log(`Unsteady, passed the second time: ${unsteady.map(named).join(", ")}`);
  return sum([without(first, sum(first.failedFiles)), second]);
}

/** @param {string} file */
const named = (file) => path.relative(inRoot("test"), file);

/**
 * @param {string} kind
 * @param {readonly string[]} files
 * @param {number} processes
 * @param {How} how
 * @returns {Promise<import("./counts.mjs").MochaCounts>}
 */
async function runFiles(kind, files, processes, how) {
  const scratch = inRoot("out", `${kind}-${process.pid}`);
  fs.mkdirSync(scratch, { recursive: true });
  try {
    const script = inRoot("test", "harness", "mochaProcess.mjs");
    const { env = process.env, ...rest } = how;
    const options = JSON.stringify({ files, claims: scratch, ...rest });
    const runs = Array.from({ length: Math.min(processes, files.length) }, async (_, i) => {
      const results = path.join(scratch, `results-${i}.json`);
      const args = ["--import=tsx", script, options, results];
      return readCounts(results, await runHere(process.execPath, args, { env }));
    });
    const done = await Promise.all(runs);
    return { ...sum(done), failedFiles: done.flatMap(({ failedFiles }) => failedFiles) };
  } finally {
    console.log();
    fs.rmSync(scratch, { recursive: true, force: true });
  }
}

/**
 * Large files tend to take long: begun first, they leave the small ones to even out the ends.
 * @param {readonly string[]} files
 */
const largestFirst = (files) => [...files].sort((a, b) => fs.statSync(b).size - fs.statSync(a).size);

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
