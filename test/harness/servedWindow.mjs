// Serves the npm-installed VS Code, with the extension installed from its VSIX, to a browser on this machine.
import path from "node:path";
import { endSandbox } from "./detachedSandbox.mjs";
import { demoWorkspace, removeFolder, temporaryFolder } from "./firstRun.mjs";
import { startMintKeyFront } from "./mintKeyFront.mjs";
import { atEnd, isEnding } from "./processes.mjs";
import { Refusal } from "./refusal.mjs";
import { freshVsix } from "./vsix.mjs";
import { canInstallVscode } from "./vscodeInstall.mjs";
import { installVsix, startVscodeServer, workbenchAddress } from "./vscodeServer.mjs";
import { openInBrowser } from "./webBrowser.mjs";

/** Before anything is installed: whether this machine can serve a window at all. */
export function needServableMachine() {
  if (canInstallVscode()) return;
  throw new Refusal(
    'This needs VS Code\'s command "code" on PATH: in VS Code, run "Shell Command: Install \'code\' command in PATH" from the command palette, then try again. (Only on Linux x64 can it do without.)',
  );
}

/**
 * Serves until the server ends or this process is told to end.
 * @param {{ open: boolean, vscode: Promise<import("./vscodeInstall.mjs").Vscode> }} options
 */
export async function serveWindow({ open, vscode: installing }) {
  const vsix = await freshVsix();
  const vscode = await installing;
  const folder = temporaryFolder();
  atEnd(() => removeFolder(folder));
  const workspace = demoWorkspace(folder);
  await installVsix(vscode, folder, vsix);
  atEnd(() => endSandbox(path.join(folder, "data", "User")));
  const server = await startVscodeServer(vscode, { dataFolder: folder, args: ["--disable-workspace-trust"] });
  atEnd(server.stop);
  const front = await startMintKeyFront(server.port);
  atEnd(front.close);
  const address = workbenchAddress({ port: front.port, token: server.token }, { folder: workspace });
  console.log(`\nVS Code with the extension is at\n\n  ${address}\n`);
  console.log(`It shows a copy of the demo files in ${workspace}. Ctrl+C ends it.`);
  if (open) openInBrowser(address);
  const { message } = await server.died;
  if (!isEnding()) console.error(message);
  return 1;
}
