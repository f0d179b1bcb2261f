import { commands, l10n } from "vscode";
import { type Tools } from "../tools";
import { draftFor } from "./draftFor";

/** Drafts are files of this machine: they open whether their server is there or not. */
export async function openDraft(tools: Tools, target?: unknown): Promise<void> {
  const draft = await draftFor(tools, l10n.t("Open Graph Draft"), target);
  if (draft !== undefined) await commands.executeCommand("vscode.openWith", draft.uri, "alviss.graphEditor");
}
