import { l10n } from "vscode";
import { type TrainingParameters } from "../../../platform/requests";
import { type Place } from "../../explorer/nodes";
import { setting, type TrainingSetting } from "../../kit/settings";
import { type Tools } from "../tools";
import { askPick, askText } from "./inputs";
import { type Knob, knobValues, type Pace, parseKnob } from "./knobs";
import { lastChoices } from "../../../workflows/lastChoices";
import { askInside, type AskStep, back } from "./steps";

export interface TrainingAnswers {
  readonly place?: Place;
  readonly training?: TrainingParameters;
}

/** How it is trained: the documented values, or others. */
export function trainingStep<S extends TrainingAnswers>(tools: Tools, key: "model.refit" | "model.build"): AskStep<S> {
  return async (state, at) => {
    const usual = knobsOf(setting(key));
    const remembered = lastChoices(tools.memory, state.place);
    const last = key === "model.refit" ? remembered.refit : remembered.build;
    const isOther = last !== undefined && knobWords(last) !== knobWords(usual);
    for (;;) {
      const answer = await askPick<TrainingParameters | undefined>(at, {
        placeholder: l10n.t("How is it trained?"),
        choices: [
          ...(isOther ? [{ label: l10n.t("As Last Time"), description: knobWords(last), value: last }] : []),
          { label: l10n.t("As Usual"), description: knobWords(usual), value: usual },
          { label: l10n.t("Other Parameters..."), value: undefined },
        ],
      });
      if (answer === undefined || answer === back) return answer;
      if (answer.value !== undefined) return { next: { ...state, training: answer.value } };
      const own = await askInside(
        at,
        [knobStep("epochs", usual), knobStep("learningRate", usual), knobStep("samples", usual)],
        last ?? usual,
      );
      if (own === back) continue;
      return own && { next: { ...state, training: own } };
    }
  };
}

/** One of the numbers; `usual`: what the settings say. */
function knobStep(knob: Knob, usual: TrainingParameters): AskStep<TrainingParameters> {
  return async (state, at) => {
    const known = knobValues(knob, usual[knob]);
    const isOther = known.every(({ value }) => value !== state[knob]);
    const answer = await askPick<number | undefined>(at, {
      placeholder: questionOf(knob),
      active: (value) => value === state[knob],
      choices: [
        ...(isOther ? [{ label: String(state[knob]), description: l10n.t("as last time"), value: state[knob] }] : []),
        ...known.map(({ pace, value }) => ({ label: String(value), description: paceWords(knob, pace), value })),
        { label: l10n.t("Other Number..."), value: undefined },
      ],
    });
    if (answer === undefined || answer === back) return answer;
    if (answer.value !== undefined) return { next: { ...state, [knob]: answer.value } };
    const typed = await askText(at, {
      prompt: questionOf(knob),
      value: String(state[knob]),
      problem: (text) => (parseKnob(knob, text) === undefined ? faultOf(knob) : undefined),
    });
    return typed === undefined || typed === back
      ? typed
      : { next: { ...state, [knob]: parseKnob(knob, typed.value) ?? state[knob] } };
  };
}

function questionOf(knob: Knob): string {
  switch (knob) {
    case "epochs":
      return l10n.t("Epochs: how often the training goes over the data");
    case "learningRate":
      return l10n.t("Learning rate: how far each step of the training goes");
    case "samples":
      return l10n.t("Samples: draws for each step of the training");
  }
}

function paceWords(knob: Knob, pace: Pace): string {
  if (pace === "usual") return l10n.t("usual");
  if (knob !== "learningRate") return pace === "quick" ? l10n.t("quick try") : l10n.t("thorough");
  return pace === "quick" ? l10n.t("quick try, larger steps") : l10n.t("thorough, smaller and steadier steps");
}

const faultOf = (knob: Knob): string =>
  knob === "learningRate"
    ? l10n.t("Give a number above 0 and up to 1, such as 0.01.")
    : l10n.t("Give a whole number above 0.");

const knobWords = (knobs: TrainingParameters): string =>
  l10n.t("{0} epochs, learning rate {1}, {2} samples", knobs.epochs, knobs.learningRate, knobs.samples);

const knobsOf = (value: TrainingSetting): TrainingParameters => ({
  epochs: value.epochs,
  learningRate: value.learning_rate,
  samples: value.samples,
});
