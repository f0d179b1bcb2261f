import { type ProjectNode } from "../../explorer/nodes";
import { useProject } from "../ask/place";
import { type Tools } from "../tools";

export async function setCurrentProject(tools: Tools, node?: ProjectNode): Promise<void> {
  if (node !== undefined) await useProject(tools, node);
}
