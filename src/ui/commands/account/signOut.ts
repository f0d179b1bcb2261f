import { l10n, window } from "vscode";
import { type ConnectionNode } from "../../explorer/nodes";
import { connectionFor, isCloud } from "../ask/connection";
import { type Tools } from "../tools";

export async function signOut(tools: Tools, node?: ConnectionNode): Promise<void> {
  const connection = await connectionFor(tools, node, l10n.t("Sign Out"), isCloud);
  if (connection === undefined) return;
  const running = tools.jobs.runs.filter((run) => run.connectionId === connection.id && run.state === "working").length;
  const jobs =
    running === 0 ? "" : l10n.t("{0} running jobs go on at the server, but are no longer followed here.", running);
  const stays = l10n.t(
    "The token is removed from this machine. Your projects and all data stay on the server; the token itself stays valid until you revoke it there.",
  );
  const yes = l10n.t("Sign Out");
  const sentence = l10n.t("Sign out of {0}?", [connection.server.name, connection.account].filter(Boolean).join(", "));
  const answer = await window.showWarningMessage(
    sentence,
    { modal: true, detail: [jobs, stays].filter(Boolean).join("\n") },
    yes,
  );
  if (answer === yes) await tools.connections.forget(connection.id);
}
