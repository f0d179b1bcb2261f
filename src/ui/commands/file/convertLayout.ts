import { l10n, type Uri } from "vscode";
import { askDataFiles } from "../ask/dataFile";
import { type Tools } from "../tools";
import { rewriteBeside } from "./rewrite";

/** Writes a long file wide, and a wide one long. */
export async function convertLayout(tools: Tools, target?: Uri, uris?: readonly unknown[]): Promise<void> {
  const question = { title: l10n.t("Convert Wide and Long"), openLabel: l10n.t("Convert"), many: false };
  const [file] = await askDataFiles(question, target, uris);
  if (file !== undefined) await rewriteBeside(tools, file, "otherLayout");
}
