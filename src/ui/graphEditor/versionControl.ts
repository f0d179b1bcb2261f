/** What VS Code's own git extension knows of a file. */
import { extensions, Uri } from "vscode";

/** The part of that extension's API that is asked, here or by tests. */
export interface GitExtension {
  getAPI(version: 1): {
    openRepository(folder: Uri): Promise<unknown>;
    getRepository(file: Uri): { show(commit: string, path: string): Promise<string> } | null;
  };
}

/** The file as it was committed last; undefined without git, or where no commit holds it. */
export async function committedText(file: Uri): Promise<string | undefined> {
  try {
    const git = await extensions.getExtension<GitExtension>("vscode.git")?.activate();
    return await git?.getAPI(1).getRepository(file)?.show("HEAD", file.fsPath);
  } catch {
    return undefined;
  }
}

/** The file that a document is an older version of; every other document is its own. */
export function workingFile(document: Uri): Uri {
  return document.scheme === "git" ? Uri.file(document.path) : document;
}
