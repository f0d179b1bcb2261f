import { commands, l10n, type Uri } from "vscode";
import { Refusal } from "../../kit/explain";
import { askDataFiles } from "../ask/dataFile";
import { type Tools } from "../tools";

/** Shows what the platform will see in a file: its series, its calendar, its money and what was found in it. */
export async function previewFile({ dataFiles }: Tools, target?: Uri, uris?: readonly unknown[]): Promise<void> {
  const question = { title: l10n.t("Preview Data File"), openLabel: l10n.t("Preview"), many: false };
  const files = await askDataFiles(question, target, uris);
  if (files.some(({ scheme }) => scheme === "untitled"))
    throw new Refusal(l10n.t("Save the new file first: the preview shows a file."));
  for (const file of files) await commands.executeCommand("vscode.openWith", file, dataFiles.previewId);
}
