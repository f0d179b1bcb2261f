import { l10n } from "vscode";
import { type DatasetId, showId, type UploadId } from "../../../platform/ids";
import { type Node, type Place } from "../../explorer/nodes";
import { type JobNode } from "../../jobs/jobItem";
import { activateStep } from "../ask/activation";
import { askPick } from "../ask/inputs";
import { finished } from "../ask/object";
import { chosenPlace, placeOf, placeStep } from "../ask/place";
import { startJob } from "../ask/startJob";
import { type AskStep, askSteps } from "../ask/steps";
import { type Tools } from "../tools";
import { givenUploads, uploadsStep } from "./uploads";

interface State {
  readonly place?: Place;
  readonly uploads?: readonly UploadId[];
  readonly extend?: readonly DatasetId[];
  readonly activate?: boolean;
}

export async function createDataset(
  tools: Tools,
  node?: Node | JobNode,
  nodes?: readonly (Node | JobNode)[],
): Promise<void> {
  const place = placeOf(tools, node) ?? chosenPlace(tools);
  const selected = givenUploads(node, nodes);
  const start: State = { ...(place && { place }), ...(selected.length > 1 && { uploads: selected }) };
  const answers = await askSteps<State>(
    l10n.t("Create Dataset"),
    [placeStep(tools), uploadsStep(tools, selected), extendStep(tools), activateStep(words(), true)],
    start,
  );
  const { uploads, extend = [], activate = false } = answers ?? {};
  if (answers?.place === undefined || uploads === undefined) return;
  const label = uploads.length === 1 ? l10n.t("Dataset of 1 upload") : l10n.t("Dataset of {0} uploads", uploads.length);
  const plan = { workflow: "createDataset", uploadIds: uploads, extendIds: extend, activate } as const;
  await startJob(tools, answers.place, { plan, label, startedBy: "alviss.dataset.create" });
}

const words = () => ({
  placeholder: l10n.t("Make it the active dataset of the project?"),
  yes: l10n.t("Create and Activate"),
  no: l10n.t("Only Create"),
});

/** Passes where the project has no dataset yet. */
function extendStep(tools: Tools): AskStep<State> {
  return async (state, at) => {
    if (state.place === undefined) return { passed: state };
    const { place } = state;
    const known = await tools.explorer.objects(place, "dataset");
    if (!known.some(({ record }) => record.phase === "done")) return { passed: { ...state, extend: [] } };
    const afresh = {
      label: l10n.t("Start Afresh"),
      description: l10n.t("only the chosen uploads"),
      value: [] as readonly DatasetId[],
    };
    const others = await finished(tools, place, "dataset", "");
    const answer = await askPick(at, {
      placeholder: l10n.t("Start afresh, or extend a dataset?"),
      choices: [
        afresh,
        ...others.map((one) => ({
          ...one,
          label: l10n.t("Extend #{0}", showId(one.value.record.id)),
          value: [one.value.record.id] as readonly DatasetId[],
        })),
      ],
    });
    return answer === undefined || typeof answer === "symbol" ? answer : { next: { ...state, extend: answer.value } };
  };
}
