import { l10n, Uri, window, workspace, WorkspaceEdit, Position } from "vscode";
import { type Layout } from "../../../dataFiles/batch";
import { SPECIFIED_TYPES, type SpecifiedType } from "../../../dataFiles/fileTypes";
import { askPick } from "../ask/inputs";
import { type AskStep, askSteps, back } from "../ask/steps";
import { type Tools } from "../tools";

interface State {
  readonly type?: SpecifiedType;
  readonly layout?: Layout;
}

/** Opens a new text with the columns of a type and two example rows; it is saved by whoever wants it. */
export async function newFromTemplate({ dataFiles }: Tools, folder?: Uri): Promise<void> {
  const answers = await askSteps<State>(l10n.t("New Data File from Template"), [typeStep, layoutStep], {});
  if (answers?.type === undefined || answers.layout === undefined) return;
  const { templateText } = await import("../../../dataFiles/converting/templates");
  const text = templateText(answers.type, answers.layout);
  const place = folder ?? workspace.workspaceFolders?.[0]?.uri;
  const base = answers.type.replaceAll(" ", "");
  const desk = await dataFiles.desk();
  const file = place === undefined ? Uri.file(`/${base}.csv`) : await desk.freeName(place, base);
  const document = await workspace.openTextDocument(file.with({ scheme: "untitled" }));
  const edit = new WorkspaceEdit();
  edit.insert(document.uri, new Position(0, 0), text);
  await workspace.applyEdit(edit);
  await window.showTextDocument(document);
}

const typeStep: AskStep<State> = async (state, at) => {
  const choices = SPECIFIED_TYPES.map((type) => ({ label: type, value: type }));
  const answer = await askPick(at, { placeholder: l10n.t("What kind of data is it?"), choices });
  return answer === undefined || answer === back ? answer : { next: { ...state, type: answer.value } };
};

const layoutStep: AskStep<State> = async (state, at) => {
  const answer = await askPick<Layout>(at, {
    placeholder: l10n.t("In which layout?"),
    choices: [
      { label: l10n.t("Long"), description: l10n.t("one row for each date and combination"), value: "long" },
      { label: l10n.t("Wide"), description: l10n.t("one column for each series"), value: "wide" },
    ],
  });
  return answer === undefined || answer === back ? answer : { next: { ...state, layout: answer.value } };
};
