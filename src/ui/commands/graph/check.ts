import { commands, l10n, type Uri, window } from "vscode";
import { Refusal } from "../../kit/explain";
import { type Tools } from "../tools";
import { mustBeGraph } from "./activeGraph";

/** Says what the check finds; where that is something, Problems has it line by line. */
export async function checkGraph(tools: Tools, target?: unknown): Promise<void> {
  await tellFindings(tools, mustBeGraph(target));
}

export async function tellFindings(tools: Tools, uri: Uri): Promise<void> {
  const found = await (await tools.graphs.room()).check(uri);
  if (found === undefined)
    throw new Refusal(l10n.t("The text is no graph. Problems says where it stops being one."), [problems()]);
  if (found.errors + found.warnings > 0) {
    await commands.executeCommand(problems().command);
    return;
  }
  if (found.isDataKnown) {
    void window.showInformationMessage(l10n.t("The check of this graph found nothing wrong."));
    return;
  }
  const choose = l10n.t("Choose a Dataset...");
  const words = l10n.t("The graph by itself is right. Whether a dataset has what it reads was not checked.");
  if ((await window.showInformationMessage(words, choose)) === choose)
    await commands.executeCommand("alviss.graph.checkAgainst", uri);
}

const problems = () => ({ title: l10n.t("Show Problems"), command: "workbench.actions.view.problems" });
