import { type Node, nodeId } from "./nodes";
import { type NodeStore } from "./nodeStore";

export interface Drawing {
  /** Everything of a node that its row shows. */
  readonly of: (node: Node) => string;
  /** Draws a node and what is under it again; undefined: everything. */
  readonly again: (node: Node | undefined) => void;
  /** Whether anybody sees the tree. */
  readonly seen: () => boolean;
}

/** What was shown: a node, and its children in their order, each as it was then. */
interface Shown {
  readonly self: Node | undefined;
  readonly rows: ReadonlyMap<string, Node> | undefined;
}

/** Draws the smallest part of the tree that differs after a change from what was shown before it. */
export class Differences {
  constructor(
    private readonly store: NodeStore,
    private readonly drawing: Drawing,
  ) {}

  draw<T>(id: string, change: () => T): T {
    const before = this.shown(id);
    const result = change();
    const after = this.shown(id);
    const isSelfSame = before.self === undefined || after.self === undefined || this.isSame(before.self, after.self);
    if (!isSelfSame || !sameOrder(before.rows, after.rows)) this.drawing.again(this.store.get(id));
    else
      for (const [child, node] of before.rows ?? []) {
        const now = after.rows?.get(child);
        if (now !== undefined && !this.isSame(node, now)) this.drawing.again(this.store.get(child));
      }
    return result;
  }

  /** Rows are drawn for the comparison only where a fact differs: a list may be long. */
  private isSame(one: Node, other: Node): boolean {
    return hasSameFacts(one, other) || this.drawing.of(one) === this.drawing.of(other);
  }

  /** New facts go into the nodes that are shown, so what was shown is kept apart. */
  private shown(id: string): Shown {
    const node = this.store.get(id);
    const children = this.store.children(id)?.children;
    return {
      self: node && { ...node },
      rows: children && new Map(children.map((child) => [nodeId(child), { ...child }])),
    };
  }
}

/** Of a list that was not there before, nothing is out of order. */
function sameOrder(before: Shown["rows"], after: Shown["rows"]): boolean {
  if (before === undefined) return true;
  if (before.size !== (after?.size ?? 0)) return false;
  const order = after?.keys() ?? [].values();
  return [...before.keys()].every((id) => id === order.next().value);
}

function hasSameFacts(one: Node, other: Node): boolean {
  const facts = Object.entries(one);
  return facts.length === Object.keys(other).length && facts.every(([key, value]) => value === Reflect.get(other, key));
}
