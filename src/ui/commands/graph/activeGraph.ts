import { l10n, TabInputCustom, TabInputText, Uri, window } from "vscode";
import { type DraftNode, type GraphNode, type Node } from "../../explorer/nodes";
import { Refusal } from "../../kit/explain";

const isGraphFile = ({ path }: Uri): boolean => path.endsWith(".alvissgraph.json");

/** The graph of a menu's editor, file or row, else of the active tab; undefined where that shows none. */
export function graphGiven(target: unknown): Uri | undefined {
  if (target instanceof Uri && isGraphFile(target)) return target;
  if (isDraft(target)) return Uri.parse(target.uri, true);
  const input = window.tabGroups.activeTabGroup.activeTab?.input;
  const shown = input instanceof TabInputCustom || input instanceof TabInputText ? input.uri : undefined;
  return shown && isGraphFile(shown) ? shown : undefined;
}

export const isDraft = (target: unknown): target is DraftNode => isOfKind(target, "draft");

/** A row for one of the two graphs of a model. */
export const isServersGraph = (target: unknown): target is GraphNode => isOfKind(target, "graph");

const isOfKind = (target: unknown, kind: Node["kind"]): boolean =>
  typeof target === "object" && target !== null && "kind" in target && target.kind === kind;

export function mustBeGraph(target: unknown): Uri {
  const graph = graphGiven(target);
  if (graph !== undefined) return graph;
  throw new Refusal(
    l10n.t("Open a graph first: from a model in the view Projects, or a file that ends in .alvissgraph.json."),
    [{ title: l10n.t("Open Graph..."), command: "alviss.graph.open" }],
  );
}
