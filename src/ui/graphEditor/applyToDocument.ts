import { Range, type TextDocument, WorkspaceEdit } from "vscode";
import { type TextChange } from "../../jsonText/changes";

/** The changes of a text as an edit that VS Code can undo. */
export function workspaceEdit(document: TextDocument, changes: readonly TextChange[]): WorkspaceEdit {
  const edit = new WorkspaceEdit();
  for (const change of changes) edit.replace(document.uri, rangeOf(document, change), change.text);
  return edit;
}

export const rangeOf = (document: TextDocument, { start, end }: Omit<TextChange, "text">): Range =>
  new Range(document.positionAt(start), document.positionAt(end));
