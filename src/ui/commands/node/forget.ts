import { l10n } from "vscode";
import { showId } from "../../../platform/ids";
import { type ObjectNode } from "../../explorer/nodes";
import { Refusal } from "../../kit/explain";
import { objectName } from "../ask/kinds";
import { type Given } from "../ask/object";
import { type Tools } from "../tools";

/** Only from the list of what is known here; the server keeps it. */
export async function forgetObjects(tools: Tools, node?: Given, nodes: readonly Given[] = [node]): Promise<void> {
  const isRemovable = (one: Given): one is ObjectNode => one !== undefined && "record" in one && one.known === true;
  const removable = nodes.filter(isRemovable);
  const [first] = removable;
  if (first === undefined)
    throw new Refusal(l10n.t("Only what is in a list by its id can be removed from it, and the active one stays."));
  const tree = await tools.explorer.open();
  await tree.searches.keepKnown(removable, false);
  const name = objectName({ kind: first.kind, id: first.record.id });
  const words =
    removable.length === 1
      ? l10n.t("{0} removed from the list", name)
      : l10n.t("{0} removed from the list", removable.map(({ record }) => `#${showId(record.id)}`).join(", "));
  tree.undo.offer(words, () => tree.searches.keepKnown(removable, true));
}
