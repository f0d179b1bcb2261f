import { l10n } from "vscode";
import { type Given } from "../ask/object";
import { projectFor } from "../ask/project";
import { type Tools } from "../tools";

/** Out of the list here, for this user; its team's row says how many are hidden and shows them again. */
export async function hideProject(tools: Tools, node?: Given): Promise<void> {
  const { marks, undo } = await tools.explorer.open();
  const place = await projectFor(tools, node, {
    title: l10n.t("Hide Project"),
    fits: (one) => !marks.has("hidden", one),
    none: l10n.t("Every project is hidden already."),
  });
  if (place === undefined) return;
  await marks.set("hidden", place, true);
  undo.offer(l10n.t("{0} hidden", place.project.name ?? place.project.id), () => marks.set("hidden", place, false));
}
