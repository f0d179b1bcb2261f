import { l10n } from "vscode";
import { type Node, type Place } from "../../explorer/nodes";
import { type JobNode } from "../../jobs/jobItem";
import { given, objectStep, refOf, type Target } from "../ask/object";
import { chosenPlace, placeOf, placeStep } from "../ask/place";
import { askSteps } from "../ask/steps";
import { type Tools } from "../tools";

interface State {
  readonly place?: Place;
  readonly attribution?: Target<"attribution">;
}

export async function openResults(tools: Tools, node?: Node | JobNode): Promise<void> {
  const place = placeOf(tools, node) ?? chosenPlace(tools);
  const attribution = await given(tools, "attribution", place, node);
  const answers = await askSteps<State>(
    l10n.t("Open Results"),
    [
      placeStep(tools),
      objectStep(
        tools,
        "attribution",
        words(),
        (state) => state.attribution,
        (state, target) => ({ ...state, attribution: target }),
      ),
    ],
    { ...(place && { place }), ...(attribution && { attribution }) },
  );
  if (answers?.place === undefined || answers.attribution === undefined) return;
  await tools.results.open({
    connectionId: answers.place.connection.id,
    ...refOf(answers.place),
    attribution: answers.attribution.record.id,
  });
}

const words = () => ({
  placeholder: l10n.t("The results of which attribution?"),
  none: l10n.t("There is no finished attribution in this project. Run one on a model first."),
});
