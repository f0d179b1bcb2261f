import { l10n } from "vscode";
import { type DatasetId, showId, type UploadId } from "../../../platform/ids";
import { type Node, type Place } from "../../explorer/nodes";
import { type JobNode } from "../../jobs/jobItem";
import { activateStep, mayActivate } from "../ask/activation";
import { askPick } from "../ask/inputs";
import { finishedOrNone } from "../ask/object";
import { placeFor, placeStep } from "../ask/place";
import { startJob } from "../ask/startJob";
import { type AskStep, askSteps } from "../ask/steps";
import { type Tools } from "../tools";
import { fitsTogether } from "./fitting";
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
  const place = await placeFor(tools, node);
  const selected = givenUploads(node, nodes);
  const start: State = { ...(place && { place }), ...(selected.length > 1 && { uploads: selected }) };
  const answers = await askSteps<State>(
    l10n.t("Create Dataset"),
    [placeStep(tools), uploadsStep(tools, selected), extendStep(tools), activateStep(tools, "dataset", words())],
    start,
  );
  const { uploads, extend = [], activate = false } = answers ?? {};
  if (answers?.place === undefined || uploads === undefined) return;
  if (!(await fitsTogether(tools, answers.place, uploads, extend))) return;
  if (activate && (await mayActivate(tools, answers.place, "dataset")) === undefined) return;
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
    const afresh = {
      label: l10n.t("Start Afresh"),
      description: l10n.t("only the chosen uploads"),
      value: [] as readonly DatasetId[],
    };
    const answer = await askPick(at, {
      placeholder: l10n.t("Start afresh, or extend a dataset?"),
      passesIfOnly: true,
      choices: async () => {
        const others = await finishedOrNone(tools, place, "dataset");
        return [
          afresh,
          ...others.map((one) => ({
            ...one,
            label: l10n.t("Extend #{0}", showId(one.value.record.id)),
            value: [one.value.record.id] as readonly DatasetId[],
          })),
        ];
      },
    });
    if (answer === undefined || typeof answer === "symbol") return answer;
    const next = { ...state, extend: answer.value };
    return answer.passed ? { passed: next } : { next };
  };
}
