import { l10n } from "vscode";
import { activateObject } from "../ask/activateObject";
import { type Given } from "../ask/object";
import { type Tools } from "../tools";

export const activateDataset = (tools: Tools, node?: Given): Promise<void> =>
  activateObject(tools, "dataset", node, {
    title: l10n.t("Activate Dataset"),
    words: {
      placeholder: l10n.t("Which dataset?"),
      none: l10n.t("There is no finished dataset in this project."),
    },
    plan: (datasetId) => ({ workflow: "activateDataset", datasetId }),
    startedBy: "alviss.dataset.activate",
  });
