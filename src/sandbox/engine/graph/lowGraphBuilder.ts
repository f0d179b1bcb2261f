import type { LowAttrs, LowEdge, LowGraph, LowKind, LowNode, LowNodeOf, Prior } from "../../../graphs/sandboxSchema";
import { LOW_SCHEMA } from "../../../graphs/sandboxSchema";

/** Collects the nodes and edges of a low-level graph; every method answers the id of the node it made. */
export class LowGraphBuilder {
  private readonly nodes: LowNode[] = [];
  private readonly edges: LowEdge[] = [];
  private readonly ids = new Set<string>();

  /** Adds a node fed by `inputs`, port by port. */
  node<K extends LowKind>(
    kind: K,
    id: string,
    parent: string,
    attrs: LowAttrs[K],
    inputs: Readonly<Record<string, string | undefined>> = {},
    label?: string,
  ): string {
    const node: LowNodeOf<K> = { id, kind, parent, ...(label !== undefined && { label }), attrs };
    this.nodes.push(node as LowNode);
    this.ids.add(id);
    for (const [port, from] of Object.entries(inputs)) {
      if (from !== undefined) this.edges.push({ from, to: id, port });
    }
    return id;
  }

  parameter(id: string, parent: string, prior: Prior, shape: { size?: number; perUnit?: boolean } = {}): string {
    return this.node("param", id, parent, { size: shape.size ?? 1, per_unit: shape.perUnit ?? false, prior });
  }

  edge(from: string, to: string, port: string): void {
    this.edges.push({ from, to, port });
  }

  has(id: string): boolean {
    return this.ids.has(id);
  }

  build(): LowGraph {
    return { schema: LOW_SCHEMA, nodes: this.nodes, edges: this.edges };
  }
}
