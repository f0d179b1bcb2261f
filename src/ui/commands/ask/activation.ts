import { l10n, window } from "vscode";
import { type Place } from "../../explorer/nodes";
import { askPick } from "./inputs";
import { type AskStep } from "./steps";

/** Whether what is made becomes the active one of the project. */
export function activateStep<S extends { readonly activate?: boolean }>(
  words: { readonly placeholder: string; readonly yes: string; readonly no: string },
  usual: boolean,
): AskStep<S> {
  return async (state, at) => {
    const answer = await askPick(at, {
      placeholder: words.placeholder,
      choices: [
        { label: words.yes, value: true },
        { label: words.no, value: false },
      ],
      active: (value) => value === usual,
    });
    return answer === undefined || typeof answer === "symbol" ? answer : { next: { ...state, activate: answer.value } };
  };
}

/** On a shared server, replacing the active object is confirmed; in the sandbox it concerns nobody else. */
export async function mayActivate(place: Place, what: string, replaced: string | undefined): Promise<boolean> {
  if (place.connection.kind === "sandbox") return true;
  const activate = l10n.t("Activate");
  const detail = [
    replaced === undefined ? undefined : l10n.t("It replaces {0}.", replaced),
    l10n.t("This affects all project users."),
  ];
  const answer = await window.showWarningMessage(
    l10n.t("Activate {0}?", what),
    { modal: true, detail: detail.filter(Boolean).join(" ") },
    activate,
  );
  return answer === activate;
}
