import { Disposable, l10n, type TreeView, workspace } from "vscode";
import { type Connections } from "../account/connections";

/** Says above the tree what Restricted Mode changes. Over an empty tree it would take the place of the welcome. */
export function restrictedNote(view: Pick<TreeView<unknown>, "message">, connections: Connections): Disposable {
  const draw = (): void => {
    const isNeeded = connections.all().length > 0 && !workspace.isTrusted;
    view.message = isNeeded
      ? l10n.t(
          "Restricted Mode: a file of this folder is sent only after a question, and its own settings for servers are ignored.",
        )
      : "";
  };
  if (!workspace.isTrusted) draw();
  return Disposable.from(connections.onDidChange(draw), workspace.onDidGrantWorkspaceTrust(draw));
}
