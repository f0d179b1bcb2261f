import { l10n } from "vscode";
import { Refusal } from "../../kit/explain";
import { askText } from "../ask/inputs";
import { type Tools } from "../tools";
import { draftFor } from "./draftFor";

export async function renameDraft(tools: Tools, target?: unknown): Promise<void> {
  const title = l10n.t("Rename Graph Draft");
  const draft = await draftFor(tools, title, target);
  if (draft === undefined) return;
  const answer = await askText(
    { title, step: 1, totalSteps: 1, canGoBack: false },
    { prompt: l10n.t("New name of the draft"), value: draft.name, problem: nameProblem },
  );
  if (answer === undefined || typeof answer === "symbol" || answer.value.trim() === draft.name) return;
  const renamed = await (await tools.graphs.drafts()).rename(draft, answer.value.trim());
  if (renamed === undefined)
    throw new Refusal(l10n.t("The draft was not renamed: there may be another one of that name."));
  await (await tools.graphs.room()).moved(draft.uri, renamed);
}

/** It becomes a file name on every system. */
const nameProblem = (text: string): string | undefined =>
  /^[^\\/:*?"<>|.\s][^\\/:*?"<>|]{0,99}$/.test(text.trim())
    ? undefined
    : l10n.t("Give a name without any of these: {0}", '\\ / : * ? " < > |');
