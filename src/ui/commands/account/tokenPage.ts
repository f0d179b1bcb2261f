import { env, l10n, Uri } from "vscode";
import { type Server } from "../../../platform/connections";
import { Refusal } from "../../kit/explain";

/** The page of a server where tokens are made; undefined where nobody knows it. */
export function tokenPage({ webUrl }: Server): Uri | undefined {
  if (webUrl === undefined || !URL.canParse(webUrl)) return undefined;
  const isWeb = /^https?:$/.test(new URL(webUrl).protocol);
  return isWeb ? Uri.parse(`${webUrl}/-/user#access-tokens`) : undefined;
}

export async function showTokenPage(server: Server): Promise<void> {
  const page = tokenPage(server);
  if (page === undefined)
    throw new Refusal(l10n.t("The settings do not say where {0} has its web app.", server.name), [
      {
        title: l10n.t("Open Settings"),
        command: "workbench.action.openSettings",
        arguments: ["@id:alviss.api.webUrl,alviss.connections"],
      },
    ]);
  await env.openExternal(page);
}
