import { env } from "vscode";
import { type AnyId, showId } from "../../../platform/ids";
import { type Node } from "../../explorer/nodes";
import { type JobNode } from "../../jobs/jobItem";
import { type Tools } from "../tools";

/** The ids of all selected nodes, one a line. */
export async function copyId(_tools: Tools, node?: Node | JobNode, nodes?: readonly (Node | JobNode)[]): Promise<void> {
  const ids = (nodes ?? [node]).map(idOf).filter((id) => id !== undefined);
  if (ids.length > 0) await env.clipboard.writeText(ids.map(showId).join("\n"));
}

function idOf(node: Node | JobNode | undefined): AnyId | undefined {
  if (node === undefined) return undefined;
  if ("record" in node) return node.record.id;
  if (node.kind === "project") return node.project.id;
  if (node.kind === "team") return node.team.id;
  return node.kind === "job" ? node.run.steps.findLast((step) => step.object !== undefined)?.object?.id : undefined;
}
