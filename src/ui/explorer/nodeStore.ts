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

  putChildren(id: string, children: readonly Node[]): readonly Node[] {
    const shown = children.map((child) => this.put(child));
    for (const child of shown) this.parents.set(nodeId(child), id);
    const gone = (this.lists.get(id)?.children ?? []).filter((child) => !shown.includes(child));
    this.lists.set(id, { children: shown, at: this.now() });
    for (const child of gone) this.drop(nodeId(child));
    return shown;
  }

  /** Ids of `base` (`""`: all) and of everything below it whose children are loaded, parents first. */
  loadedBelow(base: string): string[] {
    const below = [...this.lists.keys()].filter((id) => base === "" || id === base || id.startsWith(`${base}/`));
    return below.sort((one, other) => one.length - other.length);
  }

  private drop(id: string): void {
    for (const list of this.loadedBelow(id)) this.lists.delete(list);
    for (const known of [...this.nodes.keys()]) {
      if (known === id || known.startsWith(`${id}/`)) {
        this.nodes.delete(known);
        this.parents.delete(known);
      }
    }
  }
}
