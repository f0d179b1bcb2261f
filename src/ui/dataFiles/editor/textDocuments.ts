import { type DocumentFilter, type TextDocument, type Uri, workspace } from "vscode";

/** What the providers are registered for; the file's path decides, since VS Code has no language csv of its own. */
export const dataFileSelector: DocumentFilter = { pattern: "**/*.[cC][sS][vV]" };

/** A file that can be edited and uploaded, not one side of a comparison with an older version. */
export function isDataDocument({ uri }: TextDocument): boolean {
  if (!/\.csv$/i.test(uri.path)) return false;
  return ["file", "untitled"].includes(uri.scheme) || workspace.getWorkspaceFolder(uri) !== undefined;
}

const encoder = new TextEncoder();

/** The text as it will be uploaded, if it is saved as UTF-8. */
export const bytesOfText = (document: TextDocument): Uint8Array => encoder.encode(document.getText());

/** Characters, without making a text of them. */
export const lengthOf = (document: TextDocument): number =>
  document.offsetAt(document.lineAt(document.lineCount - 1).range.end);

export function openDocument(uri: Uri): TextDocument | undefined {
  const key = uri.toString();
  return workspace.textDocuments.find((document) => !document.isClosed && document.uri.toString() === key);
}
