import { l10n } from "vscode";
import { type DatasetId } from "../../../platform/ids";
import { type Combination } from "../../../platform/records";
import { lastChoices } from "../../../workflows/lastChoices";
import { type Place } from "../../explorer/nodes";
import { setting } from "../../kit/settings";
import { type Tools } from "../tools";
import { askPick, askText, type Choice } from "./inputs";
import { refOf } from "./place";
import { type AskStep, back, type StepPlace } from "./steps";
import { parseSplit, type SplitFault, type TypedSplit } from "./typedSplit";

export interface SplitAnswers {
  readonly place?: Place;
  readonly trainShare?: number;
  /** The very dates, where somebody has typed them. */
  readonly dates?: TypedSplit;
}

interface Split {
  readonly share: number | "other" | "dates";
}

/** How many of the first dates are for training. */
export function splitStep<S extends SplitAnswers>(
  tools: Tools,
  what: (state: S) => { readonly dataset: DatasetId; readonly combination: Combination } | undefined,
): AskStep<S> {
  return async (state, at) => {
    const aim = what(state);
    const usual = setting("model.trainShare");
    const last = lastChoices(tools.memory, state.place).trainShare ?? usual;
    let dates: readonly string[] = [];
    const shares = [...new Set([usual, 0.75, 0.8, 0.9, last])];
    const answer = await askPick<Split>(at, {
      placeholder: l10n.t("Which dates train the model? The last ones are kept to evaluate it."),
      active: ({ share }) => share === last,
      choices: async (signal) => {
        const { place } = state;
        const known = place !== undefined && aim !== undefined;
        dates = known ? await datesOf(tools, place, aim.dataset, aim.combination, signal) : [];
        return [
          ...shares.map((share) => shareChoice(share, dates)),
          { label: l10n.t("Other Share..."), value: { share: "other" as const } },
          ...(dates.length > 1 ? [{ label: l10n.t("Other Dates..."), value: { share: "dates" as const } }] : []),
        ];
      },
    });
    if (answer === undefined || answer === back) return answer;
    const { share } = answer.value;
    if (share === "dates") return askDates(state, at, dates, last);
    if (share !== "other") return { next: chosen(state, share) };
    const typed = await askText(at, {
      prompt: l10n.t("Share of the dates used for training, in percent"),
      value: String(Math.round(last * 10_000) / 100),
      problem: shareProblem,
    });
    return typed === undefined || typed === back ? typed : { next: chosen(state, Number(typed.value) / 100) };
  };
}

const shareChoice = (share: number, dates: readonly string[]): Choice<Split> => ({
  label: l10n.t("First {0} %", Math.round(share * 100)),
  description: splitWords(dates, share),
  value: { share },
});

const chosen = <S extends SplitAnswers>({ ...state }: S, trainShare: number, dates?: TypedSplit): S => {
  delete (state as { dates?: TypedSplit }).dates; // Of an answer that somebody went back from.
  return { ...state, trainShare, ...(dates && { dates }) };
};

/** First and last date for training and last one to evaluate, all of them dates of the data. */
async function askDates<S extends SplitAnswers>(
  state: S,
  at: StepPlace,
  dates: readonly string[],
  share: number,
): ReturnType<AskStep<S>> {
  const lastTrain = Math.min(Math.max(Math.floor(dates.length * share), 1), dates.length - 1) - 1;
  const usual = [dates[0], dates[lastTrain], dates.at(-1)].join(" - ");
  const typed = await askText(at, {
    prompt: l10n.t("First and last date that train, and last date to evaluate"),
    value: usual,
    problem: (text) => {
      const split = parseSplit(text, dates);
      return "fault" in split ? faultWords(split, usual) : undefined;
    },
  });
  if (typed === undefined || typed === back) return typed;
  const split = parseSplit(typed.value, dates);
  if ("fault" in split) return undefined;
  const all = split.train.length + split.evaluation.length;
  return { next: chosen(state, split.train.length / all, split) };
}

function faultWords(fault: SplitFault, usual: string): string {
  switch (fault.fault) {
    case "order":
      return l10n.t("The dates must follow each other, and at least one must be left to evaluate: {0}.", usual);
    case "count":
      return l10n.t("Give three dates of the dataset, such as {0}.", usual);
    case "unknown":
      return fault.nearest.length === 0
        ? l10n.t("{0} is no date of the dataset. Write it as in {1}.", fault.typed, usual)
        : l10n.t("{0} is no date of the dataset. The nearest: {1}.", fault.typed, fault.nearest.join(", "));
  }
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
