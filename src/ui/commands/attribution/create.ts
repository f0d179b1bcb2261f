import { l10n } from "vscode";
import { showId } from "../../../platform/ids";
import { datasetWords, isItsOwn, type ModelOnDataset } from "../ask/modelling";
import { type Given, known, objectStep } from "../ask/object";
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

export async function runAttribution(tools: Tools, node?: Given): Promise<void> {
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

const summary = ({ range, samples }: State): string =>
  l10n.t("{0} to {1}, {2} samples", range?.start ?? "", range?.end ?? "", samples ?? 0);
