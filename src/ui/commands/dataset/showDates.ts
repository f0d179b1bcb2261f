import { l10n } from "vscode";
import { showId } from "../../../platform/ids";
import { type Combination } from "../../../platform/records";
import { type Place } from "../../explorer/nodes";
import { combinationStep } from "../ask/combination";
import { type Given, known, objectStep, type Target } from "../ask/object";
import { placeStep } from "../ask/place";
import { askSteps } from "../ask/steps";
import { datesOf } from "../ask/split";
import { waitFor } from "../ask/waiting";
import { type Tools } from "../tools";

interface State {
  readonly place?: Place;
  readonly dataset?: Target<"dataset">;
  readonly combination?: Combination;
}

export async function showDates(tools: Tools, node?: Given): Promise<void> {
  const answers = await askSteps<State>(
    l10n.t("Show Dates"),
    [placeStep(tools), objectStep(tools, "dataset", words()), combinationStep(tools)],
    await known(tools, "dataset", node),
  );
  const { place, dataset, combination } = answers ?? {};
  if (!place || !dataset || !combination) return;
  const { id } = dataset.record;
  const dates = await waitFor(l10n.t("Reading the dates"), (signal) => datesOf(tools, place, id, combination, signal));
  const { country, region, grouping } = combination;
  const title = l10n.t("Dates of dataset #{0}", showId(id));
  const summary = [title, `${country} / ${region} / ${grouping}`, l10n.t("{0} dates", dates.length)];
  await tools.details.show(`${place.connection.id}/${title}`, { title, summary, raw: dates });
}

const words = () => ({
  placeholder: l10n.t("Which dataset?"),
  none: l10n.t("There is no finished dataset in this project."),
});
