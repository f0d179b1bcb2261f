import { l10n } from "vscode";
import { type ResultKind } from "../../../platform/results";
import { type Answers, type Given, known, objectStep } from "../ask/object";
import { placeStep, refOf } from "../ask/place";
import { askSteps } from "../ask/steps";
import { type Tools } from "../tools";

/** Of the object that a row is; where there is none, of an attribution that is asked for. */
export async function openResults(tools: Tools, node?: Given): Promise<void> {
  const kind = node?.kind === "model" || node?.kind === "attributionSet" ? node.kind : "attribution";
  const answers: Answers<ResultKind> | undefined =
    kind === "attribution" ? await askAttribution(tools, node) : await known(tools, kind, node);
  const target = answers?.[kind];
  if (answers?.place === undefined || target === undefined) return;
  await tools.results.open({
    connectionId: answers.place.connection.id,
    ...refOf(answers.place),
    kind,
    id: target.record.id,
  });
}

const askAttribution = async (tools: Tools, node: Given): Promise<Answers<"attribution"> | undefined> =>
  askSteps<Answers<"attribution">>(
    l10n.t("Open Results"),
    [placeStep(tools), objectStep(tools, "attribution", words())],
    await known(tools, "attribution", node),
  );

const words = () => ({
  placeholder: l10n.t("The results of which attribution?"),
  none: l10n.t("There is no finished attribution in this project. Run one on a model first."),
});
