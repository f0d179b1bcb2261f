import { commands } from "vscode";

export async function openSettings(): Promise<void> {
  await commands.executeCommand("workbench.action.openSettings", "@ext:alviss-vscode.alviss-vscode");
}
