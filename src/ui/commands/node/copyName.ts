import { env } from "vscode";
import { type Node } from "../../explorer/nodes";
import { type JobNode } from "../../jobs/jobItem";
import { type Tools } from "../tools";

/** What the tree shows as the name, for all selected nodes, one a line. */
export async function copyName(
  tools: Tools,
  node?: Node | JobNode,
  nodes?: readonly (Node | JobNode)[],
): Promise<void> {
  const names = (nodes ?? [node]).map((one) =>
    one === undefined ? undefined : one.kind === "job" ? one.run.label : tools.explorer.nameOf(one),
  );
  if (names.some(Boolean)) await env.clipboard.writeText(names.filter(Boolean).join("\n"));
}
