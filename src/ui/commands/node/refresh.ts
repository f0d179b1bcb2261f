import { window } from "vscode";
import { type Node } from "../../explorer/nodes";
import { type Tools } from "../tools";

export async function refresh(tools: Tools, node?: Node, nodes: readonly Node[] = node ? [node] : []): Promise<void> {
  await window.withProgress({ location: { viewId: "alviss.projects" } }, async () => {
    await tools.sandbox.look();
    await tools.explorer.refresh(...nodes);
  });
}
