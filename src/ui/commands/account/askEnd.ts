import { l10n } from "vscode";
import { askText } from "../ask/inputs";
import { type Tools } from "../tools";

/** When a new token ends, which no server tells. Undefined when nobody knows: the question may be closed as well. */
export async function askEnd(tools: Tools, title: string): Promise<string | undefined> {
  const { typedEnd } = tools.connections;
  const answer = await askText(
    { title, step: 1, totalSteps: 1, canGoBack: false },
    {
      prompt: l10n.t(
        "When does this token end? A date or a number of days, so that you are reminded in time; leave it empty if you do not know.",
      ),
      placeholder: l10n.t("{0} or 90", typedEnd("90") ?? ""),
      problem: (text) => (text.trim() === "" ? undefined : tools.connections.endProblem(text)),
    },
  );
  return answer === undefined || typeof answer === "symbol" ? undefined : typedEnd(answer.value);
}
