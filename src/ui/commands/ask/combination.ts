import { l10n } from "vscode";
import { type Combination, type CombinationSpan } from "../../../platform/records";
import { type Place } from "../../explorer/nodes";
import { type Tools } from "../tools";
import { askPick, askText, type Choice } from "./inputs";
import { lastChoices } from "../../../workflows/lastChoices";
import { type Target } from "./object";
import { type AskStep, back } from "./steps";
import { parseCombination } from "./typedCombination";

interface State {
  readonly place?: Place;
  readonly dataset?: Target<"dataset">;
  readonly combination?: Combination;
}

/** What the model covers: from the dataset, else from known models, else typed. Passes where there is one only. */
export function combinationStep<S extends State>(tools: Tools): AskStep<S> {
  return async (state, at) => {
    if (state.combination !== undefined) return { passed: state };
    const spans = state.dataset?.record.combinations;
    const [only] = spans ?? [];
    if (spans?.length === 1 && only !== undefined) {
      const { country, region, grouping } = only;
      return { passed: { ...state, combination: { country, region, grouping } } };
    }
    const last = lastChoices(tools.memory, state.place).combination;
    const other: Choice<Combination | undefined> = { label: l10n.t("Other Combination..."), value: undefined };
    const answer = await askPick(at, {
      placeholder: l10n.t("Which country, region and grouping?"),
      active: (value) => value !== undefined && words(value) === words(last),
      choices: async () => [...(spans?.map(spanChoice) ?? (await combinationsOfModels(tools, state))), other],
    });
    if (answer === undefined || answer === back) return answer;
    if (answer.value !== undefined) return { next: { ...state, combination: answer.value } };
    const typed = await askText(at, {
      prompt: l10n.t("Country, region and grouping, separated by slashes"),
      value: words(last) || "SWE / all / all",
      problem: (text) =>
        parseCombination(text) === undefined ? l10n.t("Give three names, such as SWE / all / all.") : undefined,
    });
    if (typed === undefined || typed === back) return typed;
    const combination = parseCombination(typed.value);
    return combination && { next: { ...state, combination } };
  };
}

const words = (combination: Combination | undefined): string =>
  combination === undefined ? "" : [combination.country, combination.region, combination.grouping].join(" / ");

const spanChoice = ({ country, region, grouping, first, last, periods }: CombinationSpan): Choice<Combination> => ({
  label: words({ country, region, grouping }),
  description:
    first !== undefined && last !== undefined
      ? l10n.t("{0} dates, {1} to {2}", periods ?? "?", first, last)
      : undefined,
  value: { country, region, grouping },
});

async function combinationsOfModels(tools: Tools, { place }: State): Promise<Choice<Combination>[]> {
  const models = place === undefined ? [] : (await tools.explorer.objects(place, "model")).objects;
  const found = new Map<string, Combination>();
  for (const { record } of models) {
    if (record.kind === "model" && record.combination !== undefined) {
      found.set(words(record.combination), record.combination);
    }
  }
  return [...found].map(([label, value]) => ({ label, value }));
}
