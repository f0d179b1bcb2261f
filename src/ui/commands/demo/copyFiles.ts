import { commands, FileType, l10n, Uri, window, workspace } from "vscode";
import { type Tools } from "../tools";

export async function copyDemoFiles(tools: Tools): Promise<void> {
  const start = workspace.workspaceFolders?.[0]?.uri;
  const picked = await window.showOpenDialog({
    canSelectFiles: false,
    canSelectFolders: true,
    openLabel: l10n.t("Copy Demo Files Here"),
    ...(start && { defaultUri: start }),
  });
  const folder = picked?.[0];
  if (folder === undefined) return;
  const source = Uri.joinPath(tools.extensionUri, "media", "demo");
  const files = (await workspace.fs.readDirectory(source))
    .filter(([name, type]) => type === FileType.File && name.endsWith(".csv"))
    .map(([name]) => name);
  const overwrite = await mayOverwrite(folder, files);
  if (overwrite === undefined) return;
  for (const name of files)
    await workspace.fs.copy(Uri.joinPath(source, name), Uri.joinPath(folder, name), { overwrite });
  if (workspace.getWorkspaceFolder(folder) === undefined) {
    await commands.executeCommand("vscode.openFolder", folder, {
      forceNewWindow: workspace.workspaceFolders !== undefined,
    });
  } else await commands.executeCommand("revealInExplorer", Uri.joinPath(folder, files[0] ?? ""));
}

/** Undefined: leave the folder alone. */
async function mayOverwrite(folder: Uri, files: readonly string[]): Promise<boolean | undefined> {
  const there = new Set((await workspace.fs.readDirectory(folder)).map(([name]) => name));
  const clashes = files.filter((name) => there.has(name));
  if (clashes.length === 0) return false;
  const replace = l10n.t("Replace");
  const answer = await window.showWarningMessage(
    l10n.t("The folder already holds {0}.", clashes.join(", ")),
    { modal: true },
    replace,
  );
  return answer === replace ? true : undefined;
}
