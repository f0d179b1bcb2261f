// Runs the tests of test/workbench: the packed extension, installed in a real VS Code that a browser shows.
import { chromium } from "./chromium.mjs";
import { runMochaTests } from "./mochaTests.mjs";
import { canInstallVscode, installVscode } from "./vscodeInstall.mjs";
import { freshVsix } from "./vsix.mjs";

/**
 * On a machine that cannot serve a window each test counts as skipped.
 * @param {import("./mochaTests.mjs").Wanted} wanted
 * @returns {Promise<import("./counts.mjs").Counts>}
 */
export async function runWorkbenchTests(wanted) {
  const env = { ...process.env };
  if (canInstallVscode()) {
    const [vsix, vscode, browser] = [await freshVsix(), await installVscode(), await chromium()];
    env["ALVISS_WORKBENCH"] = JSON.stringify({ vsix, vscode, browser });
  }
  return runMochaTests("workbench", { ...wanted, reporter: "spec", timeout: 240_000, processes: 2, env });
}
