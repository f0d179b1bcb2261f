import { l10n } from "vscode";
import { showId } from "../../../platform/ids";
import { type Node, type Place } from "../../explorer/nodes";
import { type JobNode } from "../../jobs/jobItem";
import { Refusal } from "../../kit/explain";
import { activateStep } from "../ask/activation";
import { given, objectStep, type Target } from "../ask/object";
import { chosenPlace, placeOf, placeStep } from "../ask/place";
import { startJob } from "../ask/startJob";
import { askSteps } from "../ask/steps";
import { type Tools } from "../tools";

interface State {
  readonly place?: Place;
  readonly attribution?: Target<"attribution">;
  readonly activate?: boolean;
}

export async function alignAttribution(
  tools: Tools,
  node?: Node | JobNode,
  nodes?: readonly (Node | JobNode)[],
): Promise<void> {
  if (nodes !== undefined && nodes.length > 1)
    throw new Refusal(l10n.t("Add one attribution at a time: each one makes a new set of its own."));
  const place = placeOf(tools, node) ?? chosenPlace(tools);
  const attribution = await given(tools, "attribution", place, node);
  const answers = await askSteps<State>(
    l10n.t("Add to Active Attribution Set"),
    [
      placeStep(tools),
      objectStep(
        tools,
        "attribution",
        words(),
        (state) => state.attribution,
        (state, target) => ({ ...state, attribution: target }),
      ),
      activateStep(activateWords(), true),
    ],
    { ...(place && { place }), ...(attribution && { attribution }) },
  );
  if (answers?.place === undefined || answers.attribution === undefined) return;
  const { id } = answers.attribution.record;
  const plan = { workflow: "alignAttribution", attributionId: id, activate: answers.activate ?? false } as const;
  await startJob(tools, answers.place, {
    plan,
    label: l10n.t("Attribution set with #{0}", showId(id)),
    startedBy: "alviss.attributionSet.align",
  });
}

const words = () => ({
  placeholder: l10n.t("Add which attribution?"),
  none: l10n.t("There is no finished attribution in this project. Run one on a model first."),
});

const activateWords = () => ({
  placeholder: l10n.t("A new set holds the attribution and those of the active set. Make it the active one?"),
  yes: l10n.t("Create and Activate"),
  no: l10n.t("Only Create"),
});
