import { commands } from "vscode";

/** VS Code's own page: what a workspace that is not trusted may do is decided there. */
export async function manageTrust(): Promise<void> {
  await commands.executeCommand("workbench.trust.manage");
}
