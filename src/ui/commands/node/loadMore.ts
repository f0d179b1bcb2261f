import { type LoadMoreNode } from "../../explorer/nodes";
import { type Tools } from "../tools";

export async function loadMore(tools: Tools, node?: LoadMoreNode): Promise<void> {
  if (node !== undefined) await (await tools.explorer.open()).loadMore(node);
}
