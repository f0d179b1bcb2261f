import { l10n } from "vscode";
import { type Server } from "../../../platform/connections";
import { askText } from "../ask/inputs";
import { explain } from "../../kit/explain";
import { type Tools } from "../tools";

/** Asks for a token until the server takes it: nothing is kept before a real call has worked. */
export async function askToken(tools: Tools, server: Server, title: string): Promise<string | undefined> {
  const answer = await askText(
    { title, step: 1, totalSteps: 1, canGoBack: false },
    {
      prompt: l10n.t(
        "Paste an access token of {0}. It is kept in VS Code's secret storage only.",
        new URL(server.apiUrl).host,
      ),
      placeholder: l10n.t("Access token"),
      password: true,
      problem: (text) => tools.connections.tokenProblem(text),
      attempt: (text) => refusalOf(tools, server, text.trim()),
    },
  );
  return answer === undefined || typeof answer === "symbol" ? undefined : answer.value.trim();
}

/** Why the server does not take a token; undefined when it does. */
async function refusalOf(tools: Tools, server: Server, token: string): Promise<string | undefined> {
  try {
    await tools.clients.trial(server, token);
    return undefined;
  } catch (error) {
    return explain(error)?.sentence ?? l10n.t("Cancelled.");
  }
}
