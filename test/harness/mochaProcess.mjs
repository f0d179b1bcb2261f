// A process that unit or workbench tests run in: mocha with tsx, started by mochaTests.mjs. It takes files from a list
// that it may share with others, one after the other.
//   node --import=tsx mochaProcess.mjs '{"files": [...], "claims": "FOLDER", "reporter": "dot", "timeout": 10000}' RESULTS
import fs from "node:fs";
import path from "node:path";
import { format } from "node:util";
import Mocha from "mocha";
import { none, sum } from "./counts.mjs";

const patience = 10_000;
const { Base, Spec } = Mocha.reporters;

/** What Spec says of a file, in one piece: another process may be writing too. */
class WholeFile extends Spec {
  /** @param {Mocha.Runner} runner */
  constructor(runner) {
    /** @type {string[]} */
    const lines = [];
    Base.consoleLog = (...words) => void lines.push(format(...words));
    super(runner);
    // Spec itself writes its summary at the end, in a listener that stands before this one.
    runner.once("end", () => process.stdout.write(`${lines.join("\n")}\n`));
  }
}

/** A dot for each test, and at the end of the file only what failed. */
class Dots extends Base {
  /** @param {Mocha.Runner} runner */
  constructor(runner) {
    super(runner);
    runner.on("pass", () => process.stdout.write("."));
    runner.on("fail", () => process.stdout.write("!"));
    runner.once("end", () => this.failures.length > 0 && Base.list(this.failures));
  }
}

/** @typedef {{ files: readonly string[], claims: string, reporter: string, timeout: number, grep?: string }} Options */

/** @param {Options} options */
function* filesToRun({ files, claims }) {
  for (const [i, file] of files.entries()) if (isMine(path.join(claims, String(i)))) yield file;
}

/**
 * Whether this process is the first to ask for a claim.
 * @param {string} claim
 */
function isMine(claim) {
  try {
    fs.mkdirSync(claim);
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === "EEXIST") return false;
    throw error;
  }
}

/**
 * @param {string} file
 * @param {Options} options
 * @returns {Promise<import("./counts.mjs").Counts>}
 */
async function runFile(file, { reporter, timeout, grep }) {
  const mocha = new Mocha({
    reporter: reporter === "dot" ? Dots : WholeFile,
    timeout,
    ui: "bdd",
    ...(grep ? { grep } : {}),
  });
  mocha.addFile(file);
  await mocha.loadFilesAsync();
  return new Promise((resolve) => {
    const runner = mocha.run((failed) => {
      const { passes = 0, pending = 0 } = runner.stats ?? {};
      mocha.dispose();
      resolve({ passed: passes, failed, skipped: pending });
    });
  });
}

const [given = "{}", results = ""] = process.argv.slice(2);
/** @type {Options} */
const options = JSON.parse(given);
let counts = none;
const failedFiles = [];
for (const file of filesToRun(options)) {
  const ofFile = await runFile(file, options);
  if (ofFile.failed > 0) failedFiles.push({ file, ...ofFile });
  counts = sum([counts, ofFile]);
}
fs.writeFileSync(results, JSON.stringify({ ...counts, failedFiles }));
process.exitCode = counts.failed > 0 ? 1 : 0;
setTimeout(() => {
  console.error(`A test left something open: ${process.getActiveResourcesInfo().join(", ")}.`);
  process.exit(1);
}, patience).unref();
