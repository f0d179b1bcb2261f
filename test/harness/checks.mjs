// Everything that is read rather than run: types, lint, formatting, the import table, texts, unused code.
import os from "node:os";
import { inRoot } from "./paths.mjs";
import { runQuietly } from "./processes.mjs";

/** @type {readonly { name: string, script: string, args: readonly string[] }[]} the slowest first */
const checks = [
  {
    name: "lint",
    script: "node_modules/eslint/bin/eslint.js",
    args: [".", "--max-warnings=0", "--cache", "--cache-location=out/eslint/"],
  },
  { name: "types", script: "node_modules/typescript/bin/tsc", args: ["-b"] },
  {
    name: "import table",
    script: "node_modules/dependency-cruiser/bin/dependency-cruise.mjs",
    args: ["src", "webview", "test", "--config=.dependency-cruiser.cjs"],
  },
  {
    name: "formatting",
    script: "node_modules/prettier/bin/prettier.cjs",
    args: ["--check", ".", "--log-level=warn", "--cache", "--cache-location=out/prettier"],
  },
  { name: "texts for translators", script: "test/harness/textsCheck.mjs", args: [] },
  { name: "unused code", script: "node_modules/knip/bin/knip.js", args: ["--no-progress"] },
];

/**
 * Each check counts as one test; one that fails prints what it found.
 * @returns {Promise<import("./counts.mjs").Counts>}
 */
export async function runChecks() {
  const waiting = [...checks];
  let failed = 0;
  const lane = async () => {
    for (let check = waiting.shift(); check; check = waiting.shift()) {
      const start = performance.now();
      const { code, output } = await runQuietly(process.execPath, [inRoot(check.script), ...check.args]);
      const seconds = ((performance.now() - start) / 1000).toFixed(1);
      console.log(`  ${code === 0 ? "ok  " : "FAIL"} ${check.name} (${seconds} s)`);
      if (code === 0) continue;
      failed++;
      console.log(output.trim().replaceAll(/^/gm, "    "));
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, Math.min(os.cpus().length, 3)) }, lane));
  return { passed: checks.length - failed, failed, skipped: 0 };
}
