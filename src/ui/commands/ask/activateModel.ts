import { l10n } from "vscode";
import { type Place } from "../../explorer/nodes";
import { askPick } from "./inputs";
import { type AskStep } from "./steps";

interface ModelActivation {
  readonly place?: Place;
  readonly activate?: boolean;
}

/** Whether the new model becomes the active one; `caution`: what is to be known of that on a shared server. */
export function activateModelStep<S extends ModelActivation>(caution?: () => string): AskStep<S> {
  return async (state, at) => {
    const isShared = state.place?.connection.kind === "cloud";
    const shared = [l10n.t("This affects all users of the project."), caution?.()].filter(Boolean).join(" ");
    const answer = await askPick(at, {
      placeholder: l10n.t("Does the model become the active one when it is done?"),
      choices: [
        { label: l10n.t("Keep It Beside the Others"), value: false },
        { label: l10n.t("Activate When Done"), detail: isShared ? shared : undefined, value: true },
      ],
    });
    return answer === undefined || typeof answer === "symbol" ? answer : { next: { ...state, activate: answer.value } };
  };
}
