import { l10n, type Uri, window, workspace } from "vscode";
import { type Server } from "../../platform/connections";

/**
 * Whether files may be sent to a server. Of a workspace that nobody has vouched for each time is asked, naming both: what
 * looks like data may have been put there by somebody else.
 */
export async function maySend(uris: readonly Uri[], server: Server, button: string): Promise<boolean> {
  if (workspace.isTrusted) return true;
  const files = uris.filter((uri) => workspace.getWorkspaceFolder(uri) !== undefined);
  if (files.length === 0) return true;
  const names = files.map((uri) => workspace.asRelativePath(uri, false)).join(", ");
  const where = new URL(server.apiUrl).host;
  const answer = await window.showWarningMessage(
    l10n.t("Send {0} to {1}?", names, server.name === where ? where : `${server.name} (${where})`),
    {
      modal: true,
      detail: l10n.t(
        "It lies in a workspace that you have not declared trustworthy, so look at it before you send it.",
      ),
    },
    button,
  );
  return answer === button;
}

export type MaySend = typeof maySend;
