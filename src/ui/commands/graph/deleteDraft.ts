import { l10n, window } from "vscode";
import { type Tools } from "../tools";
import { draftFor, placeOf } from "./draftFor";

/** What is deleted is the user's own work, so it is asked. */
export async function deleteDraft(tools: Tools, target?: unknown): Promise<void> {
  const draft = await draftFor(tools, l10n.t("Delete Graph Draft"), target);
  if (draft === undefined) return;
  const button = l10n.t("Delete");
  const isCopy = (await (await tools.graphs.files()).sourceOf(draft.uri)) !== undefined;
  const detail = isCopy
    ? l10n.t("What was changed in it is gone then. The graph on the server stays as it is.")
    : l10n.t("It is on this machine alone, and gone then.");
  const question = l10n.t("Delete the draft {0} of {1}?", draft.name, await placeOf(tools, draft.uri));
  if ((await window.showWarningMessage(question, { modal: true, detail }, button)) !== button) return;
  if (await (await tools.graphs.drafts()).remove(draft)) await (await tools.graphs.room()).forget(draft.uri);
}
