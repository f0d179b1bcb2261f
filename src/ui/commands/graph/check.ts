import { commands, l10n, window } from "vscode";
import { Refusal } from "../../kit/explain";
import { type Tools } from "../tools";
import { mustBeGraph } from "./activeGraph";

/** Says what the check finds; where that is something, Problems has it line by line. */
export async function checkGraph(tools: Tools, target?: unknown): Promise<void> {
  const room = await tools.graphs.room();
  const found = await room.check(mustBeGraph(target));
  if (found === undefined)
    throw new Refusal(l10n.t("The text is no graph. Problems says where it stops being one."), [problems()]);
  const { errors, warnings } = found;
  if (errors + warnings === 0) {
    void window.showInformationMessage(l10n.t("The check of this graph found nothing wrong."));
    return;
  }
  await commands.executeCommand(problems().command);
}

const problems = () => ({ title: l10n.t("Show Problems"), command: "workbench.actions.view.problems" });
