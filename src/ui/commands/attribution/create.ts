import { l10n } from "vscode";
import { type Id, showId } from "../../../platform/ids";
import { type ResultsPlace } from "../../results/resultsPlace";
import { datasetWords, isItsOwn, type ModelOnDataset } from "../ask/modelling";
import { type Answers, type Given, known, objectStep } from "../ask/object";
import { isResultsPlace, objectOfPage, projectOfPage } from "../ask/pageObject";
import { placeStep } from "../ask/place";
import { samplesStep } from "../ask/samples";
import { startJob } from "../ask/startJob";
import { askSteps } from "../ask/steps";
import { summaryStep } from "../ask/summary";
import { type Tools } from "../tools";
import { type DateRange } from "./dateRange";
import { rangeStep } from "./range";

interface State extends ModelOnDataset {
  readonly range?: DateRange;
  readonly samples?: number;
}

/** `what`: a row of a tree, or the page of a model, which leads here. */
export async function runAttribution(tools: Tools, what?: Given | ResultsPlace): Promise<void> {
  const answers = await askSteps<State>(
    l10n.t("Run Attribution"),
    [
      placeStep(tools),
      objectStep(tools, "model", modelWords()),
      objectStep(tools, "dataset", datasetWords(), isItsOwn),
      rangeStep(tools),
      samplesStep(tools),
      summaryStep(l10n.t("Start Attribution"), summary),
    ],
    isResultsPlace(what) ? await modelOfPage(tools, what) : await known(tools, "model", what),
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

async function modelOfPage(tools: Tools, page: ResultsPlace): Promise<Answers<"model">> {
  const place = await projectOfPage(tools, page);
  if (page.kind !== "model") return { place };
  return { place, model: await objectOfPage(tools, place, { kind: "model", id: page.id as Id<"model"> }) };
}

const modelWords = () => ({
  placeholder: l10n.t("Attribute the sales of which model?"),
  none: l10n.t("There is no finished model in this project."),
});

const summary = ({ range, samples }: State): string =>
  l10n.t("{0} to {1}, {2} samples", range?.start ?? "", range?.end ?? "", samples ?? 0);
