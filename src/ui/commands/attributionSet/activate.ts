import { l10n } from "vscode";
import { activateObject } from "../ask/activateObject";
import { type Given } from "../ask/object";
import { type Tools } from "../tools";

export const activateAttributionSet = (tools: Tools, node?: Given): Promise<void> =>
  activateObject(tools, "attributionSet", node, {
    title: l10n.t("Activate Attribution Set"),
    words: {
      placeholder: l10n.t("Which attribution set?"),
      none: l10n.t("There is no finished attribution set in this project."),
    },
    plan: (attributionSetId) => ({ workflow: "activateAttributionSet", attributionSetId }),
    startedBy: "alviss.attributionSet.activate",
  });
