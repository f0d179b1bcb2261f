import { l10n } from "vscode";
import { showId } from "../../../platform/ids";
import { activateModelStep } from "../ask/activateModel";
import { aimOf, datasetWords, type Training, trainingOf } from "../ask/modelling";
import { type Given, known, objectStep } from "../ask/object";
import { placeStep } from "../ask/place";
import { sandboxFitStep } from "../ask/sandboxFit";
import { startJob } from "../ask/startJob";
import { askSteps } from "../ask/steps";
import { splitStep } from "../ask/split";
import { trainingStep } from "../ask/training";
import { trainingSummaryStep } from "../ask/trainingSummary";
import { type Tools } from "../tools";

export async function refitModel(tools: Tools, node?: Given): Promise<void> {
  const answers = await askSteps<Training>(
    l10n.t("Refit Model"),
    [
      placeStep(tools),
      objectStep(tools, "model", modelWords()),
      objectStep(tools, "dataset", datasetWords()),
      splitStep(tools, aimOf),
      trainingStep(tools, "model.refit"),
      sandboxFitStep(),
      activateModelStep(refitCaution),
      trainingSummaryStep(tools, { start: l10n.t("Start Refit"), words: summary, planOf }),
    ],
    await known(tools, "model", node),
  );
  const plan = answers && planOf(answers);
  if (!answers?.place || !plan) return;
  await startJob(tools, answers.place, {
    plan,
    label: l10n.t("Refit #{0} on dataset #{1}", showId(plan.modelId), showId(plan.datasetId)),
    startedBy: "alviss.model.refit",
  });
}

function planOf({ model, ...answers }: Training) {
  const asked = trainingOf(answers);
  if (!model || !asked) return undefined;
  const { activate, ...training } = asked;
  return {
    workflow: "refitModel",
    modelId: model.record.id,
    ...training,
    ...(activate && { activate }),
  } as const;
}

/** The platform tells of this for builds; what it makes of it in a refit is not documented. */
const refitCaution = () =>
  l10n.t("A server that does not know this of a refit may refuse it, or keep the model beside.");

const modelWords = () => ({
  placeholder: l10n.t("Refit which model?"),
  none: l10n.t("There is no finished model in this project. Build one from a dataset first."),
});

function summary({ model, dataset, trainShare = 0, dates, training }: Training): string {
  if (model === undefined || dataset === undefined || training === undefined) return "";
  return l10n.t(
    "Model #{0} on dataset #{1}, {2}, {3} epochs, learning rate {4}, {5} samples",
    showId(model.record.id),
    showId(dataset.record.id),
    dates === undefined
      ? l10n.t("first {0} % of the dates", Math.round(trainShare * 100))
      : l10n.t("dates {0} to {1}", dates.train[0] ?? "", dates.train.at(-1) ?? ""),
    training.epochs,
    training.learningRate,
    training.samples,
  );
}
