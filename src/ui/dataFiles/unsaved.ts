import { l10n, type Uri, window } from "vscode";
import { Refusal } from "../kit/explain";
import { openDocument } from "./editor/textDocuments";

/** A text that is no file yet cannot be sent. */
export function refuseUntitled(uris: readonly Uri[]): void {
  if (uris.some(({ scheme }) => scheme === "untitled"))
    throw new Refusal(l10n.t("Save the new file first: what is uploaded is the file on disk."));
}

/** What is sent is the file on disk: texts that are not saved are saved first, if that is wished. False: send nothing. */
export async function savedFirst(uris: readonly Uri[]): Promise<boolean> {
  const unsaved = uris.flatMap((uri) => openDocument(uri) ?? []).filter(({ isDirty }) => isDirty);
  if (unsaved.length === 0) return true;
  const names = unsaved.map(({ uri }) => uri.path.split("/").at(-1) ?? "").join(", ");
  const save = l10n.t("Save and Upload");
  const question = l10n.t("{0} has changes that are not saved.", names);
  const detail = l10n.t("What is uploaded is the file on disk.");
  if ((await window.showWarningMessage(question, { modal: true, detail }, save)) !== save) return false;
  for (const document of unsaved) if (!(await document.save())) return false;
  return true;
}
