import { l10n, window } from "vscode";
import { mostScanned } from "../../../platform/projectObjects";
import { Refusal } from "../../kit/explain";
import { folderFor } from "../ask/folder";
import { type Given } from "../ask/object";
import { waitFor } from "../ask/waiting";
import { type Tools } from "../tools";

/** Where the server has no list: asks for the ids next to the known ones, a bounded number of them, further each time. */
export async function findNeighbours(tools: Tools, node?: Given): Promise<void> {
  const folder = await folderFor(tools, l10n.t("Find Neighbours by Id"), node);
  if (folder === undefined) return;
  const name = tools.explorer.nameOf(folder);
  if (folder.listed === true) throw new Refusal(l10n.t("{0}: this server lists all of them.", name));
  const tree = await tools.explorer.open();
  const looking = l10n.t("{0}: looking through {1} ids next to the known ones", name, mostScanned);
  const count = await waitFor(looking, (signal) => tree.find(folder, undefined, signal));
  if (count === 0)
    throw new Refusal(l10n.t("{0}: none of the {1} ids looked at is there.", name, mostScanned), [
      { title: l10n.t("Look Further"), command: "alviss.findNeighbours", arguments: [folder] },
      { title: l10n.t("Add by Id..."), command: "alviss.addById", arguments: [folder] },
    ]);
  window.setStatusBarMessage(
    count === 1 ? l10n.t("{0}: 1 found", name) : l10n.t("{0}: {1} found", name, count),
    10_000,
  );
}
