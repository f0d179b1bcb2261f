import { l10n, ThemeIcon } from "vscode";
import { type Server } from "../../../platform/connections";
import { type KnownConnection } from "../../account/connections";
import { askPick, type Choice } from "../ask/inputs";
import { type Tools } from "../tools";

/**
 * Where an account on this server waits for a token, whether that one is meant or another: the account, null for another
 * one, undefined when nothing is.
 */
export async function askWhichAccount(
  tools: Tools,
  title: string,
  server: Server,
): Promise<KnownConnection | null | undefined> {
  const waiting = tools.connections.all().filter((connection) => {
    const state = tools.connections.state(connection);
    return connection.server.apiUrl === server.apiUrl && (state === "refused" || state === "signedOut");
  });
  if (waiting.length === 0) return null;
  const again = waiting.map((connection): Choice<KnownConnection | null> => ({
    label: [connection.server.name, connection.account].filter(Boolean).join(", "),
    description: tools.connections.state(connection) === "refused" ? l10n.t("token refused") : l10n.t("token missing"),
    detail: l10n.t("Its projects and jobs stay."),
    icon: new ThemeIcon("key"),
    value: connection,
  }));
  const other = { label: l10n.t("Another Account"), icon: new ThemeIcon("add"), value: null };
  const answer = await askPick(
    { title, step: 1, totalSteps: 1, canGoBack: false },
    { placeholder: l10n.t("Sign in to which account?"), choices: [...again, other] },
  );
  return answer === undefined || typeof answer === "symbol" ? undefined : answer.value;
}
