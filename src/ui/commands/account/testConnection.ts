import { l10n, window } from "vscode";
import { type ConnectionNode, type ErrorNode } from "../../explorer/nodes";
import { Refusal } from "../../kit/explain";
import { connectionFor } from "../ask/connection";
import { waitFor } from "../ask/waiting";
import { type Tools } from "../tools";
import { connectionReport } from "./connectionReport";

/** A real call; what else decides about its outcome goes into the log. */
export async function testConnection(tools: Tools, node?: ConnectionNode | ErrorNode): Promise<void> {
  const connection = await connectionFor(tools, node, l10n.t("Test Connection"));
  if (connection === undefined) return;
  if (tools.connections.state(connection) === "stopped") {
    throw new Refusal(l10n.t("The sandbox is stopped."), [
      { title: l10n.t("Start Sandbox"), command: "alviss.sandbox.start" },
    ]);
  }
  tools.log.info(connectionReport(connection));
  const client = await tools.clients.of(connection.id);
  const began = Date.now();
  const teams = await waitFor(l10n.t("Testing the connection"), (signal) => client.listTeams({ signal }));
  const words = l10n.t(
    "{0} answered in {1} ms and took the token; teams: {2}.",
    new URL(connection.server.apiUrl).host,
    Date.now() - began,
    teams.length,
  );
  tools.log.info(words);
  void window.showInformationMessage(words);
}
