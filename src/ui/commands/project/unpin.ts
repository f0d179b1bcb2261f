import { l10n } from "vscode";
import { type Given } from "../ask/object";
import { projectFor } from "../ask/project";
import { type Tools } from "../tools";

export async function unpinProject(tools: Tools, node?: Given): Promise<void> {
  const { marks } = await tools.explorer.open();
  const place = await projectFor(tools, node, {
    title: l10n.t("Unpin Project"),
    fits: (one) => marks.has("pinned", one),
    none: l10n.t("No project is pinned."),
  });
  if (place !== undefined) await marks.set("pinned", place, false);
}
