import { l10n } from "vscode";
import { hasExtras } from "../../../platform/extras";
import { type Place } from "../../explorer/nodes";
import { setting } from "../../kit/settings";
import { type Tools } from "../tools";
import { askText } from "./inputs";
import { lastChoices } from "../../../workflows/lastChoices";
import { type Target } from "./object";
import { type AskStep } from "./steps";

interface State {
  readonly place?: Place;
  readonly model?: Target<"model">;
  readonly samples?: number;
}

/** How many posterior draws an attribution uses. */
export function samplesStep<S extends State>(tools: Tools): AskStep<S> {
  return async (state, at) => {
    // Where a server has results of its own, their intervals need more draws.
    const hasResults = state.model !== undefined && hasExtras(state.model.record);
    const last = lastChoices(tools.memory, state.place).samples;
    const usual = last ?? setting("attribution.samples") ?? (hasResults ? 200 : 20);
    const answer = await askText(at, {
      prompt: l10n.t("Samples: posterior draws to use. Intervals from fewer than 100 are rough."),
      value: String(usual),
      problem: (text) =>
        /^[1-9]\d{0,4}$/.test(text.trim()) ? undefined : l10n.t("Give a whole number, such as {0}.", usual),
    });
    return answer === undefined || typeof answer === "symbol"
      ? answer
      : { next: { ...state, samples: Number(answer.value) } };
  };
}
