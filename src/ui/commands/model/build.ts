import { commands, l10n, type Uri, window, workspace } from "vscode";
import { showId } from "../../../platform/ids";
import { type Combination } from "../../../platform/records";
import { type TrainingParameters } from "../../../platform/requests";
import { type Place } from "../../explorer/nodes";
import { Refusal } from "../../kit/explain";
import { combinationStep } from "../ask/combination";
import { datasetWords } from "../ask/modelling";
import { known, objectStep, type Target } from "../ask/object";
import { placeStep } from "../ask/place";
import { startJob } from "../ask/startJob";
import { askSteps } from "../ask/steps";
import { summaryStep } from "../ask/summary";
import { splitStep, trainingStep } from "../ask/training";
import { mustBeGraph } from "../graph/activeGraph";
import { type Tools } from "../tools";

interface State {
  readonly place?: Place;
  readonly dataset?: Target<"dataset">;
  readonly combination?: Combination;
  readonly trainShare?: number;
  readonly training?: TrainingParameters;
}

/** A new model from the graph of an editor; what is posted are the very characters of its text. */
export async function buildModelFromGraph(tools: Tools, target?: unknown): Promise<void> {
  const uri = mustBeGraph(target);
  if (!(await isBuildable(tools, uri))) return;
  const name = uri.path.slice(uri.path.lastIndexOf("/") + 1);
  const answers = await askSteps<State>(
    l10n.t("Build Model from This Graph"),
    [
      placeStep(tools),
      objectStep(tools, "dataset", datasetWords()),
      combinationStep(tools),
      splitStep(
        tools,
        ({ dataset, combination }) => dataset && combination && { dataset: dataset.record.id, combination },
      ),
      trainingStep(tools, "model.build"),
      summaryStep(l10n.t("Start Build"), ({ dataset }) =>
        dataset ? l10n.t("From {0}, on dataset #{1}", name, showId(dataset.record.id)) : "",
      ),
    ],
    await known(tools, "dataset", undefined),
  );
  const { place, dataset, combination, trainShare, training } = answers ?? {};
  if (!place || !dataset || !combination || trainShare === undefined || !training) return;
  const document = await saved(uri);
  const graph = { from: "text", text: document.getText() } as const;
  await startJob(tools, place, {
    plan: {
      workflow: "buildModel",
      datasetId: dataset.record.id,
      combination,
      graph,
      training,
      trainShare,
      activate: false,
    },
    label: l10n.t("Build from {0}", name),
    startedBy: "alviss.model.build",
  });
}

/** What a server would refuse is said before anything is asked; a server of another schema may know better. */
async function isBuildable(tools: Tools, uri: Uri): Promise<boolean> {
  const found = await (await tools.graphs.files()).check(uri);
  const problems = { title: l10n.t("Show Problems"), command: "workbench.actions.view.problems" };
  if (found === undefined)
    throw new Refusal(l10n.t("The text is no graph, so no model can be built from it."), [problems]);
  if (found.errors === 0) return true;
  const anyway = l10n.t("Build Anyway");
  const detail = l10n.t("The sandbox refuses such a graph; another server may accept it.");
  const message = l10n.t("The check found errors in this graph: {0}.", found.errors);
  const answer = await window.showWarningMessage(message, { modal: true, detail }, problems.title, anyway);
  if (answer === problems.title) await commands.executeCommand(problems.command);
  return answer === anyway;
}

async function saved(uri: Uri) {
  const document = await workspace.openTextDocument(uri);
  if (document.isDirty && !(await document.save()))
    throw new Refusal(l10n.t("The graph could not be saved, so nothing was built."));
  return document;
}
