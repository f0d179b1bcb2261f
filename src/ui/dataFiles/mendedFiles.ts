import { Range, type TextDocument, type Uri, workspace, WorkspaceEdit } from "vscode";
import { type TypeName } from "../../dataFiles/fileTypes";
import { type FixWish } from "./editor/fixWish";
import { bytesOfText } from "./editor/textDocuments";
import { nameOf } from "./fileSource";
import { type FileWorker } from "./worker/fileWorker";

/** Changes the text of an open file, to be undone in one step; answers how many things were changed. */
export async function mendDocument(
  worker: FileWorker,
  uri: Uri,
  type: TypeName | undefined,
  wish: FixWish,
): Promise<number> {
  const document = await workspace.openTextDocument(uri);
  const { version } = document;
  const source = { kind: "bytes", bytes: bytesOfText(document) } as const;
  const { bytes, counts } = await worker.call({ kind: "mend", source, fileName: nameOf(uri), type, ...wish });
  // Somebody types: what was made of the text before would undo that.
  if (document.version !== version) return 0;
  const edit = new WorkspaceEdit();
  const change = changeBetween(document, new TextDecoder().decode(bytes));
  if (change === undefined) return 0;
  edit.replace(uri, change.range, change.text);
  await workspace.applyEdit(edit);
  return wish.kinds.reduce((sum, kind) => sum + (counts[kind] ?? 0), 0);
}

/** What lies between the equal start and the equal end of two texts. */
function changeBetween(document: TextDocument, after: string): { range: Range; text: string } | undefined {
  const before = document.getText();
  if (before === after) return undefined;
  let start = 0;
  while (start < before.length && before[start] === after[start]) start++;
  let end = 0;
  const most = Math.min(before.length, after.length) - start;
  while (end < most && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  const range = new Range(document.positionAt(start), document.positionAt(before.length - end));
  return { range, text: after.slice(start, after.length - end) };
}
