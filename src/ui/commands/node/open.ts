import { type Node } from "../../explorer/nodes";
import { type Tools } from "../tools";

export async function openDetails(tools: Tools, node?: Node): Promise<void> {
  if (node !== undefined && "record" in node) await tools.details.showObject(node);
}
