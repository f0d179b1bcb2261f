import { l10n } from "vscode";
import { type Kind } from "../../../platform/ids";
import { type FolderNode, type Place } from "../../explorer/nodes";
import { Refusal } from "../../kit/explain";
import { type Tools } from "../tools";
import { askPick } from "./inputs";
import { kindChoices } from "./kinds";
import { type Given } from "./object";
import { placeFor, placeStep } from "./place";
import { type AskStep, askSteps, back } from "./steps";

interface State {
  readonly place?: Place;
  readonly kind?: Kind;
}

/** The folder that a node is or lies in, or the one that somebody picks. */
export async function folderFor(tools: Tools, title: string, node: Given): Promise<FolderNode | undefined> {
  if (node?.kind === "folder") return node;
  const given = node !== undefined && "record" in node ? { place: node, kind: node.kind } : undefined;
  const place = given?.place ?? (await placeFor(tools, node));
  const start: State = given ?? (place === undefined ? {} : { place });
  const answers = await askSteps<State>(title, [placeStep(tools), folderStep], start);
  if (answers?.place === undefined || answers.kind === undefined) return undefined;
  const folder = await (await tools.explorer.open()).ways.folder(answers.place, answers.kind);
  if (folder === undefined) throw notShown();
  return folder;
}

const folderStep: AskStep<State> = async (state, at) => {
  if (state.kind !== undefined) return { passed: state };
  const answer = await askPick(at, { placeholder: l10n.t("Of which kind?"), choices: kindChoices() });
  return answer === undefined || answer === back ? answer : { next: { ...state, kind: answer.value } };
};

/** A hidden project can be shown again. */
export const notShown = (): Refusal =>
  new Refusal(l10n.t("The view Projects does not show this project."), [
    { title: l10n.t("Show Hidden Projects..."), command: "alviss.project.showHidden" },
  ]);
