import { randomUUID } from "node:crypto";
import { commands, l10n } from "vscode";
import { type ConnectionNode } from "../../explorer/nodes";
import { askText } from "../ask/inputs";
import { type Tools } from "../tools";
import { askToken } from "./askToken";

export async function signIn(tools: Tools, node?: ConnectionNode): Promise<void> {
  const title = l10n.t("Sign In with Access Token");
  const token = await askToken(tools, tools.connections.serverToSignIn(), title);
  if (token === undefined) return;
  const account = node?.connection.account ?? (await accountName(tools, title));
  if (account === undefined) return;
  await tools.connections.keep(node?.connection.id ?? randomUUID(), account, token);
  await commands.executeCommand("alviss.projects.focus");
}

/** Only a second account on the server needs a name. */
async function accountName(tools: Tools, title: string): Promise<string | undefined> {
  const others = tools.connections.all().filter((connection) => connection.kind === "cloud");
  if (others.length === 0) return "";
  const answer = await askText(
    { title, step: 1, totalSteps: 1, canGoBack: false },
    {
      prompt: l10n.t("You are signed in already. Name this account, to tell them apart."),
      problem: (text) => (text.trim() === "" ? l10n.t("Give the account a name.") : undefined),
    },
  );
  return answer === undefined || typeof answer === "symbol" ? undefined : answer.value.trim();
}
