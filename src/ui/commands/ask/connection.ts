import { l10n, ThemeIcon } from "vscode";
import { type KnownConnection } from "../../account/connections";
import { type ConnectionNode, type ErrorNode } from "../../explorer/nodes";
import { Refusal } from "../../kit/explain";
import { type Tools } from "../tools";
import { askPick } from "./inputs";

/** The connection of a node or of what failed there, the only one there is, or the one somebody picks. */
export async function connectionFor(
  tools: Tools,
  node: ConnectionNode | ErrorNode | undefined,
  title: string,
  fits: (connection: KnownConnection) => boolean = () => true,
): Promise<KnownConnection | undefined> {
  if (node !== undefined) return node.kind === "error" ? node.parent.connection : node.connection;
  const all = tools.connections.all().filter(fits);
  if (all.length === 0)
    throw new Refusal(l10n.t("There is no such connection. Sign in first."), [
      { title: l10n.t("Sign In..."), command: "alviss.signIn" },
    ]);
  if (all.length === 1) return all[0];
  const answer = await askPick(
    { title, step: 1, totalSteps: 1, canGoBack: false },
    {
      placeholder: l10n.t("Which connection?"),
      choices: all.map((connection) => ({
        label: connection.server.name,
        description: connection.account,
        icon: new ThemeIcon(connection.kind === "sandbox" ? "beaker" : "cloud"),
        value: connection,
      })),
    },
  );
  return answer === undefined || typeof answer === "symbol" ? undefined : answer.value;
}

export const isCloud = (connection: KnownConnection): boolean => connection.kind === "cloud";
