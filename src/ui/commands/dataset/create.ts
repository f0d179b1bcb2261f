import { l10n } from "vscode";
import { type DatasetId, showId } from "../../../platform/ids";
import { askPick } from "../ask/inputs";
import { finishedOrNone, type Given } from "../ask/object";
import { type AskStep } from "../ask/steps";
import { type Tools } from "../tools";
import { type Combined, combineUploads } from "./combine";
import { givenUploads, uploadsStep } from "./uploads";

export async function createDataset(tools: Tools, node?: Given, nodes?: readonly Given[]): Promise<void> {
  const selected = givenUploads(node, nodes);
  await combineUploads(tools, node, {
    title: l10n.t("Create Dataset"),
    // One alone is where somebody begins, and hardly ever all.
    uploads: selected.length > 1 ? selected : [],
    steps: [uploadsStep(tools, selected), extendStep(tools)],
    words: {
      placeholder: l10n.t("Make it the active dataset of the project?"),
      yes: l10n.t("Create and Activate"),
      no: l10n.t("Only Create"),
    },
    label: ({ length }) => (length === 1 ? l10n.t("Dataset of 1 upload") : l10n.t("Dataset of {0} uploads", length)),
    startedBy: "alviss.dataset.create",
  });
}

/** Passes where the project has no dataset yet. */
function extendStep(tools: Tools): AskStep<Combined> {
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
