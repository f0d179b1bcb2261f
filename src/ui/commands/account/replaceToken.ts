import { l10n } from "vscode";
import { type ConnectionNode, type ErrorNode } from "../../explorer/nodes";
import { connectionFor, isCloud } from "../ask/connection";
import { type Tools } from "../tools";
import { newToken } from "./newToken";

export async function replaceToken(tools: Tools, node?: ConnectionNode | ErrorNode): Promise<void> {
  const title = l10n.t("Replace Access Token");
  const connection = await connectionFor(tools, node, title, isCloud);
  if (connection !== undefined) await newToken(tools, connection, title);
}
