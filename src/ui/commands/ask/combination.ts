import { l10n } from "vscode";
import { type Combination } from "../../../platform/records";
import { type Place } from "../../explorer/nodes";
import { type Tools } from "../tools";
import { askPick, askText, type Choice } from "./inputs";
import { type Target } from "./object";
import { type AskStep, back } from "./steps";

interface State {
  readonly place?: Place;
  readonly dataset?: Target<"dataset">;
  readonly combination?: Combination;
}

/** What the model covers: from the dataset, else from known models, else typed. Passes where there is one only. */
export function combinationStep<S extends State>(tools: Tools): AskStep<S> {
  return async (state, at) => {
    if (state.combination !== undefined) return { passed: state };
    const known = await knownCombinations(tools, state);
    const [only] = known;
    if (known.length === 1 && only !== undefined && state.dataset?.record.combinations !== undefined)
      return { passed: { ...state, combination: only.value } };
    const other: Choice<Combination | undefined> = { label: l10n.t("Other Combination..."), value: undefined };
    const answer = await askPick(at, {
      placeholder: l10n.t("Which country, region and grouping?"),
      choices: [...known, other],
    });
    if (answer === undefined || answer === back) return answer;
    if (answer.value !== undefined) return { next: { ...state, combination: answer.value } };
    const typed = await askText(at, {
      prompt: l10n.t("Country, region and grouping, separated by slashes"),
      value: "SWE / all / all",
      problem,
    });
    return typed === undefined || typed === back ? typed : { next: { ...state, combination: parse(typed.value) } };
  };
}

async function knownCombinations(tools: Tools, { place, dataset }: State): Promise<Choice<Combination>[]> {
  const spans = dataset?.record.combinations;
  if (spans !== undefined) {
    return spans.map(({ country, region, grouping, first, last, periods }) => ({
      label: [country, region, grouping].join(" / "),
      description:
        first !== undefined && last !== undefined
          ? l10n.t("{0} dates, {1} to {2}", periods ?? "?", first, last)
          : undefined,
      value: { country, region, grouping },
    }));
  }
  const models = place === undefined ? [] : await tools.explorer.objects(place, "model");
  const found = new Map<string, Combination>();
  for (const { record } of models) {
    if (record.kind === "model" && record.combination !== undefined) {
      const { country, region, grouping } = record.combination;
      found.set([country, region, grouping].join(" / "), record.combination);
    }
  }
  return [...found].map(([label, value]) => ({ label, value }));
}

function parse(text: string): Combination {
  const [country = "", region = "all", grouping = "all"] = text.split("/").map((part) => part.trim());
  return { country, region, grouping };
}

function problem(text: string): string | undefined {
  const parts = text.split("/").map((part) => part.trim());
  return parts.length === 3 && parts.every((part) => part !== "")
    ? undefined
    : l10n.t("Give three names, such as SWE / all / all.");
}
