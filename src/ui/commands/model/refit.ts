import { l10n } from "vscode";
import { showId } from "../../../platform/ids";
import { type TrainingKnobs } from "../../../workflows/plans";
import { type Node, type Place } from "../../explorer/nodes";
import { type JobNode } from "../../jobs/jobItem";
import { given, objectStep, type Target } from "../ask/object";
import { chosenPlace, placeOf, placeStep } from "../ask/place";
import { startJob } from "../ask/startJob";
import { askSteps } from "../ask/steps";
import { summaryStep } from "../ask/summary";
import { splitStep, trainingStep } from "../ask/training";
import { type Tools } from "../tools";

interface State {
  readonly place?: Place;
  readonly model?: Target<"model">;
  readonly dataset?: Target<"dataset">;
  readonly trainShare?: number;
  readonly training?: TrainingKnobs;
}

export async function refitModel(tools: Tools, node?: Node | JobNode): Promise<void> {
  const place = placeOf(tools, node) ?? chosenPlace(tools);
  const model = await given(tools, "model", place, node);
  const answers = await askSteps<State>(
    l10n.t("Refit Model"),
    [
      placeStep(tools),
      objectStep(
        tools,
        "model",
        modelWords(),
        (state) => state.model,
        (state, target) => ({ ...state, model: target }),
      ),
      objectStep(
        tools,
        "dataset",
        datasetWords(),
        (state) => state.dataset,
        (state, target) => ({ ...state, dataset: target }),
      ),
      splitStep(tools, aimOf),
      trainingStep("model.refit"),
      summaryStep(l10n.t("Start Refit"), summary),
    ],
    { ...(place && { place }), ...(model && { model }) },
  );
  const { trainShare, training } = answers ?? {};
  if (
    answers?.place === undefined ||
    answers.model === undefined ||
    answers.dataset === undefined ||
    trainShare === undefined ||
    training === undefined
  )
    return;
  const [modelId, datasetId] = [answers.model.record.id, answers.dataset.record.id];
  const plan = { workflow: "refitModel", modelId, datasetId, training, trainShare } as const;
  const label = l10n.t("Refit #{0} on dataset {1}", showId(modelId), showId(datasetId));
  await startJob(tools, answers.place, { plan, label, startedBy: "alviss.model.refit" });
}

const modelWords = () => ({
  placeholder: l10n.t("Refit which model?"),
  none: l10n.t("There is no finished model in this project. Build one from a dataset first."),
});
const datasetWords = () => ({
  placeholder: l10n.t("On which dataset?"),
  none: l10n.t("There is no finished dataset in this project."),
});

function aimOf({ model, dataset }: State) {
  const combination = model?.record.combination;
  return dataset === undefined || combination === undefined ? undefined : { dataset: dataset.record.id, combination };
}

function summary({ model, dataset, trainShare = 0, training }: State): string {
  if (model === undefined || dataset === undefined || training === undefined) return "";
  return l10n.t(
    "Model #{0} on dataset #{1}, first {2} % of the dates, {3} epochs, learning rate {4}, {5} samples",
    showId(model.record.id),
    showId(dataset.record.id),
    Math.round(trainShare * 100),
    training.epochs,
    training.learningRate,
    training.samples,
  );
}
