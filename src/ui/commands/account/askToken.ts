import { l10n } from "vscode";
import { type Server } from "../../../platform/connections";
import { AlvissError } from "../../../platform/errors";
import { explain } from "../../kit/explain";
import { askText, type TextButton } from "../ask/inputs";
import { type Tools } from "../tools";
import { showTokenPage, tokenPage } from "./tokenPage";

/**
 * Asks for a token until the server takes it: nothing is kept before a real call has worked. A connection that has the
 * token already may be given it again.
 */
export async function askToken(
  tools: Tools,
  server: Server,
  title: string,
  connectionId?: string,
): Promise<string | undefined> {
  tools.connections.serverToSignIn(server);
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
      attempt: (text) => refusalOf(tools, server, text.trim(), connectionId),
      button: pageButton(server),
    },
  );
  return answer === undefined || typeof answer === "symbol" ? undefined : answer.value.trim();
}

function pageButton(server: Server): TextButton | undefined {
  if (tokenPage(server) === undefined) return undefined;
  const title = l10n.t("Open the page where access tokens are made");
  return { icon: "link-external", title, press: () => showTokenPage(server) };
}

/** Why a token is not taken; undefined when it is. */
async function refusalOf(
  tools: Tools,
  server: Server,
  token: string,
  connectionId: string | undefined,
): Promise<string | undefined> {
  const host = new URL(server.apiUrl).host;
  const owner = await tools.connections.withToken(token);
  if (owner !== undefined && owner.id !== connectionId) {
    const name = [owner.server.name, owner.account].filter(Boolean).join(", ");
    // It is not sent to a second server.
    return owner.server.apiUrl === server.apiUrl
      ? l10n.t("You are signed in with this token already, as {0}.", name)
      : l10n.t("This token belongs to another server, {0}. Paste one that was made on {1}.", name, host);
  }
  try {
    await tools.clients.trial(server, token);
    return undefined;
  } catch (error) {
    if (error instanceof AlvissError && error.kind === "notSignedIn") return refusedWords(error.serverWords, host);
    return explain(error)?.sentence ?? l10n.t("Cancelled.");
  }
}

function refusedWords(serverWords: string | undefined, host: string): string {
  const said = serverWords === undefined ? "" : l10n.t('The server said: "{0}"', serverWords.split("\n", 1)[0] ?? "");
  const sentence = /expired/i.test(serverWords ?? "")
    ? l10n.t("This token has expired: make a new one on {0}.", host)
    : /revoked/i.test(serverWords ?? "")
      ? l10n.t("This token was revoked: make a new one on {0}.", host)
      : l10n.t(
          "{0} does not know this token: it may be mistyped, revoked or expired, or belong to another server.",
          host,
        );
  return [sentence, said].filter(Boolean).join(" ");
}
