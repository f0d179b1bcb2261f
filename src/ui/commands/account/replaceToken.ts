import { l10n } from "vscode";
import { type ConnectionNode } from "../../explorer/nodes";
import { connectionFor, isCloud } from "../ask/connection";
import { type Tools } from "../tools";
import { askToken } from "./askToken";

/** In place: the connection, its projects and its jobs stay. */
export async function replaceToken(tools: Tools, node?: ConnectionNode): Promise<void> {
  const title = l10n.t("Replace Access Token");
  const connection = await connectionFor(tools, node, title, isCloud);
  if (connection === undefined) return;
  const token = await askToken(tools, connection.server, title);
  if (token !== undefined) await tools.connections.keep(connection.id, connection.account, token);
}
