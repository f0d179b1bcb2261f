import { type ProjectNode } from "../../explorer/nodes";
import { type Tools } from "../tools";

/** Only from the list here; the server keeps it. */
export async function removeProject(tools: Tools, node?: ProjectNode): Promise<void> {
  if (node === undefined) return;
  await tools.chosen.remove({ connectionId: node.connection.id, team: node.project.team, project: node.project.id });
}
