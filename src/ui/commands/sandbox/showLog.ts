import { access } from "node:fs/promises";
import { l10n, Uri, window } from "vscode";
import { Refusal } from "../../kit/explain";
import { type Tools } from "../tools";

export async function showSandboxLog(tools: Tools): Promise<void> {
  const { logFile } = tools.sandbox;
  try {
    await access(logFile);
  } catch {
    throw new Refusal(l10n.t("The sandbox has not been started yet, so there is no log."));
  }
  await window.showTextDocument(Uri.file(logFile), { preview: true });
}
