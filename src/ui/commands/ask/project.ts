import { l10n } from "vscode";
import { type Place } from "../../explorer/nodes";
import { Refusal } from "../../kit/explain";
import { type Tools } from "../tools";
import { askPick } from "./inputs";
import { type Given } from "./object";
import { projectChoices } from "./place";

export interface ProjectQuestion {
  readonly title: string;
  /** Which projects can be chosen. */
  readonly fits: (place: Place) => boolean;
  /** Said where none can. */
  readonly none: string;
}

/** The project that a node is, or the one somebody picks; which one is worked on stays as it is. */
export async function projectFor(tools: Tools, node: Given, question: ProjectQuestion): Promise<Place | undefined> {
  if (node?.kind === "project") return node;
  const answer = await askPick<Place>(
    { title: question.title, step: 1, totalSteps: 1, canGoBack: false },
    {
      placeholder: l10n.t("Which project?"),
      choices: async (signal) => {
        const choices = (await projectChoices(tools, signal)).filter(({ value }) => question.fits(value));
        if (choices.length === 0) throw new Refusal(question.none);
        return choices;
      },
    },
  );
  return answer === undefined || typeof answer === "symbol" ? undefined : answer.value;
}
