import { config } from "@vscode/l10n";
import { comparisonTexts } from "./texts/comparisonTexts";
import { effectTexts } from "./texts/effectTexts";
import { partTexts } from "./texts/partTexts";
import { frameTexts } from "./texts/frameTexts";
import { parameterTexts } from "./texts/parameterTexts";
import { tableTexts } from "./texts/tableTexts";
import { trustTexts } from "./texts/trustTexts";

/** Every text of the results page. {0}, {1} are places for values. */
export type ResultsStrings = {
  readonly [
    Key in keyof (ReturnType<typeof comparisonTexts> &
      ReturnType<typeof frameTexts> &
      ReturnType<typeof effectTexts> &
      ReturnType<typeof partTexts> &
      ReturnType<typeof trustTexts> &
      ReturnType<typeof parameterTexts> &
      ReturnType<typeof tableTexts>)
  ]: string;
};

/** The texts in the reader's language; `translations`: those of the extension, by the English text. */
export function resultsStrings(translations: Readonly<Record<string, string>>): ResultsStrings {
  config({ contents: translations });
  return {
    ...{ ...comparisonTexts(), ...frameTexts(), ...effectTexts(), ...partTexts() },
    ...{ ...trustTexts(), ...parameterTexts(), ...tableTexts() },
  };
}
