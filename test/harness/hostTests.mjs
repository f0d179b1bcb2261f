// Runs the tests of test/host inside the extension host of a real VS Code, through @vscode/test-electron. Where there is
// an npm-installed VS Code, a shim takes the place of the desktop executable; elsewhere test-electron downloads one.
import { once } from "node:events";
import { createServer } from "node:net";
import path from "node:path";
import { chromium } from "./chromium.mjs";
import { readCounts } from "./counts.mjs";
import { demoWorkspace, removeFolder, temporaryFolder } from "./firstRun.mjs";
import { freshHostTests } from "./freshBuild.mjs";
import { inRoot, root } from "./paths.mjs";
import { canInstallVscode, installVscode, newest } from "./vscodeInstall.mjs";

/**
 * Where a test failed, all are run once more in a new window, and count as that run says.
 * @param {import("./mochaTests.mjs").Wanted} wanted
 * @param {string} version of the code-server that carries the VS Code: 4.x.y carries 1.x.y
 * @returns {Promise<import("./counts.mjs").Counts>}
 */
export async function runHostTests(wanted, version = newest) {
  const first = await runInWindow(wanted, version);
  if (first.failed === 0) return first;
  console.log("\nOnce more: the host tests");
  const second = await runInWindow(wanted, version);
  if (second.failed === 0) console.log("\nUnsteady, passed the second time: what failed above");
  return second;
}

/**
 * @param {import("./mochaTests.mjs").Wanted} wanted
 * @param {string} version
 * @returns {Promise<import("./counts.mjs").Counts>}
 */
async function runInWindow({ names, grep }, version) {
  await freshHostTests();
  const served = canInstallVscode() ? { vscode: await installVscode(version), browser: await chromium() } : undefined;
  const folder = temporaryFolder();
  const results = path.join(folder, "results.json");
  const { runTests } = await import("@vscode/test-electron");
  const ownFolders = [
    "--user-data-dir",
    path.join(folder, "user-data"),
    "--extensions-dir",
    path.join(folder, "extensions"),
  ];
  let exitCode = 0;
  try {
    exitCode = await runTests({
      ...(served
        ? { vscodeExecutablePath: inRoot("test", "harness", "vscodeShim.mjs") }
        : version === newest
          ? {}
          : { version: version.replace(/^4/, "1") }),
      extensionDevelopmentPath: root,
      extensionTestsPath: inRoot("out", "host", "index.js"),
      launchArgs: [demoWorkspace(folder), "--disable-workspace-trust", ...ownFolders],
      extensionTestsEnv: {
        ALVISS_TEST_RESULTS: results,
        ALVISS_TEST_WANTED: JSON.stringify({ names, grep }),
        ALVISS_TEST_VSCODE: JSON.stringify(served?.vscode ?? null),
        ALVISS_TEST_BROWSER: served?.browser,
        // A window reads these when it starts; a test listens there.
        https_proxy: `http://127.0.0.1:${await freePort()}`,
        no_proxy: "localhost,127.0.0.1,left-out.test",
      },
    });
  } catch (error) {
    console.error(/** @type {Error} */ (error).message);
    exitCode = 1;
  }
  const counts = readCounts(results, exitCode);
  removeFolder(folder);
  return counts;
}

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  server.close();
  await once(server, "close");
  return port;
}
