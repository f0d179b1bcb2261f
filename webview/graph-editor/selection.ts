import { findEdge } from "../../src/graphs/applyEdit";
import { type EdgeView, type GraphView, type NodeView } from "../../src/graphs/graphView";
import { edgeRef } from "../../src/graphs/problem";
import { nodeKey, nodesBehind } from "./scene";

/** What is selected: nodes and groups by their keys, or one edge. */
export class Selection {
  private edgeNow: EdgeView | undefined;
  /** Ids to select once the text has them. */
  private awaited: ReadonlySet<string> = new Set();

  constructor(private keys: ReadonlySet<string>) {}

  get nodes(): ReadonlySet<string> {
    return this.keys;
  }

  get edge(): EdgeView | undefined {
    return this.edgeNow;
  }

  /** `add`: besides what is selected, or no longer what was. */
  select(key: string, add: boolean): void {
    const keys = new Set(add ? this.keys : []);
    if (add && keys.has(key)) keys.delete(key);
    else keys.add(key);
    this.selectAll(keys);
  }

  selectAll(keys: Iterable<string>): void {
    this.keys = new Set(keys);
    this.edgeNow = undefined;
  }

  selectEdge(edge: EdgeView): void {
    this.keys = new Set();
    this.edgeNow = edge;
  }

  /** Nodes that an edit makes. */
  await(ids: readonly string[]): void {
    this.awaited = new Set(ids);
  }

  /** After a change of the text: what was waited for is selected, and an edge is found again. */
  settle(view: GraphView): void {
    const arrived = view.nodes.filter(({ id }) => id !== undefined && this.awaited.has(id));
    if (arrived.length > 0) {
      this.selectAll(arrived.map((node) => nodeKey(view, node)));
      this.awaited = new Set();
    }
    this.edgeNow &&= findEdge(view, edgeRef(this.edgeNow));
  }

  behind(view: GraphView | undefined): readonly NodeView[] {
    return view ? nodesBehind(view, this.keys) : [];
  }
}
