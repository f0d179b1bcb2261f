import { compareGraphs, type FieldChange, type GraphDifference } from "../../../graphs/compareGraphs";
import { type EdgeView, type GraphView, readGraphView } from "../../../graphs/graphView";
import { AlvissError } from "../../../platform/errors";
import { type ProjectRef } from "../../../platform/ids";
import { type AlvissClient } from "../../../platform/client";
import { type ModelRecord } from "../../../platform/records";
import { type ComparedGraphs, type GraphChange } from "../../../../webview/shared/comparisonMessages";

type GraphClient = Pick<AlvissClient, "readGraph" | "readGraphInstance">;

/** Changes that a page tells one by one. */
const mostChanges = 200;
/** Characters of a value that are told. */
const longestValue = 80;
/** Characters of both graphs together: what is larger would hold up the window. */
const mostText = 2_000_000;

/**
 * What differs between the graphs of two models: the high-level ones where these are two, else the low-level ones. Throws
 * `AlvissError` only when it was given up.
 */
export async function comparedGraphs(
  client: GraphClient,
  project: ProjectRef,
  first: ModelRecord | undefined,
  second: ModelRecord | undefined,
  signal: AbortSignal,
): Promise<ComparedGraphs> {
  const told = (state: ComparedGraphs["state"], level: ComparedGraphs["level"]): ComparedGraphs => ({
    ...{ state, level, changes: [], more: 0 },
  });
  const low = { first: first?.graphInstanceId, second: second?.graphInstanceId };
  const high = { first: first?.graphId, second: second?.graphId };
  if (low.first !== undefined && low.first === low.second) return told("same", "low");
  const level = high.first !== undefined && high.second !== undefined && high.first !== high.second ? "high" : "low";
  try {
    const read = async (which: "first" | "second"): Promise<string | undefined> => {
      const [graph, instance] = [high[which], low[which]];
      if (level === "high") return graph && client.readGraph(project, graph, { signal });
      return instance && client.readGraphInstance(project.team, instance, { signal });
    };
    const [before, after] = await Promise.all([read("first"), read("second")]);
    if (before === undefined || after === undefined) return told("unread", level);
    if (before.length + after.length > mostText) return told("tooLarge", level);
    const [one, other] = [readGraphView(before), readGraphView(after)];
    if (one === undefined || other === undefined) return told("unread", level);
    const changes = changesOf(compareGraphs(one, other), one, other);
    if (changes.length === 0) return told("same", level);
    const shown = changes.slice(0, mostChanges);
    return { state: "changed", level, changes: shown, more: changes.length - shown.length };
  } catch (error) {
    // A graph that cannot be read leaves the numbers as they are.
    if (error instanceof AlvissError && error.kind === "cancelled") throw error;
    return told("unread", level);
  }
}

function changesOf(difference: GraphDifference, before: GraphView, after: GraphView): GraphChange[] {
  const whole = (change: GraphChange["change"], name: string, edge: boolean): GraphChange => ({
    ...{ change, name, edge, field: null, before: null, after: null },
  });
  const fields = (name: string, edge: boolean, changes: readonly FieldChange[]): GraphChange[] =>
    changes.map(({ path, before: old, after: now }) => ({
      ...{ change: "changed", name, edge, field: path.join("."), before: short(old), after: short(now) },
    }));
  return [
    ...difference.addedNodes.map(({ label }) => whole("added", label, false)),
    ...difference.removedNodes.map(({ label }) => whole("removed", label, false)),
    ...difference.changedNodes.flatMap((one) => fields(one.node.label, false, one.fields)),
    ...difference.addedEdges.map((edge) => whole("added", edgeName(edge, after), true)),
    ...difference.removedEdges.map((edge) => whole("removed", edgeName(edge, before), true)),
    ...difference.changedEdges.flatMap(({ edge, fields: changed }) => fields(edgeName(edge, after), true, changed)),
  ];
}

const edgeName = ({ from, to, fromNode, toNode }: EdgeView, { nodes }: GraphView): string =>
  `${nodes[fromNode]?.label ?? from ?? "?"} → ${nodes[toNode]?.label ?? to ?? "?"}`;

const short = (text: string | undefined): string | null =>
  text === undefined ? null : text.length > longestValue ? `${text.slice(0, longestValue)}…` : text;
