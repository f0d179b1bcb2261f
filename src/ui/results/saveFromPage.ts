import { homedir } from "node:os";
import { basename } from "node:path/posix";
import { l10n, Uri, window, workspace } from "vscode";
import { type FromResults } from "../../../webview/shared/resultsMessages";

/**
 * Writes what a page made where the user wants it, or to the file that is given. Gives back what the page may say of it,
 * with the name that the file has now; undefined when they changed their mind or it could not be written.
 */
export async function saveFromPage(
  { name, data, base64, note }: Extract<FromResults, { readonly type: "save" }>,
  given?: Uri,
): Promise<string | undefined> {
  const folder = workspace.workspaceFolders?.[0]?.uri ?? Uri.file(homedir());
  const file = given ?? (await window.showSaveDialog({ defaultUri: Uri.joinPath(folder, name) }));
  if (!file) return undefined;
  try {
    await workspace.fs.writeFile(file, Buffer.from(data, base64 ? "base64" : "utf8"));
    return note.replace(name, () => basename(file.path));
  } catch (error) {
    void window.showErrorMessage(l10n.t("{0} was not written: {1}", file.fsPath, String(error)));
    return undefined;
  }
}
