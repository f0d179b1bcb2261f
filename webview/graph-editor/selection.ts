import { findEdge } from "../../src/graphs/applyEdit";
import { type EdgeView, type GraphView } from "../../src/graphs/graphView";
import { type EdgeRef, type GraphEdit } from "../../src/graphs/graphEdits";
import { edgeRef } from "../../src/graphs/problem";
import { nodeKey } from "./scene";

/** What is selected: nodes and groups by their keys, or one edge. */
export class Selection {
  private edgeNow: EdgeView | undefined;
  /** Ids to select once the text has them. */
  private awaited: ReadonlySet<string> = new Set();
  /** The selected edge as it will be when it has been turned round. */
  private turned: EdgeRef | undefined;

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

  /** An edit is on its way: what it makes or changes is to be selected afterwards. */
  await(edit: GraphEdit, ids: readonly string[]): void {
    this.awaited = new Set(edit.kind === "renameNode" ? [edit.id] : ids);
    const [edge] = edit.kind === "turnEdges" ? edit.edges : [];
    this.turned = edge && { index: edge.index, from: edge.to, to: edge.from };
  }

  /** It was refused. */
  awaitNothing(): void {
    this.awaited = new Set();
    this.turned = undefined;
  }

  /** After a change of the text: what was waited for is selected, and an edge is found again. */
  settle(view: GraphView): void {
    const arrived = view.nodes.filter(({ id }) => id !== undefined && this.awaited.has(id));
    if (arrived.length > 0) {
      this.selectAll(arrived.map((node) => nodeKey(view, node)));
      this.awaited = new Set();
    }
    const turned = this.turned && view.edges[this.turned.index];
    if (this.edgeNow && turned && isSameEnds(turned, this.turned)) this.edgeNow = turned;
    else this.edgeNow &&= findEdge(view, edgeRef(this.edgeNow));
    this.turned = undefined;
  }
}

const isSameEnds = ({ from, to }: EdgeView, ref: EdgeRef | undefined): boolean => from === ref?.from && to === ref?.to;
