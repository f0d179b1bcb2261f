import { commands } from "vscode";
import { mustBeGraph } from "./activeGraph";

export async function openGraphWith(editor: string, target: unknown): Promise<void> {
  await commands.executeCommand("vscode.openWith", mustBeGraph(target), editor);
}
