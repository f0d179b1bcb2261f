import { l10n } from "vscode";
import { type SandboxParameters } from "../../../platform/requests";
import { type Place } from "../../explorer/nodes";
import { setting } from "../../kit/settings";
import { askPick, askText } from "./inputs";
import { parseSeed } from "./knobs";
import { askInside, type AskStep, back } from "./steps";

type Fit = Required<SandboxParameters>;

/** What only a sandbox takes: how it fits the model, and from which seed. Other servers are not asked about. */
export function sandboxFitStep<
  S extends { readonly place?: Place; readonly sandbox?: SandboxParameters },
>(): AskStep<S> {
  return async (state, at) => {
    if (state.place?.connection.kind !== "sandbox") return { passed: state };
    const start = { sampler: setting("sandbox.engine"), seed: 1, ...state.sandbox };
    const answer = await askInside<Fit>(at, [samplerStep, seedStep], start);
    return answer === undefined || answer === back ? answer : { next: { ...state, sandbox: answer } };
  };
}

const samplerStep: AskStep<Fit> = async (state, at) => {
  const answer = await askPick(at, {
    placeholder: l10n.t("How does the sandbox fit the model?"),
    active: (value) => value === state.sampler,
    choices: [
      { label: l10n.t("Exact (NUTS)"), value: "nuts" as const },
      {
        label: l10n.t("Fast (SVI)"),
        detail: l10n.t("Fast takes a moment; its intervals are somewhat too narrow."),
        value: "fast" as const,
      },
    ],
  });
  return answer === undefined || answer === back ? answer : { next: { ...state, sampler: answer.value } };
};

const seedStep: AskStep<Fit> = async (state, at) => {
  const answer = await askText(at, {
    prompt: l10n.t("Seed: the same seed gives the same model."),
    value: String(state.seed),
    problem: (text) => (parseSeed(text) === undefined ? l10n.t("Give a whole number from 0 on.") : undefined),
  });
  return answer === undefined || answer === back
    ? answer
    : { next: { ...state, seed: parseSeed(answer.value) ?? state.seed } };
};
