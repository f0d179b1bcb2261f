// npm start: opens VS Code with this extension on a copy of the demo files.
import { starter } from "./starter.mjs";
import { codeOnPath } from "./codeOnPath.mjs";
import { installDependencies } from "./dependencies.mjs";
import { openDesktopWindow } from "./desktopWindow.mjs";
import { endOnSignals } from "./processes.mjs";
import { needServableMachine, serveWindow } from "./servedWindow.mjs";
import { installVscode } from "./vscodeInstall.mjs";

await starter(async () => {
  const unknown = process.argv.slice(2).find((option) => option !== "--no-open");
  if (unknown !== undefined) {
    console.error(`npm start has one option, "npm start -- --no-open", and does not know ${unknown}.`);
    return 2;
  }
  endOnSignals(0);
  const code = codeOnPath();
  if (code) {
    await installDependencies();
    return openDesktopWindow(code);
  }
  needServableMachine();
  const vscode = installVscode();
  vscode.catch(() => {}); // awaited below; must not count as unhandled while the packages are being installed
  await installDependencies();
  return serveWindow({ open: !process.argv.includes("--no-open"), vscode });
});
