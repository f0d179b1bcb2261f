import { l10n } from "vscode";
import { showId } from "../../../platform/ids";
import { type Combination } from "../../../platform/records";
import { type TrainingKnobs } from "../../../workflows/plans";
import { type Node, type Place } from "../../explorer/nodes";
import { type JobNode } from "../../jobs/jobItem";
import { combinationStep } from "../ask/combination";
import { askPick } from "../ask/inputs";
import { given, objectStep, type Target } from "../ask/object";
import { chosenPlace, placeOf, placeStep } from "../ask/place";
import { startJob } from "../ask/startJob";
import { type AskStep, askSteps } from "../ask/steps";
import { splitStep, trainingStep } from "../ask/training";
import { type Tools } from "../tools";

interface State {
  readonly place?: Place;
  readonly dataset?: Target<"dataset">;
  readonly combination?: Combination;
  readonly products?: "sum" | "pooled";
  readonly trainShare?: number;
  readonly training?: TrainingKnobs;
}

export async function buildFromSuggestedGraph(tools: Tools, node?: Node | JobNode): Promise<void> {
  const place = placeOf(tools, node) ?? chosenPlace(tools);
  const dataset = await given(tools, "dataset", place, node);
  const answers = await askSteps<State>(
    l10n.t("Build Model from Suggested Graph"),
    [
      placeStep(tools),
      objectStep(
        tools,
        "dataset",
        words(),
        (state) => state.dataset,
        (state, target) => ({ ...state, dataset: target }),
      ),
      combinationStep(tools),
      productsStep,
      splitStep(
        tools,
        (state) =>
          state.dataset && state.combination && { dataset: state.dataset.record.id, combination: state.combination },
      ),
      trainingStep("model.build"),
    ],
    { ...(place && { place }), ...(dataset && { dataset }) },
  );
  const { combination, products = "sum", trainShare, training } = answers ?? {};
  if (
    answers?.place === undefined ||
    answers.dataset === undefined ||
    combination === undefined ||
    trainShare === undefined ||
    training === undefined
  )
    return;
  const { id } = answers.dataset.record;
  const graph = { from: "suggested", products } as const;
  const plan = {
    workflow: "buildModel",
    datasetId: id,
    combination,
    graph,
    training,
    trainShare,
    activate: false,
  } as const;
  await startJob(tools, answers.place, {
    plan,
    label: l10n.t("Build on dataset {0}", showId(id)),
    startedBy: "alviss.graph.suggest",
  });
}

const words = () => ({
  placeholder: l10n.t("On which dataset?"),
  none: l10n.t("There is no finished dataset in this project. Create one from uploads first."),
});

const productsStep: AskStep<State> = async (state, at) => {
  const answer = await askPick(at, {
    placeholder: l10n.t("What does the graph explain?"),
    choices: [
      { label: l10n.t("Sales Summed over Products"), value: "sum" as const },
      { label: l10n.t("Each Product, with Shared Effects"), value: "pooled" as const },
    ],
  });
  return answer === undefined || typeof answer === "symbol" ? answer : { next: { ...state, products: answer.value } };
};
