import { type Parts } from "../../src/parts";
import { type Kind } from "../../src/platform/ids";
import { type Node, type ObjectNode } from "../../src/ui/explorer/nodes";

/** The objects of a kind in the demo project, as the tree has them. */
export async function demoObjects(parts: Parts, kind: Kind): Promise<readonly ObjectNode[]> {
  const walk = async (node?: Node): Promise<ObjectNode[]> => {
    const found: ObjectNode[] = [];
    for (const child of await parts.explorer.getChildren(node)) {
      if (child.kind === kind) found.push(child);
      else if (child.kind !== "folder" || child.holds === kind) found.push(...(await walk(child)));
    }
    return found;
  };
  return (await walk()).filter((node) => node.project.name?.includes("demo") === true);
}
