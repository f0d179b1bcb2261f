import { FileDecoration, type FileDecorationProvider, l10n, ThemeColor, Uri, window } from "vscode";
import { Owner } from "../kit/disposables";
import { nodeId, type ObjectNode } from "./nodes";
import { stateOf } from "./objectState";

/** That of the pages of details: a row that is dragged into the editor opens a page and no error. */
const scheme = "alviss";

/** The state stands in the address, so that a row is decorated by what it says and nothing has to be kept in step. */
export function stateUri(node: ObjectNode): Uri {
  const state = stateOf(node.record);
  const mark = state === "done" && node.active ? "active" : state;
  return Uri.from({ scheme, path: `/${nodeId(node)}`, query: mark });
}

/** Quiet marks beside the rows of the tree: a colour where something failed, a letter for what is active or at work. */
export class ObjectDecorations extends Owner implements FileDecorationProvider {
  constructor() {
    super();
    this.own(window.registerFileDecorationProvider(this));
  }

  provideFileDecoration(uri: Uri): FileDecoration | undefined {
    if (uri.scheme !== scheme) return undefined;
    switch (uri.query) {
      case "active":
        return new FileDecoration("A", l10n.t("Active"));
      case "failed":
        return new FileDecoration("!", l10n.t("Failed"), new ThemeColor("list.errorForeground"));
      case "working":
        return new FileDecoration("…", l10n.t("At work"));
      default:
        return undefined;
    }
  }
}
