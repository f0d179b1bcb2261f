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
  readonly set?: Target<"attributionSet">;
}

export async function activateAttributionSet(tools: Tools, node?: Node | JobNode): Promise<void> {
  const place = placeOf(tools, node) ?? chosenPlace(tools);
  const set = await given(tools, "attributionSet", place, node);
  const answers = await askSteps<State>(
    l10n.t("Activate Attribution Set"),
    [
      placeStep(tools),
      objectStep(
        tools,
        "attributionSet",
        words(),
        (state) => state.set,
        (state, target) => ({ ...state, set: target }),
      ),
    ],
    { ...(place && { place }), ...(set && { set }) },
  );
  if (answers?.place === undefined || answers.set === undefined) return;
  const { id } = answers.set.record;
  const client = await tools.clients.of(answers.place.connection.id);
  const active = await client.readActiveAttributionSet(refOf(answers.place));
  const replaced =
    active === undefined || active.id === id ? undefined : l10n.t("attribution set #{0}", showId(active.id));
  if (!(await mayActivate(answers.place, l10n.t("attribution set #{0}", showId(id)), replaced))) return;
  const plan = { workflow: "activateAttributionSet", attributionSetId: id } as const;
  await startJob(tools, answers.place, {
    plan,
    label: l10n.t("Activate attribution set #{0}", showId(id)),
    startedBy: "alviss.attributionSet.activate",
  });
}

const words = () => ({
  placeholder: l10n.t("Which attribution set?"),
  none: l10n.t("There is no finished attribution set in this project."),
});
