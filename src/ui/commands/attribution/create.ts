import { l10n } from "vscode";
import { showId } from "../../../platform/ids";
import { type Node, type Place } from "../../explorer/nodes";
import { type JobNode } from "../../jobs/jobItem";
import { setting } from "../../kit/settings";
import { askText } from "../ask/inputs";
import { given, objectStep, type Target } from "../ask/object";
import { chosenPlace, placeOf, placeStep } from "../ask/place";
import { startJob } from "../ask/startJob";
import { type AskStep, askSteps } from "../ask/steps";
import { summaryStep } from "../ask/summary";
import { type Tools } from "../tools";
import { rangeStep } from "./range";

interface State {
  readonly place?: Place;
  readonly model?: Target<"model">;
  readonly dataset?: Target<"dataset">;
  readonly range?: { readonly start: string; readonly end: string };
  readonly samples?: number;
}

export async function runAttribution(tools: Tools, node?: Node | JobNode): Promise<void> {
  const place = placeOf(tools, node) ?? chosenPlace(tools);
  const model = await given(tools, "model", place, node);
  const answers = await askSteps<State>(
    l10n.t("Run Attribution"),
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
      rangeStep(tools),
      samplesStep,
      summaryStep(l10n.t("Start Attribution"), ({ range, samples }) => `${range?.start} - ${range?.end}, ${samples}`),
    ],
    { ...(place && { place }), ...(model && { model }) },
  );
  const { range, samples } = answers ?? {};
  if (
    answers?.place === undefined ||
    answers.model === undefined ||
    answers.dataset === undefined ||
    range === undefined ||
    samples === undefined
  )
    return;
  const modelId = answers.model.record.id;
  const plan = { workflow: "attributeSales", modelId, datasetId: answers.dataset.record.id, range, samples } as const;
  await startJob(tools, answers.place, {
    plan,
    label: l10n.t("Attribution of model #{0}", showId(modelId)),
    startedBy: "alviss.attribution.create",
  });
}

const modelWords = () => ({
  placeholder: l10n.t("Attribute the sales of which model?"),
  none: l10n.t("There is no finished model in this project."),
});
const datasetWords = () => ({
  placeholder: l10n.t("On which dataset?"),
  none: l10n.t("There is no finished dataset in this project."),
});

const isItsOwn = ({ model }: State, dataset: Target<"dataset">["record"]): boolean =>
  model?.record.datasetId === dataset.id;

const samplesStep: AskStep<State> = async (state, at) => {
  const usual = setting("attribution.samples") ?? (state.place?.connection.kind === "sandbox" ? 200 : 20);
  const answer = await askText(at, {
    prompt: l10n.t("Samples: posterior draws to use. Intervals from fewer than 100 are rough."),
    value: String(usual),
    problem: (text) =>
      /^[1-9]\d{0,4}$/.test(text.trim()) ? undefined : l10n.t("Give a whole number, such as {0}.", usual),
  });
  return answer === undefined || typeof answer === "symbol"
    ? answer
    : { next: { ...state, samples: Number(answer.value) } };
};
