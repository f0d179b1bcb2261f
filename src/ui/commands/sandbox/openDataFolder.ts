import { mkdir } from "node:fs/promises";
import { commands, env, UIKind, Uri } from "vscode";
import { type Tools } from "../tools";

export async function openDataFolder(tools: Tools): Promise<void> {
  const folder = tools.sandbox.status.dataFolder;
  await mkdir(folder, { recursive: true });
  // Only a desktop window on this machine has a file manager to show it in.
  if (env.uiKind === UIKind.Desktop && env.remoteName === undefined)
    await commands.executeCommand("revealFileInOS", Uri.file(folder));
  else await commands.executeCommand("vscode.openFolder", Uri.file(folder), { forceNewWindow: true });
}
