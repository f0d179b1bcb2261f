// The process that unit and workbench tests run in: mocha with tsx, started by mochaTests.mjs.
//   node --import=tsx mochaProcess.mjs '{"files": [...], "reporter": "dot", "timeout": 10000}' RESULTS
import fs from "node:fs";
import Mocha from "mocha";

const [options = "{}", results = ""] = process.argv.slice(2);
const { files, reporter, timeout, grep } = JSON.parse(options);
const patience = 10_000;
const mocha = new Mocha({ reporter, timeout, ui: "bdd", ...(grep ? { grep } : {}) });
for (const file of files) mocha.addFile(file);
await mocha.loadFilesAsync();
const runner = mocha.run((failures) => {
  const { passes, pending } = /** @type {Mocha.Stats} */ (runner.stats);
  fs.writeFileSync(results, JSON.stringify({ passed: passes, failed: failures, skipped: pending }));
  process.exitCode = failures > 0 ? 1 : 0;
  setTimeout(() => {
    console.error(`A test left something open: ${process.getActiveResourcesInfo().join(", ")}.`);
    process.exit(1);
  }, patience).unref();
});
