import { l10n } from "vscode";
import { type Place } from "../../explorer/nodes";
import { askPick } from "./inputs";
import { type AskStep } from "./steps";

/** On a server that others pay for or see, the last step says what will happen; nothing further is asked. */
export function summaryStep<S extends { readonly place?: Place }>(
  start: string,
  words: (state: S) => string,
): AskStep<S> {
  return async (state, at) => {
    if (state.place?.connection.kind !== "cloud") return { passed: state };
    const answer = await askPick(at, {
      placeholder: l10n.t("This starts a job on {0}.", state.place.connection.server.name),
      choices: [{ label: start, detail: words(state), value: true }],
    });
    return answer === undefined || typeof answer === "symbol" ? answer : { next: state };
  };
}
