import { FileSystemError, l10n, type Uri, workspace } from "vscode";
import { whyUnreadable } from "../../platform/fileTroubles";
import { Refusal } from "../kit/explain";
import { bytesOfText, openDocument } from "./editor/textDocuments";
import { FileTaskFailed } from "./worker/fileWorker";
import { type FileSource } from "./worker/workerMessages";

export const nameOf = (uri: Uri): string => uri.path.split("/").at(-1) ?? uri.path;

/** What a file holds now: the unsaved text of its editor, else its bytes. */
export async function sourceOf(uri: Uri): Promise<FileSource> {
  const document = openDocument(uri);
  if (document?.isDirty === true) return { kind: "bytes", bytes: bytesOfText(document) };
  if (uri.scheme === "file") return { kind: "path", path: uri.fsPath };
  return { kind: "bytes", bytes: await workspace.fs.readFile(uri) };
}

/** Says in words why a file cannot be read. */
export async function told<T>(uri: Uri, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof FileTaskFailed || error instanceof FileSystemError)) throw error;
    throw new Refusal(l10n.t("{0} cannot be read: {1}", nameOf(uri), whyUnreadable(error)));
  }
}
