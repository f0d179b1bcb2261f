import { l10n } from "vscode";
import { docsAddress } from "../../../platform/addresses";
import { type ConnectionNode } from "../../explorer/nodes";
import { Refusal } from "../../kit/explain";
import { connectionFor } from "../ask/connection";
import { openWebPage } from "../ask/webPage";
import { type Tools } from "../tools";

/** The page that lists a server's calls; the platform's own asks for a sign-in in the browser. */
export async function openApiDocs(tools: Tools, node?: ConnectionNode): Promise<void> {
  if (tools.sandbox.state === "stopped") await tools.sandbox.look();
  const connection = await connectionFor(tools, node, l10n.t("Open API Documentation"));
  if (connection === undefined) return;
  if (tools.connections.state(connection) === "stopped") {
    throw new Refusal(l10n.t("The sandbox is stopped."), [
      { title: l10n.t("Start Sandbox"), command: "alviss.sandbox.start" },
    ]);
  }
  await openWebPage(docsAddress(connection.server), (port) =>
    l10n.t(
      "This window reaches the sandbox through a proxy, under which its pages cannot be opened. Open the address yourself; if the sandbox is on another machine, forward port {0} to yours first.",
      port,
    ),
  );
}
