import { homedir } from "node:os";
import { l10n, Uri, window, workspace } from "vscode";
import { type FromResults } from "../../../webview/shared/resultsMessages";

/** Writes what a page made where the user wants it, or to the file that is given; false when they changed their mind or it could not be written. */
export async function saveFromPage(
  { name, data, base64 }: Extract<FromResults, { readonly type: "save" }>,
  given?: Uri,
): Promise<boolean> {
  const folder = workspace.workspaceFolders?.[0]?.uri ?? Uri.file(homedir());
  const file = given ?? (await window.showSaveDialog({ defaultUri: Uri.joinPath(folder, name) }));
  if (!file) return false;
  try {
    await workspace.fs.writeFile(file, Buffer.from(data, base64 ? "base64" : "utf8"));
    return true;
  } catch (error) {
    void window.showErrorMessage(l10n.t("{0} was not written: {1}", file.fsPath, String(error)));
    return false;
  }
}
