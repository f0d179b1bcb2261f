import { type TreeDataProvider, TreeItemCollapsibleState } from "vscode";

/** A tree as a reader sees it: two blanks a level, the label, the description in brackets. */
export async function treeAsText<T>(tree: TreeDataProvider<T>, below?: T, depth = 0): Promise<string> {
  const lines: string[] = [];
  for (const node of (await tree.getChildren(below)) ?? []) {
    const { label, description, collapsibleState } = await tree.getTreeItem(node);
    const name = typeof label === "string" ? label : (label?.label ?? "");
    lines.push(
      `${"  ".repeat(depth)}${name}${description === undefined || description === "" ? "" : ` [${String(description)}]`}`,
    );
    if (collapsibleState !== TreeItemCollapsibleState.None) lines.push(await treeAsText(tree, node, depth + 1));
  }
  return lines.filter((line) => line !== "").join("\n");
}
