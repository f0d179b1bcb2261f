import { l10n } from "vscode";
import { showId } from "../../../platform/ids";
import { type TrainingKnobs } from "../../../workflows/plans";
import { type Node, type Place } from "../../explorer/nodes";
import { type JobNode } from "../../jobs/jobItem";
import { Refusal } from "../../kit/explain";
import { type CommandId } from "../commandIds";
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

/** A new model, trained from scratch, from one of the two graphs of another. */
export async function remodel(
  tools: Tools,
  level: "high" | "low",
  startedBy: CommandId,
  node?: Node | JobNode,
): Promise<void> {
  const place = placeOf(tools, node) ?? chosenPlace(tools);
  const model = await given(tools, "model", place, node);
  const title = level === "high" ? l10n.t("Remodel from High-Level Graph") : l10n.t("Remodel from Low-Level Graph");
  const answers = await askSteps<State>(
    title,
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
        isItsOwn,
      ),
      splitStep(tools, aimOf),
      trainingStep("model.build"),
      summaryStep(
        l10n.t("Start Build"),
        ({ model }) => `${title}, #${model === undefined ? "" : showId(model.record.id)}`,
      ),
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
  const { id: modelId, combination } = answers.model.record;
  if (combination === undefined)
    throw new Refusal(
      l10n.t("The record of model #{0} does not tell its country, region and grouping.", showId(modelId)),
    );
  const graph = { from: "model", modelId, level } as const;
  const plan = {
    workflow: "buildModel",
    datasetId: answers.dataset.record.id,
    combination,
    graph,
    training,
    trainShare,
    activate: false,
  } as const;
  await startJob(tools, answers.place, { plan, label: l10n.t("Remodel from #{0}", showId(modelId)), startedBy });
}

const modelWords = () => ({
  placeholder: l10n.t("From the graph of which model?"),
  none: l10n.t("There is no finished model in this project."),
});
const datasetWords = () => ({
  placeholder: l10n.t("On which dataset?"),
  none: l10n.t("There is no finished dataset in this project."),
});

const isItsOwn = ({ model }: State, dataset: Target<"dataset">["record"]): boolean =>
  model?.record.datasetId === dataset.id;

function aimOf({ model, dataset }: State) {
  const combination = model?.record.combination;
  return dataset === undefined || combination === undefined ? undefined : { dataset: dataset.record.id, combination };
}
