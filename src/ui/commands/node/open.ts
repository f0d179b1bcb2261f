import { type Node } from "../../explorer/nodes";
import { type Tools } from "../tools";

export async function openDetails(tools: Tools, node?: Node): Promise<void> {
  if (node === undefined) return;
  if (node.kind === "graph") await tools.details.showGraph(node, await (await tools.explorer.open()).graphText(node));
  else if ("record" in node) await tools.details.showObject(node);
}
