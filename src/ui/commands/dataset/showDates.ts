import { l10n } from "vscode";
import { showId } from "../../../platform/ids";
import { type Combination } from "../../../platform/records";
import { type Node, type Place } from "../../explorer/nodes";
import { type JobNode } from "../../jobs/jobItem";
import { combinationStep } from "../ask/combination";
import { given, objectStep, type Target } from "../ask/object";
import { chosenPlace, placeOf, placeStep } from "../ask/place";
import { askSteps } from "../ask/steps";
import { datesOf } from "../ask/training";
import { type Tools } from "../tools";

interface State {
  readonly place?: Place;
  readonly dataset?: Target<"dataset">;
  readonly combination?: Combination;
}

export async function showDates(tools: Tools, node?: Node | JobNode): Promise<void> {
  const place = placeOf(tools, node) ?? chosenPlace(tools);
  const dataset = await given(tools, "dataset", place, node);
  const answers = await askSteps<State>(
    l10n.t("Show Dates"),
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
    ],
    { ...(place && { place }), ...(dataset && { dataset }) },
  );
  if (answers?.place === undefined || answers.dataset === undefined || answers.combination === undefined) return;
  const { id } = answers.dataset.record;
  const dates = await datesOf(tools, answers.place, id, answers.combination);
  const { country, region, grouping } = answers.combination;
  const title = l10n.t("Dates of dataset {0}", showId(id));
  const summary = [title, `${country} / ${region} / ${grouping}`, l10n.t("{0} dates", dates.length)];
  await tools.details.show(`${answers.place.connection.id}/${title}`, { title, summary, raw: dates });
}

const words = () => ({
  placeholder: l10n.t("Which dataset?"),
  none: l10n.t("There is no finished dataset in this project."),
});
