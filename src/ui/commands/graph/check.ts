import { commands, l10n, type Uri, window } from "vscode";
import { Refusal } from "../../kit/explain";
import { combinationStep } from "../ask/combination";
import { objectStep } from "../ask/object";
import { placeStep, refOf } from "../ask/place";
import { askSteps } from "../ask/steps";
import { waitFor } from "../ask/waiting";
import { type Tools } from "../tools";
import { mustBeGraph } from "./activeGraph";
import { placeOfGraph } from "./placeOfGraph";
import { type SuggestState, suggestWords, tellsSeriesStep } from "./suggest";

/** Says what the check finds; where that is something, Problems has it line by line. */
export async function checkGraph(tools: Tools, target?: unknown): Promise<void> {
  await check(tools, mustBeGraph(target));
}

/** Checks whether the graph reads what a dataset holds, now and with every later change. */
export async function checkGraphAgainst(tools: Tools, target?: unknown): Promise<void> {
  const uri = mustBeGraph(target);
  const known = await placeOfGraph(tools, uri);
  const answers = await askSteps<SuggestState>(
    l10n.t("Check Graph Against a Dataset"),
    [placeStep(tools), objectStep(tools, "dataset", suggestWords()), tellsSeriesStep, combinationStep(tools)],
    { ...(known && { place: known }) },
  );
  const { place, dataset, combination } = answers ?? {};
  if (!place || !dataset || !combination) return;
  const home = { connectionId: place.connection.id, project: refOf(place) };
  const room = await tools.graphs.room();
  await waitFor(l10n.t("Reading what the dataset holds"), () =>
    room.checkAgainst(uri, { ...home, dataset: dataset.record.id, combination }),
  );
  await check(tools, uri);
}

async function check(tools: Tools, uri: Uri): Promise<void> {
  const room = await tools.graphs.room();
  const found = await room.check(uri);
  if (found === undefined)
    throw new Refusal(l10n.t("The text is no graph. Problems says where it stops being one."), [problems()]);
  const { errors, warnings } = found;
  if (errors + warnings > 0) {
    await commands.executeCommand(problems().command);
    return;
  }
  if (await room.hasDataset(uri)) {
    void window.showInformationMessage(l10n.t("The check of this graph found nothing wrong."));
    return;
  }
  const choose = l10n.t("Choose a Dataset...");
  const words = l10n.t(
    "The check of this graph found nothing wrong. Which data it reads was not checked: no dataset is chosen.",
  );
  if ((await window.showInformationMessage(words, choose)) === choose)
    await commands.executeCommand("alviss.graph.checkAgainst", uri);
}

const problems = () => ({ title: l10n.t("Show Problems"), command: "workbench.actions.view.problems" });
