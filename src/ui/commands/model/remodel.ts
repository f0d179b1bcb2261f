import { l10n } from "vscode";
import { showId } from "../../../platform/ids";
import { type ModelRecord } from "../../../platform/records";
import { Refusal } from "../../kit/explain";
import { type CommandId } from "../commandIds";
import { activateModelStep } from "../ask/activateModel";
import { aimOf, datasetWords, isItsOwn, type Training, trainingOf } from "../ask/modelling";
import { type Given, known, objectStep } from "../ask/object";
import { placeStep } from "../ask/place";
import { sandboxFitStep } from "../ask/sandboxFit";
import { startJob } from "../ask/startJob";
import { askSteps } from "../ask/steps";
import { splitStep } from "../ask/split";
import { trainingStep } from "../ask/training";
import { trainingSummaryStep } from "../ask/trainingSummary";
import { type Tools } from "../tools";

type Level = "high" | "low";

/** A new model, trained from scratch, from one of the two graphs of another. */
export async function remodel(tools: Tools, level: Level, startedBy: CommandId, node?: Given): Promise<void> {
  const title = level === "high" ? l10n.t("Remodel from High-Level Graph") : l10n.t("Remodel from Low-Level Graph");
  const answers = await askSteps<Training>(
    title,
    [
      placeStep(tools),
      objectStep(tools, "model", modelWords()),
      objectStep(tools, "dataset", datasetWords(), isItsOwn),
      splitStep(tools, aimOf),
      trainingStep(tools, "model.build"),
      sandboxFitStep(),
      activateModelStep(),
      trainingSummaryStep(tools, {
        start: l10n.t("Start Build"),
        words: (state) => summary(level, state),
        planOf: (state) => planOf(level, state),
      }),
    ],
    await known(tools, "model", node),
  );
  const plan = answers && planOf(level, answers);
  if (!answers?.place || !plan) return;
  await startJob(tools, answers.place, {
    plan,
    label: l10n.t("Remodel from #{0}", showId(plan.graph.modelId)),
    startedBy,
  });
}

function planOf(level: Level, { model, ...answers }: Training) {
  const asked = trainingOf(answers);
  if (!model || !asked) return undefined;
  return {
    workflow: "buildModel",
    ...asked,
    combination: combinationOf(model.record),
    graph: { from: "model", modelId: model.record.id, level },
  } as const;
}

function combinationOf({ id, combination }: ModelRecord) {
  if (combination !== undefined) return combination;
  throw new Refusal(l10n.t("The record of model #{0} does not tell its country, region and grouping.", showId(id)));
}

const modelWords = () => ({
  placeholder: l10n.t("From the graph of which model?"),
  none: l10n.t("There is no finished model in this project."),
});

function summary(level: Level, { model, dataset }: Training): string {
  if (model === undefined || dataset === undefined) return "";
  const ids = [showId(model.record.id), showId(dataset.record.id)];
  return level === "high"
    ? l10n.t("From the high-level graph of model #{0}, on dataset #{1}", ...ids)
    : l10n.t("From the low-level graph of model #{0}, on dataset #{1}", ...ids);
}
