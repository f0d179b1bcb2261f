/** What of a graph differs, by the names of its own fields and its nodes and the ends of its edges, each once. */
import { type GraphDifference } from "./compareGraphs";
import { type EdgeView } from "./graphView";

export function changedNames(difference: GraphDifference): readonly string[] {
  const { changedFields, addedNodes, changedNodes, removedNodes, addedEdges, changedEdges, removedEdges } = difference;
  const nodes = [...changedNodes.map(({ node }) => node), ...addedNodes, ...removedNodes].map(({ label }) => label);
  const edges = [...changedEdges.map(({ edge }) => edge), ...addedEdges, ...removedEdges].map(nameOf);
  return [...new Set([...changedFields.map(({ path }) => path.join(".")), ...nodes, ...edges])];
}

const nameOf = ({ from, to }: EdgeView): string => `${from ?? "?"} → ${to ?? "?"}`;
