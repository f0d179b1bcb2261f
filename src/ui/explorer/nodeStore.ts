import { type Node, nodeId } from "./nodes";

/**
 * One object per node for as long as it is shown: VS Code finds the element to redraw by identity, so new facts go
 * into the object it already has.
 */
export class NodeStore {
  private readonly nodes = new Map<string, Node>();
  private readonly parents = new Map<string, string>();
  private readonly lists = new Map<string, { readonly children: readonly Node[]; readonly at: number }>();

  constructor(private readonly now: () => number = Date.now) {}

  get(id: string): Node | undefined {
    return this.nodes.get(id);
  }

  parentOf(node: Node): Node | undefined {
    return this.nodes.get(this.parents.get(nodeId(node)) ?? "");
  }

  /** The children of a node (`""`: the roots) and their age in milliseconds. */
  children(id: string): { readonly children: readonly Node[]; readonly age: number } | undefined {
    const list = this.lists.get(id);
    return list && { children: list.children, age: this.now() - list.at };
  }

  /** Puts new facts into the node of the same id, and answers the node that is shown. */
  put<T extends Node>(node: T): T {
    const id = nodeId(node);
    const known = this.nodes.get(id);
    if (known?.kind !== node.kind) {
      this.nodes.set(id, node);
      return node;
    }
    return Object.assign(known as T, node);
  }

  /** Shows these under a node, and answers the ids of everything that is gone with those that are no longer there. */
  putChildren(id: string, children: readonly Node[]): readonly string[] {
    const shown = new Map(children.map((child) => [nodeId(child), this.put(child)]));
    for (const child of shown.keys()) this.parents.set(child, id);
    const gone = (this.lists.get(id)?.children ?? []).map(nodeId).filter((child) => !shown.has(child));
    this.lists.set(id, { children: [...shown.values()], at: this.now() });
    return gone.flatMap((child) => this.drop(child));
  }

  /** Ids of `base` (`""`: all) and of everything below it whose children are loaded, parents first. */
  loadedBelow(base: string): string[] {
    const below = [...this.lists.keys()].filter((id) => base === "" || id === base || id.startsWith(`${base}/`));
    return below.sort((one, other) => one.length - other.length);
  }

  private drop(id: string): readonly string[] {
    const hasChildren = this.lists.has(id);
    const below = hasChildren ? [...this.nodes.keys()].filter((known) => known.startsWith(`${id}/`)) : [];
    for (const known of [id, ...below]) {
      this.lists.delete(known);
      this.nodes.delete(known);
      this.parents.delete(known);
    }
    return [id, ...below];
  }
}
