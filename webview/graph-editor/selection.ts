import { findEdge } from "../../src/graphs/applyEdit";
import { type EdgeView, type GraphView } from "../../src/graphs/graphView";
import { type EdgeRef, type GraphEdit } from "../../src/graphs/graphEdits";
import { edgeRef } from "../../src/graphs/problem";
import { nodeKey } from "./scene";

/** What is selected: nodes and groups by their keys, or edges. */
export class Selection {
  edges: readonly EdgeView[] = [];
  /** Ids to select once the text has them. */
  private awaited: ReadonlySet<string> = new Set();
  /** The nodes that were there before copies of some were ordered: what is new afterwards are the copies. */
  private before: ReadonlySet<string> | undefined;
  /** Selected edges as they will be when they have been turned round. */
  private turned: readonly EdgeRef[] = [];

  constructor(private keys: ReadonlySet<string>) {}

  get nodes(): ReadonlySet<string> {
    return this.keys;
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
    this.edges = [];
  }

  /** `add`: besides the edges that are selected, or no longer one that was. */
  selectEdge(edge: EdgeView, add: boolean): void {
    const others = add ? this.edges.filter(({ index }) => index !== edge.index) : [];
    const isTaken = add && others.length < this.edges.length;
    this.keys = new Set();
    this.edges = isTaken ? others : [...others, edge];
  }

  /** An edit is on its way: what it makes or changes is to be selected afterwards. */
  await(edit: GraphEdit, ids: readonly string[], view: GraphView): void {
    this.awaited = new Set(edit.kind === "renameNode" ? [edit.id] : ids);
    this.before = edit.kind === "duplicateNodes" ? new Set(keysOf(view)) : undefined;
    const turned = edit.kind === "turnEdges" ? edit.edges : [];
    this.turned = turned.map(({ index, from, to }) => ({ index, from: to, to: from }));
  }

  /** It was refused. */
  awaitNothing(): void {
    this.awaited = new Set();
    this.before = undefined;
    this.turned = [];
  }

  /** After a change of the text: what was waited for is selected, and edges are found again. */
  settle(view: GraphView): void {
    const arrived = view.nodes.filter(({ id }) => id !== undefined && this.awaited.has(id));
    if (arrived.length > 0) {
      this.selectAll(arrived.map((node) => nodeKey(view, node)));
      this.awaited = new Set();
    }
    const copies = this.before && keysOf(view).filter((key) => this.before?.has(key) === false);
    if (copies && copies.length > 0) {
      this.selectAll(copies);
      this.before = undefined;
    }
    this.edges = this.edges.flatMap((edge) => {
      const ref = this.turned.find(({ index }) => index === edge.index);
      const turned = view.edges[ref?.index ?? -1];
      return (turned && isSameEnds(turned, ref) ? turned : findEdge(view, edgeRef(edge))) ?? [];
    });
    this.turned = [];
  }
}

const keysOf = (view: GraphView): string[] => view.nodes.map((node) => nodeKey(view, node));

const isSameEnds = ({ from, to }: EdgeView, ref: EdgeRef | undefined): boolean => from === ref?.from && to === ref?.to;
