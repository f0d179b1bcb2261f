import { l10n } from "vscode";
import { type DataFile } from "../../dataFiles/fileDesk";
import { type Place } from "../../explorer/nodes";
import { setting } from "../../kit/settings";
import { askPick, askText, type Choice } from "../ask/inputs";
import { lastChoices, namePattern } from "../../../workflows/lastChoices";
import { type AskStep, back } from "../ask/steps";
import { type Tools } from "../tools";

/** The type of one file, guessed from its header; the list comes from the settings, and any other name can be typed. */
export function typeStep<S extends { readonly place?: Place; readonly types: readonly string[] }>(
  tools: Tools,
  file: DataFile,
  index: number,
  count: number,
  before?: string,
): AskStep<S> {
  return async (state, at) => {
    const last = before ?? lastChoices(tools.memory, state.place).fileTypes?.[namePattern(file.name)];
    const first = new Map<string, string>();
    if (file.guess !== undefined) first.set(file.guess, l10n.t("guessed from the header"));
    if (last !== undefined && last !== file.guess) first.set(last, l10n.t("as last time for such a file"));
    const others = setting("api.uploadTypes").filter((type) => !first.has(type));
    const choices: Choice<string>[] = [
      ...[...first].map(([type, description]) => ({ label: type, description, value: type })),
      ...others.map((type) => ({ label: type, value: type })),
      { label: l10n.t("Other Type..."), value: "" },
    ];
    const placeholder =
      count === 1 ? l10n.t("What kind of data is it?") : l10n.t("What kind of data is {0}?", file.name);
    const answer = await askPick(at, { placeholder, choices, active: (type) => type === last });
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
