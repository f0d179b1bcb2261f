import { l10n } from "vscode";
import { type ConnectionNode } from "../../explorer/nodes";
import { type Tools } from "../tools";
import { askServer } from "./askServer";
import { showTokenPage } from "./tokenPage";

export async function openTokenPage(tools: Tools, node?: ConnectionNode): Promise<void> {
  const server = node?.connection.server ?? (await askServer(tools, l10n.t("Open Access Token Page")));
  if (server !== undefined) await showTokenPage(server);
}
