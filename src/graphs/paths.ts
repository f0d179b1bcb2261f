/** Ways through a graph: what leads where, and where it goes round. */
import { type EdgeView, type GraphView } from "./graphView";

/** Edges of each node by the given end, by the node's place. */
export function edgesBy({ nodes, edges }: GraphView, end: "fromNode" | "toNode"): readonly (readonly EdgeView[])[] {
  const lists: EdgeView[][] = nodes.map(() => []);
  for (const edge of edges) if (edge.fromNode >= 0 && edge.toNode >= 0) lists[edge[end]]?.push(edge);
  return lists;
}

/** The places of all nodes from which one of `ends` can be reached, themselves included. */
export const leadsTo = (view: GraphView, ends: readonly number[]): ReadonlySet<number> =>
  walk(edgesBy(view, "toNode"), "fromNode", ends);

/** The places of all nodes that can be reached from one of `starts`, themselves included. */
export const reachedFrom = (view: GraphView, starts: readonly number[]): ReadonlySet<number> =>
  walk(edgesBy(view, "fromNode"), "toNode", starts);

function walk(
  edges: readonly (readonly EdgeView[])[],
  next: "fromNode" | "toNode",
  starts: readonly number[],
): ReadonlySet<number> {
  const seen = new Set(starts);
  const open = [...starts];
  for (let at = open.pop(); at !== undefined; at = open.pop())
    for (const edge of edges[at] ?? []) {
      if (seen.has(edge[next])) continue;
      seen.add(edge[next]);
      open.push(edge[next]);
    }
  return seen;
}

/** For each edge that closes a cycle, found depth first, the edges round that cycle; the closing one is last. */
export function findCycles(view: GraphView, most = 20): readonly (readonly EdgeView[])[] {
  const leaving = edgesBy(view, "fromNode");
  const state = new Uint8Array(view.nodes.length);
  const [onWay, done] = [1, 2];
  const cycles: EdgeView[][] = [];
  for (const { index: start } of view.nodes) {
    if (state[start] !== 0) continue;
    const way: EdgeView[] = [];
    const stack = [{ node: start, next: 0 }];
    state[start] = onWay;
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const edge = leaving[top.node]?.[top.next++];
      if (edge === undefined) {
        state[top.node] = done;
        stack.pop();
        way.pop();
      } else if (state[edge.toNode] === onWay) {
        const first = stack.findIndex(({ node }) => node === edge.toNode);
        if (cycles.length < most) cycles.push([...way.slice(first), edge]);
      } else if (state[edge.toNode] === 0) {
        state[edge.toNode] = onWay;
        way.push(edge);
        stack.push({ node: edge.toNode, next: 0 });
      }
    }
  }
  return cycles;
}
