import { l10n } from "vscode";
import { Refusal } from "../../kit/explain";
import { type Tools } from "../tools";

export async function undoRemove(tools: Tools): Promise<void> {
  const { undo } = await tools.explorer.open();
  if (!(await undo.take())) throw new Refusal(l10n.t("There is nothing to undo."));
}
