import { l10n, ThemeIcon } from "vscode";
import { type Server } from "../../../platform/connections";
import { askPick } from "../ask/inputs";
import { type Tools } from "../tools";

/** One of the servers in the settings; where there is only one, nobody is asked. */
export async function askServer(tools: Tools, title: string): Promise<Server | undefined> {
  const servers = tools.connections.servers();
  const answer = await askPick(
    { title, step: 1, totalSteps: 1, canGoBack: false },
    {
      placeholder: l10n.t("Which server?"),
      passesIfOnly: true,
      choices: servers.map((server) => ({
        label: server.name,
        detail: server.apiUrl,
        icon: new ThemeIcon("cloud"),
        value: server,
      })),
    },
  );
  return answer === undefined || typeof answer === "symbol" ? undefined : answer.value;
}
