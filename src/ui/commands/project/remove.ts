import { l10n } from "vscode";
import { type ProjectNode } from "../../explorer/nodes";
import { type Tools } from "../tools";

/** Only from the list here; the server keeps it. */
export async function removeProject(tools: Tools, node?: ProjectNode): Promise<void> {
  if (node === undefined) return;
  const { connection, project } = node;
  const spot = { connectionId: connection.id, team: project.team, project: project.id };
  const place = tools.chosen
    .added(connection.id)
    .find((one) => one.team === project.team && one.project === project.id);
  const current = tools.chosen.isCurrent(connection.id, spot) ? tools.chosen.current : undefined;
  await tools.chosen.remove(spot);
  if (place === undefined) return;
  const { undo } = await tools.explorer.open();
  undo.offer(l10n.t("{0} removed from the list", place.name), async () => {
    await tools.chosen.add(place);
    if (current !== undefined) await tools.chosen.use(current);
  });
}
