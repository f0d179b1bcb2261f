import { commands, l10n, type LogOutputChannel, window } from "vscode";

/** Says that nothing will work in this window, and offers what still does. */
export async function tellFailedStart(log: LogOutputChannel, error: unknown): Promise<void> {
  const why = error instanceof Error ? error.message : String(error);
  log.error(`start: ${error instanceof Error ? (error.stack ?? why) : why}`);
  const [reload, show] = [l10n.t("Reload Window"), l10n.t("Show Log")];
  const sentence = l10n.t("Alviss AI could not start in this window: {0}", why);
  const chosen = await window.showErrorMessage(sentence, reload, show);
  if (chosen === reload) await commands.executeCommand("workbench.action.reloadWindow");
  if (chosen === show) log.show();
}
