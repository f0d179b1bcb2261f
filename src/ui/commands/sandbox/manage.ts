import { l10n, window } from "vscode";
import { openWebPage } from "../ask/webPage";
import { type Tools } from "../tools";

/** Opens the page for tokens, teams and projects in the browser, which may be on another machine than the sandbox. */
export async function manageSandbox(tools: Tools): Promise<void> {
  const address = await window.withProgress({ location: { viewId: "alviss.projects" } }, () =>
    tools.sandbox.manageAddress(),
  );
  await openWebPage(address, (port) =>
    l10n.t(
      "This window reaches the sandbox through a proxy, under which its page cannot be opened. Open the address yourself within a minute; if the sandbox is on another machine, forward port {0} to yours first.",
      port,
    ),
  );
}
