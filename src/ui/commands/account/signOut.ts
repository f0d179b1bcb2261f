import { l10n, window } from "vscode";
import { canStopTracking, hasEnded } from "../../../jobs/run";
import { type EndOfSession } from "../../account/authentication";
import { type KnownConnection } from "../../account/connections";
import { type ConnectionNode } from "../../explorer/nodes";
import { connectionFor, isCloud } from "../ask/connection";
import { type Tools } from "../tools";

/** Asks first, naming what stays; of VS Code's Accounts menu, which has asked, only about jobs that are not over. */
export async function signOut(tools: Tools, what?: ConnectionNode | EndOfSession): Promise<void> {
  const isAsked = what?.kind === "session";
  const connection = isAsked
    ? tools.connections.get(what.connectionId)
    : await connectionFor(tools, what, l10n.t("Sign Out"), isCloud);
  if (connection === undefined) return;
  const jobs = await jobWords(tools, connection);
  const isSure = (isAsked && jobs.length === 0) || (await isConfirmed(tools, connection, jobs));
  if (isSure) await tools.connections.forget(connection.id);
}

async function isConfirmed(tools: Tools, connection: KnownConnection, jobs: readonly string[]): Promise<boolean> {
  const added = tools.chosen.added(connection.id).length;
  const stays = [
    l10n.t("The token is removed from this machine. It stays valid until you revoke it on the server."),
    l10n.t("All data stay on the server."),
    added === 0
      ? l10n.t("The list of your jobs stays here, and is there again when you sign in to the same server.")
      : l10n.t(
          "The projects you added ({0}) and the list of your jobs stay here, and are there again when you sign in to the same server.",
          added,
        ),
  ];
  const yes = l10n.t("Sign Out");
  const name = [connection.server.name, connection.account].filter(Boolean).join(", ");
  const answer = await window.showWarningMessage(
    l10n.t("Sign out of {0}?", name),
    { modal: true, detail: [...jobs, stays.join(" ")].join("\n\n") },
    yes,
  );
  return answer === yes;
}

/** What becomes of the jobs that are not over. */
async function jobWords(tools: Tools, connection: KnownConnection): Promise<readonly string[]> {
  const open = (await tools.jobs.load()).filter((run) => run.connectionId === connection.id && !hasEnded(run));
  if (open.length === 0) return [];
  const atServer = open.filter(canStopTracking);
  const here = open.filter((run) => !canStopTracking(run));
  const names = (runs: typeof open): string => runs.map(({ label }) => label).join(", ");
  return [
    atServer.length === 0
      ? ""
      : l10n.t("Running at the server, and not followed here until you sign in again: {0}.", names(atServer)),
    here.length === 0 ? "" : l10n.t("Standing still until you sign in again: {0}.", names(here)),
  ].filter(Boolean);
}
