import { l10n } from "vscode";
import { type DatasetId } from "../../../platform/ids";
import { type Combination } from "../../../platform/records";
import { type TrainingParameters } from "../../../platform/requests";
import { type Place } from "../../explorer/nodes";
import { setting, type TrainingSetting } from "../../kit/settings";
import { type Tools } from "../tools";
import { askPick, askText, type Choice } from "./inputs";
import { lastChoices } from "../../../workflows/lastChoices";
import { refOf } from "./place";
import { type AskStep, back } from "./steps";

export interface TrainingAnswers {
  readonly place?: Place;
  readonly trainShare?: number;
  readonly training?: TrainingParameters;
}

interface Split {
  readonly share: number | "other";
}

/** How many of the first dates are for training. */
export function splitStep<S extends TrainingAnswers>(
  tools: Tools,
  what: (state: S) => { readonly dataset: DatasetId; readonly combination: Combination } | undefined,
): AskStep<S> {
  return async (state, at) => {
    const aim = what(state);
    const usual = setting("model.trainShare");
    const last = lastChoices(tools.memory, state.place).trainShare ?? usual;
    const shares = [...new Set([usual, 0.75, 0.8, 0.9, last])];
    const answer = await askPick<Split>(at, {
      placeholder: l10n.t("Which dates train the model? The last ones are kept to evaluate it."),
      active: ({ share }) => share === last,
      choices: async (signal) => {
        const { place } = state;
        const known = place !== undefined && aim !== undefined;
        const dates = known ? await datesOf(tools, place, aim.dataset, aim.combination, signal) : [];
        return [
          ...shares.map((share) => shareChoice(share, dates)),
          { label: l10n.t("Other Share..."), value: { share: "other" as const } },
        ];
      },
    });
    if (answer === undefined || answer === back) return answer;
    if (answer.value.share !== "other") return { next: { ...state, trainShare: answer.value.share } };
    const typed = await askText(at, {
      prompt: l10n.t("Share of the dates used for training, in percent"),
      value: String(Math.round(last * 10_000) / 100),
      problem: shareProblem,
    });
    return typed === undefined || typed === back
      ? typed
      : { next: { ...state, trainShare: Number(typed.value) / 100 } };
  };
}

const shareChoice = (share: number, dates: readonly string[]): Choice<Split> => ({
  label: l10n.t("First {0} %", Math.round(share * 100)),
  description: splitWords(dates, share),
  value: { share },
});

/** How it is trained: the documented values, or others. */
export function trainingStep<S extends TrainingAnswers>(tools: Tools, key: "model.refit" | "model.build"): AskStep<S> {
  return async (state, at) => {
    const usual = knobsOf(setting(key));
    const remembered = lastChoices(tools.memory, state.place);
    const last = key === "model.refit" ? remembered.refit : remembered.build;
    const isOther = last !== undefined && knobWords(last) !== knobWords(usual);
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
    const { epochs, learningRate, samples } = last ?? usual;
    const prompt = l10n.t("Epochs, learning rate and samples, separated by commas");
    const typed = await askText(at, {
      prompt,
      value: [epochs, learningRate, samples].join(", "),
      problem: knobsProblem,
    });
    return typed === undefined || typed === back ? typed : { next: { ...state, training: parseKnobs(typed.value) } };
  };
}

export async function datesOf(
  tools: Tools,
  place: Place,
  dataset: DatasetId,
  combination: Combination,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const client = await tools.clients.of(place.connection.id);
  const dates = await client.readDates(refOf(place), dataset, [combination], { signal });
  return [...new Set(dates)].sort();
}

function splitWords(dates: readonly string[], share: number): string | undefined {
  const train = Math.floor(dates.length * share);
  const last = dates[train - 1];
  return last === undefined
    ? undefined
    : l10n.t("{0} dates until {1}, {2} to evaluate", train, last, dates.length - train);
}

function shareProblem(text: string): string | undefined {
  const value = Number(text);
  return value > 0 && value < 100 ? undefined : l10n.t("Give a number between 0 and 100, such as 75.");
}

const knobWords = (knobs: TrainingParameters): string =>
  l10n.t("{0} epochs, learning rate {1}, {2} samples", knobs.epochs, knobs.learningRate, knobs.samples);

const knobsOf = (value: TrainingSetting): TrainingParameters => ({
  epochs: value.epochs,
  learningRate: value.learning_rate,
  samples: value.samples,
});

function parseKnobs(text: string): TrainingParameters {
  const [epochs = 0, learningRate = 0, samples = 0] = text.split(",").map(Number);
  return { epochs, learningRate, samples };
}

function knobsProblem(text: string): string | undefined {
  const { epochs, learningRate, samples } = parseKnobs(text);
  const isCount = (value: number): boolean => Number.isInteger(value) && value > 0;
  if (text.split(",").length === 3 && isCount(epochs) && isCount(samples) && learningRate > 0 && learningRate <= 1)
    return undefined;
  return l10n.t(
    "Give three numbers, such as 500, 0.001, 3: whole numbers of epochs and samples, and a learning rate up to 1.",
  );
}
