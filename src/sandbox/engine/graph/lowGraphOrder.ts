import type { LowGraph, LowNode } from "../../../graphs/sandboxSchema";
import { ModelError } from "../modelError";

export interface WiredNode {
  readonly node: LowNode;
  /** Ids of the nodes at each port, in the order of the edges. */
  readonly inputs: ReadonlyMap<string, readonly string[]>;
}

/** The nodes that reach the observe node, every node after its inputs. Throws on unknown ids, cycles, no or two observes. */
export function orderedNodes(graph: LowGraph): WiredNode[] {
  const nodes = new Map<string, { node: LowNode; inputs: Map<string, string[]> }>();
  for (const node of graph.nodes) {
    if (nodes.has(node.id)) throw new ModelError(`the id "${node.id}" is used twice`);
    nodes.set(node.id, { node, inputs: new Map() });
  }
  for (const { from, to, port } of graph.edges) {
    const end = nodes.get(to);
    if (end === undefined || !nodes.has(from)) throw new ModelError(`edge ${from} -> ${to} names an unknown node`);
    const feeds = end.inputs.get(port);
    if (feeds === undefined) end.inputs.set(port, [from]);
    else feeds.push(from);
  }
  const observes = graph.nodes.filter(({ kind }) => kind === "observe");
  if (observes.length !== 1) throw new ModelError(`the graph has ${observes.length} observe nodes; it needs one`);
  return depthFirst(nodes, observes[0].id);
}

/** Iterative, so that a long chain cannot exhaust the stack. */
function depthFirst(nodes: ReadonlyMap<string, WiredNode>, root: string): WiredNode[] {
  const order: WiredNode[] = [];
  const state = new Map<string, "open" | "done">();
  const stack = [root];
  for (let id = stack.at(-1); id !== undefined; id = stack.at(-1)) {
    const wired = nodes.get(id);
    if (wired === undefined || state.get(id) === "done") {
      stack.pop();
    } else if (state.get(id) === "open") {
      state.set(id, "done");
      order.push(wired);
      stack.pop();
    } else {
      state.set(id, "open");
      for (const input of [...wired.inputs.values()].flat().reverse()) {
        if (state.get(input) === "open") throw new ModelError(`the graph has a cycle through "${input}"`);
        if (state.get(input) === undefined) stack.push(input);
      }
    }
  }
  return order;
}
