import { commands, l10n } from "vscode";
import { type Server } from "../../../platform/connections";
import { type ConnectionNode } from "../../explorer/nodes";
import { askText } from "../ask/inputs";
import { type Tools } from "../tools";
import { askEnd } from "./askEnd";
import { askServer } from "./askServer";
import { askToken } from "./askToken";
import { askWhichAccount } from "./askWhichAccount";
import { newToken } from "./newToken";

/** Makes a new connection; from the row of one, signs in to that one again. */
export async function signIn(tools: Tools, node?: ConnectionNode): Promise<void> {
  const title = l10n.t("Sign In with Access Token");
  if (node !== undefined) return newToken(tools, node.connection, title);
  const server = await askServer(tools, title);
  if (server === undefined) return;
  const known = await askWhichAccount(tools, title, server);
  if (known === undefined) return;
  if (known !== null) return newToken(tools, known, title);
  const token = await askToken(tools, server, title);
  if (token === undefined) return;
  const account = await accountName(tools, title, server);
  if (account === undefined) return;
  const id = tools.connections.idFor(server, account);
  const ends = await askEnd(tools, title);
  await tools.connections.keep(id, account, token, { server, ends });
  await commands.executeCommand("alviss.projects.focus");
}

/** Only a second account on a server needs a name. */
async function accountName(tools: Tools, title: string, server: Server): Promise<string | undefined> {
  const others = tools.connections
    .all()
    .filter(({ kind, server: { apiUrl } }) => kind === "cloud" && apiUrl === server.apiUrl);
  if (others.length === 0) return "";
  const taken = new Set(others.map(({ account }) => account));
  const answer = await askText(
    { title, step: 1, totalSteps: 1, canGoBack: false },
    {
      prompt: l10n.t("You are signed in there already. Name this account, to tell them apart."),
      problem: (text) => {
        if (text.trim() === "") return l10n.t("Give the account a name.");
        return taken.has(text.trim()) ? l10n.t("Another account has this name already.") : undefined;
      },
    },
  );
  return answer === undefined || typeof answer === "symbol" ? undefined : answer.value.trim();
}
