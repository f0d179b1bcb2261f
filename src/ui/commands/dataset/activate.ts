import { l10n } from "vscode";
import { showId } from "../../../platform/ids";
import { type Node, type Place } from "../../explorer/nodes";
import { type JobNode } from "../../jobs/jobItem";
import { mayActivate } from "../ask/activation";
import { given, objectStep, refOf, type Target } from "../ask/object";
import { chosenPlace, placeOf, placeStep } from "../ask/place";
import { startJob } from "../ask/startJob";
import { askSteps } from "../ask/steps";
import { type Tools } from "../tools";

interface State {
  readonly place?: Place;
  readonly dataset?: Target<"dataset">;
}

export async function activateDataset(tools: Tools, node?: Node | JobNode): Promise<void> {
  const place = placeOf(tools, node) ?? chosenPlace(tools);
  const dataset = await given(tools, "dataset", place, node);
  const answers = await askSteps<State>(
    l10n.t("Activate Dataset"),
    [
      placeStep(tools),
      objectStep(
        tools,
        "dataset",
        words(),
        (state) => state.dataset,
        (state, target) => ({ ...state, dataset: target }),
      ),
    ],
    { ...(place && { place }), ...(dataset && { dataset }) },
  );
  if (answers?.place === undefined || answers.dataset === undefined) return;
  const { id } = answers.dataset.record;
  const client = await tools.clients.of(answers.place.connection.id);
  const active = await client.readActiveDataset(refOf(answers.place));
  const replaced = active === undefined || active.id === id ? undefined : l10n.t("dataset #{0}", showId(active.id));
  if (!(await mayActivate(answers.place, l10n.t("dataset #{0}", showId(id)), replaced))) return;
  const plan = { workflow: "activateDataset", datasetId: id } as const;
  await startJob(tools, answers.place, {
    plan,
    label: l10n.t("Activate dataset #{0}", showId(id)),
    startedBy: "alviss.dataset.activate",
  });
}

const words = () => ({
  placeholder: l10n.t("Which dataset?"),
  none: l10n.t("There is no finished dataset in this project."),
});
