import { l10n } from "vscode";
import { showId } from "../../../platform/ids";
import { type Combination } from "../../../platform/records";
import { hasExtras } from "../../../platform/extras";
import { type Place } from "../../explorer/nodes";
import { Refusal } from "../../kit/explain";
import { activateModelStep } from "../ask/activateModel";
import { combinationStep } from "../ask/combination";
import { askPick } from "../ask/inputs";
import { type AskedTraining, trainingOf } from "../ask/modelling";
import { lastChoices } from "../../../workflows/lastChoices";
import { type Given, known, objectStep } from "../ask/object";
import { placeStep } from "../ask/place";
import { sandboxFitStep } from "../ask/sandboxFit";
import { startJob } from "../ask/startJob";
import { type AskStep, askSteps } from "../ask/steps";
import { splitStep } from "../ask/split";
import { trainingStep } from "../ask/training";
import { trainingSummaryStep } from "../ask/trainingSummary";
import { type Tools } from "../tools";

export interface SuggestState extends AskedTraining {
  readonly place?: Place;
  readonly combination?: Combination;
  readonly products?: "sum" | "pooled";
}

export async function buildFromSuggestedGraph(tools: Tools, node?: Given): Promise<void> {
  const answers = await askSteps<SuggestState>(
    l10n.t("Build Model from Suggested Graph"),
    [
      placeStep(tools),
      objectStep(tools, "dataset", suggestWords()),
      suggestsStep,
      combinationStep(tools),
      productsStep(tools),
      splitStep(tools, aimOf),
      trainingStep(tools, "model.build"),
      sandboxFitStep(),
      activateModelStep(),
      trainingSummaryStep(tools, { start: l10n.t("Start Build"), words: summary, planOf }),
    ],
    await known(tools, "dataset", node),
  );
  const plan = answers && planOf(answers);
  if (!answers?.place || !plan) return;
  await startJob(tools, answers.place, {
    plan,
    label: l10n.t("Build on dataset #{0}", showId(plan.datasetId)),
    startedBy: "alviss.graph.suggest",
  });
}

function planOf({ combination, products = "sum", ...answers }: SuggestState) {
  const asked = trainingOf(answers);
  if (!combination || !asked) return undefined;
  return { workflow: "buildModel", ...asked, combination, graph: { from: "suggested", products } } as const;
}

export const suggestWords = () => ({
  placeholder: l10n.t("On which dataset?"),
  none: l10n.t("There is no finished dataset in this project. Create one from uploads first."),
});

/** Refuses before anything more is asked where the server tells nobody what its datasets hold. */
export const tellsSeriesStep: AskStep<SuggestState> = (state) => {
  if (state.dataset === undefined || hasExtras(state.dataset.record)) return Promise.resolve({ passed: state });
  throw new Refusal(
    l10n.t("This server does not tell which series a dataset holds, so a graph cannot be checked against it."),
  );
};

/** Refuses before anything more is asked where the server cannot suggest a graph. */
export const suggestsStep: AskStep<SuggestState> = (state) => {
  if (state.dataset === undefined || hasExtras(state.dataset.record)) return Promise.resolve({ passed: state });
  throw new Refusal(l10n.t("This server does not suggest graphs. Remodel from the graph of a model instead."), [
    { title: l10n.t("Remodel..."), command: "alviss.model.remodelHigh" },
  ]);
};

export const productsStep =
  (tools: Tools): AskStep<SuggestState> =>
  async (state, at) => {
    const last = lastChoices(tools.memory, state.place).products;
    const answer = await askPick(at, {
      active: (value) => value === last,
      placeholder: l10n.t("What does the graph explain?"),
      choices: [
        { label: l10n.t("Sales Summed over Products"), value: "sum" as const },
        { label: l10n.t("Each Product, with Shared Effects"), value: "pooled" as const },
      ],
    });
    return answer === undefined || typeof answer === "symbol" ? answer : { next: { ...state, products: answer.value } };
  };

const aimOf = ({ dataset, combination }: SuggestState) =>
  dataset && combination && { dataset: dataset.record.id, combination };

function summary({ dataset, combination }: SuggestState): string {
  if (dataset === undefined || combination === undefined) return "";
  const covers = `${combination.country} / ${combination.region} / ${combination.grouping}`;
  return l10n.t("From a suggested graph for {0}, on dataset #{1}", covers, showId(dataset.record.id));
}
