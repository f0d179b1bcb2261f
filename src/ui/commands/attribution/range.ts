import { l10n } from "vscode";
import { type Place } from "../../explorer/nodes";
import { Refusal } from "../../kit/explain";
import { askPick, askText, type Choice } from "../ask/inputs";
import { type Target } from "../ask/object";
import { type AskStep, back } from "../ask/steps";
import { datesOf } from "../ask/split";
import { type Tools } from "../tools";
import { type DateRange, firstOfLastYear, parseRange } from "./dateRange";

interface State {
  readonly place?: Place;
  readonly model?: Target<"model">;
  readonly dataset?: Target<"dataset">;
  readonly range?: DateRange;
}

/** Which dates: all of the dataset, the last year, or others; always as the server spells them. */
export function rangeStep<S extends State>(tools: Tools): AskStep<S> {
  return async (state, at) => {
    let all: readonly string[] = [];
    const answer = await askPick<DateRange | undefined>(at, {
      placeholder: l10n.t("Over which dates?"),
      choices: async (signal) => {
        all = await datesFor(tools, state, signal);
        return choicesOf(all);
      },
    });
    if (answer === undefined || answer === back) return answer;
    if (answer.value !== undefined) return { next: { ...state, range: answer.value } };
    const typed = await askText(at, {
      prompt: l10n.t("First and last date, both dates of the dataset"),
      value: `${all[0]} - ${all.at(-1)}`,
      problem: (text) =>
        parseRange(text, all) === undefined
          ? l10n.t(
              "Give two dates of the dataset, the earlier first, such as {0} - {1}.",
              all[0] ?? "",
              all.at(-1) ?? "",
            )
          : undefined,
    });
    if (typed === undefined || typed === back) return typed;
    const range = parseRange(typed.value, all);
    return range && { next: { ...state, range } };
  };
}

async function datesFor(
  tools: Tools,
  { place, model, dataset }: State,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const combination = model?.record.combination;
  if (place === undefined || dataset === undefined || combination === undefined) {
    throw new Refusal(l10n.t("The record of the model does not tell its country, region and grouping."));
  }
  const dates = await datesOf(tools, place, dataset.record.id, combination, signal);
  if (dates.length === 0)
    throw new Refusal(
      l10n.t(
        "The dataset has no sales for {0} / {1} / {2}.",
        combination.country,
        combination.region,
        combination.grouping,
      ),
    );
  return dates;
}

function choicesOf(dates: readonly string[]): Choice<DateRange | undefined>[] {
  const year = firstOfLastYear(dates);
  const ranges = [
    { label: l10n.t("All Dates"), from: 0 },
    ...(year > 0 ? [{ label: l10n.t("Last Year"), from: year }] : []),
  ];
  const choices = ranges.flatMap(({ label, from }): Choice<DateRange | undefined>[] => {
    const [start, end] = [dates[from], dates.at(-1)];
    if (start === undefined || end === undefined) return [];
    return [
      { label, description: l10n.t("{0} to {1}, {2} dates", start, end, dates.length - from), value: { start, end } },
    ];
  });
  return [...choices, { label: l10n.t("Other Dates..."), value: undefined }];
}
