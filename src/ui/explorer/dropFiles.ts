import { commands, type DataTransfer, l10n, type TreeDragAndDropController, Uri, window } from "vscode";
import { type Node } from "./nodes";

/** Files dropped on a project, or on anything in it, are uploaded there, as by the menu. */
export function dropFiles(parentOf: (node: Node) => Node | undefined): TreeDragAndDropController<Node> {
  return {
    dragMimeTypes: [],
    dropMimeTypes: ["text/uri-list", "files"],
    handleDrop: async (target, transfer) => {
      const { uris, placeless } = await droppedFiles(transfer);
      // Not awaited: the questions come after the drop, not within it.
      if (uris.length > 0) void commands.executeCommand("alviss.upload.file", placed(target, parentOf), uris);
      else if (placeless.length > 0) {
        const names = placeless.join(", ");
        void window.showWarningMessage(
          l10n.t("The place of {0} is not known here. Save it into the workspace, and drop it from there.", names),
        );
      }
    },
  };
}

/** The text of an empty folder says where it is: in its folder. */
const placed = (target: Node | undefined, parentOf: (node: Node) => Node | undefined): Node | undefined =>
  target?.kind === "notice" || target?.kind === "loadMore" ? parentOf(target) : target;

/** Files by their addresses; what a browser hands over may have a name only. */
async function droppedFiles(
  transfer: DataTransfer,
): Promise<{ readonly uris: readonly Uri[]; readonly placeless: readonly string[] }> {
  const list = (await transfer.get("text/uri-list")?.asString()) ?? "";
  const lines = list.split(/\r?\n/).filter((line) => line !== "" && !line.startsWith("#"));
  const uris = new Map(lines.map((line) => [Uri.parse(line).toString(), Uri.parse(line)]));
  const placeless: string[] = [];
  for (const [, item] of transfer) {
    const file = item.asFile();
    if (file?.uri !== undefined) uris.set(file.uri.toString(), file.uri);
    else if (file !== undefined) placeless.push(file.name);
  }
  return { uris: [...uris.values()], placeless };
}
