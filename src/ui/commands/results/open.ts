import { l10n } from "vscode";
import { type Answers, type Given, known, objectStep } from "../ask/object";
import { placeStep, refOf } from "../ask/place";
import { askSteps } from "../ask/steps";
import { type Tools } from "../tools";

export async function openResults(tools: Tools, node?: Given): Promise<void> {
  const answers = await askSteps<Answers<"attribution">>(
    l10n.t("Open Results"),
    [placeStep(tools), objectStep(tools, "attribution", words())],
    await known(tools, "attribution", node),
  );
  if (answers?.place === undefined || answers.attribution === undefined) return;
  await tools.results.open({
    connectionId: answers.place.connection.id,
    ...refOf(answers.place),
    kind: "attribution",
    id: answers.attribution.record.id,
  });
}

const words = () => ({
  placeholder: l10n.t("The results of which attribution?"),
  none: l10n.t("There is no finished attribution in this project. Run one on a model first."),
});
