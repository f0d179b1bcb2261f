import { Disposable, type LogOutputChannel, window, workspace } from "vscode";
import { unattended } from "../kit/unattended";
import { type SandboxProcess } from "./sandboxProcess";

/** Somebody who types a path changes the setting at every pause. */
const typingPause = 1_500;

/** When the setting names another folder while the sandbox runs, the window in front asks whether to go there now. */
export function followDataFolder(sandbox: SandboxProcess, log: LogOutputChannel): Disposable {
  let timer: NodeJS.Timeout | undefined;
  let asking = false;
  const ask = async (): Promise<void> => {
    const { dataFolder: used } = sandbox.status;
    if (asking || !window.state.focused || sandbox.state !== "running" || used === sandbox.dataFolder) return;
    asking = true;
    try {
      const { wantsNewFolder } = await import("./questions");
      if (await wantsNewFolder(used, sandbox.dataFolder)) await sandbox.restart();
    } finally {
      asking = false;
    }
  };
  const listening = workspace.onDidChangeConfiguration((event) => {
    if (!event.affectsConfiguration("alviss.sandbox.dataFolder")) return;
    clearTimeout(timer);
    timer = setTimeout(() => void unattended(log, "data folder", ask), typingPause);
  });
  return Disposable.from(listening, new Disposable(() => clearTimeout(timer)));
}
