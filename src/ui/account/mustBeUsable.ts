import { l10n } from "vscode";
import { type Server, serverProblem } from "../../platform/connections";
import { Refusal } from "../kit/explain";

/** Throws, as a sentence, why nothing can be sent to a server. */
export function mustBeUsable(server: Server): void {
  const isGone = server.apiUrl === "" && server.teamsUrl === "";
  const problem = isGone
    ? l10n.t('The settings have no address for {0}: it was in the list "alviss.connections".', server.name)
    : serverProblem(server);
  if (problem === undefined) return;
  throw new Refusal(problem, [
    {
      title: l10n.t("Open Settings"),
      command: "workbench.action.openSettings",
      arguments: ["@id:alviss.api.baseUrl,alviss.api.teamsUrl,alviss.connections"],
    },
  ]);
}
