import { commands } from "vscode";

export async function openWalkthrough(): Promise<void> {
  await commands.executeCommand(
    "workbench.action.openWalkthrough",
    "alviss-vscode.alviss-vscode#alviss.getStarted",
    false,
  );
}
