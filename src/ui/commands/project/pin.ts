import { l10n } from "vscode";
import { type Given } from "../ask/object";
import { projectFor } from "../ask/project";
import { type Tools } from "../tools";

/** To the top of its team's list. */
export async function pinProject(tools: Tools, node?: Given): Promise<void> {
  const { marks } = await tools.explorer.open();
  const place = await projectFor(tools, node, {
    title: l10n.t("Pin Project"),
    fits: (one) => !marks.has("pinned", one),
    none: l10n.t("Every project is pinned already."),
  });
  if (place !== undefined) await marks.set("pinned", place, true);
}
