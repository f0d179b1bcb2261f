import { type Tools } from "../tools";
import { mustBeGraph } from "./activeGraph";

export async function saveGraphIntoWorkspace(tools: Tools, target?: unknown): Promise<void> {
  const files = await tools.graphs.files();
  await files.saveIntoWorkspace(mustBeGraph(target));
}
