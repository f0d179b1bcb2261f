// Runs a suite in the style of @vscode/test-electron inside the extension host of the npm-installed VS Code.
import { format } from "node:util";
import { launchBrowser } from "./browser.mjs";
import { endSandbox } from "./detachedSandbox.mjs";
import { removeFolder, temporaryFolder } from "./firstRun.mjs";
import { startMintKeyFront } from "./mintKeyFront.mjs";
import { atEnd } from "./processes.mjs";
import { startVscodeServer, workbenchAddress } from "./vscodeServer.mjs";
import path from "node:path";

const limitMs = 300_000;

/** What VS Code itself says in every run. */
const noise =
  /^(Ignoring fetching additional builtin|Updating additional builtin|Resolv(ing|ed) connection token|Creating a socket|\[reconnection-grace-time\]|\[AgentHost|\[AccountPolicyGate\]|\[Service Worker\] registration|Getting Manifest|Settings Sync|Started local extension host|\[perf\])/;

/**
 * @param {{ vscode: import("./vscodeInstall.mjs").Vscode, browser: string, extension: string, tests: string, folder: string, trusting: boolean }} options
 * @returns {Promise<number>} the extension host's exit code: 0 when the suite's run() resolved
 */
export async function runExtensionTests({ vscode, browser: executable, extension, tests, folder, trusting }) {
  const dataFolder = temporaryFolder();
  atEnd(() => removeFolder(dataFolder));
  atEnd(() => endSandbox(path.join(dataFolder, "data", "User")));
  const args = trusting ? ["--disable-workspace-trust"] : [];
  const server = await startVscodeServer(vscode, { dataFolder, driver: true, args });
  atEnd(server.stop);
  const front = await startMintKeyFront(server.port);
  atEnd(front.close);
  const browser = await launchBrowser(executable);
  atEnd(() => browser.close());
  const page = await browser.newPage();
  const exit = hostExit(page, server.died);
  const remote = (/** @type {string} */ file) => `vscode-remote://localhost:${front.port}${encodeURI(file)}`;
  const address = workbenchAddress(
    { port: front.port, token: server.token },
    {
      folder,
      payload: [
        ["extensionDevelopmentPath", remote(extension)],
        ["extensionTestsPath", remote(tests)],
        ["skipWelcome", "true"],
      ],
    },
  );
  return (await Promise.all([exit, page.goto(address, { waitUntil: "commit", timeout: 120_000 })]))[0];
}

/**
 * The workbench reports through functions that the page is expected to have.
 * @param {import("playwright-core").Page} page
 * @param {Promise<Error>} serverDied
 * @returns {Promise<number>}
 */
async function hostExit(page, serverDied) {
  /** @type {(code: number) => void} */
  let ended = () => {};
  /** @type {Promise<number>} */
  const exit = new Promise((resolve, reject) => {
    ended = resolve;
    page.on("crash", () => reject(new Error("The workbench's page crashed.")));
    page.on("pageerror", (error) => console.log(`[workbench] ${error.message}`));
    setTimeout(() => reject(new Error(`The tests did not end within ${limitMs / 1000} s.`)), limitMs).unref();
    void serverDied.then(reject);
  });
  await page.exposeFunction("codeAutomationExit", (/** @type {number} */ code) => ended(code));
  await page.exposeFunction("codeAutomationLog", (/** @type {string} */ _type, /** @type {unknown[]} */ parts) => {
    const line = format(...parts);
    if (!noise.test(line)) console.log(line);
  });
  return exit;
}
