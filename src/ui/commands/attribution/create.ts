import { l10n } from "vscode";
import { showId } from "../../../platform/ids";
import { hasExtras } from "../../../platform/extras";
import { setting } from "../../kit/settings";
import { askText } from "../ask/inputs";
import { datasetWords, isItsOwn, type ModelOnDataset } from "../ask/modelling";
import { type Given, known, objectStep } from "../ask/object";
import { placeStep } from "../ask/place";
import { startJob } from "../ask/startJob";
import { type AskStep, askSteps } from "../ask/steps";
import { summaryStep } from "../ask/summary";
import { type Tools } from "../tools";
import { type DateRange } from "./dateRange";
import { rangeStep } from "./range";

interface State extends ModelOnDataset {
  readonly range?: DateRange;
  readonly samples?: number;
}

export async function runAttribution(tools: Tools, node?: Given): Promise<void> {
  const answers = await askSteps<State>(
    l10n.t("Run Attribution"),
    [
      placeStep(tools),
      objectStep(tools, "model", modelWords()),
      objectStep(tools, "dataset", datasetWords(), isItsOwn),
      rangeStep(tools),
      samplesStep,
      summaryStep(l10n.t("Start Attribution"), summary),
    ],
    await known(tools, "model", node),
  );
  const { place, model, dataset, range, samples } = answers ?? {};
  if (!place || !model || !dataset || !range || samples === undefined) return;
  const modelId = model.record.id;
  await startJob(tools, place, {
    plan: { workflow: "attributeSales", modelId, datasetId: dataset.record.id, range, samples },
    label: l10n.t("Attribution of model #{0}", showId(modelId)),
    startedBy: "alviss.attribution.create",
  });
}

const modelWords = () => ({
  placeholder: l10n.t("Attribute the sales of which model?"),
  none: l10n.t("There is no finished model in this project."),
});

const samplesStep: AskStep<State> = async (state, at) => {
  // Where a server has results of its own, their intervals need more draws.
  const hasResults = state.model !== undefined && hasExtras(state.model.record);
  const usual = setting("attribution.samples") ?? (hasResults ? 200 : 20);
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

const summary = ({ range, samples }: State): string =>
  l10n.t("{0} to {1}, {2} samples", range?.start ?? "", range?.end ?? "", samples ?? 0);
