import { Uri, workspace } from "vscode";
import { ToolRefusal } from "./toolParts";

/** A file in an open folder: a model is shown nothing else of the disk, and sends nothing else of it. */
export async function workspaceFile(path: string): Promise<Uri> {
  const folders = workspace.workspaceFolders ?? [];
  const isWhole = /^([a-z]:)?[\\/]/i.test(path);
  const candidates = isWhole ? [Uri.file(path)] : folders.map(({ uri }) => Uri.joinPath(uri, path));
  for (const uri of candidates) {
    if (workspace.getWorkspaceFolder(uri) === undefined) continue;
    try {
      await workspace.fs.stat(uri);
      return uri;
    } catch {
      // Not in this folder.
    }
  }
  throw new ToolRefusal(`There is no file ${path} in the open folders.`);
}
