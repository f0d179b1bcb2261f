import { l10n } from "vscode";
import { type DataFile } from "../../dataFiles/dataFiles";
import { setting } from "../../kit/settings";
import { askPick, askText, type Choice } from "../ask/inputs";
import { type AskStep, back } from "../ask/steps";

/** The type of one file, guessed from its header; the list comes from the settings, and any other name can be typed. */
export function typeStep<S extends { readonly types: readonly string[] }>(
  file: DataFile,
  index: number,
  count: number,
): AskStep<S> {
  return async (state, at) => {
    const others = setting("api.uploadTypes").filter((type) => type !== file.guess);
    const guessed: Choice<string>[] =
      file.guess === undefined
        ? []
        : [{ label: file.guess, description: l10n.t("guessed from the header"), value: file.guess }];
    const choices = [
      ...guessed,
      ...others.map((type) => ({ label: type, value: type })),
      { label: l10n.t("Other Type..."), value: "" },
    ];
    const placeholder =
      count === 1 ? l10n.t("What kind of data is it?") : l10n.t("What kind of data is {0}?", file.name);
    const answer = await askPick(at, { placeholder, choices });
    if (answer === undefined || answer === back) return answer;
    const typed =
      answer.value === ""
        ? await askText(at, { prompt: l10n.t("File type, as the server spells it"), problem: typeProblem })
        : answer;
    if (typed === undefined || typed === back) return typed;
    return { next: { ...state, types: [...state.types.slice(0, index), typed.value.trim()] } };
  };
}

const typeProblem = (text: string): string | undefined =>
  text.trim() === "" ? l10n.t("Give a type, such as Sales.") : undefined;
