/** What the keys and the tools do to the graph: wishes to the host, made of what is selected. */
import { type GraphEdit } from "../../src/graphs/graphEdits";
import { type EdgeView, type GraphView, type NodeView } from "../../src/graphs/graphView";
import { edgeRef, nodeRef } from "../../src/graphs/problem";
import { fill } from "../shared/fill";
import { type GraphStrings } from "../shared/graphStrings";
import { copiedText, pasteEdit } from "./clipboard";
import { askEnd, askNewNode, likesOf } from "./dialogs";
import { edgeLabel } from "./inspector";
import { type SceneItem } from "./scene";

interface CommandParts {
  readonly strings: GraphStrings;
  /** Undefined while nothing may be changed, which is said then. */
  readonly graph: () => GraphView | undefined;
  readonly shown: () => GraphView | undefined;
  /** What is selected. */
  readonly nodes: () => readonly NodeView[];
  readonly edges: () => readonly EdgeView[];
  readonly selectEdge: (edge: EdgeView) => void;
  /** `ids`: nodes that the edit makes, to be selected when they are there. */
  readonly send: (edit: GraphEdit, ids?: readonly string[]) => void;
  readonly say: (text: string) => void;
}

export class GraphCommands {
  readonly keys: Readonly<Record<string, () => void>> = {
    a: () => this.add(),
    c: () => this.connect(),
    d: () => this.duplicate(),
    e: () => this.nextEdge(),
    t: () => this.turn(),
    delete: () => this.remove(),
    backspace: () => this.remove(),
  };

  constructor(private readonly parts: CommandParts) {}

  add(): void {
    const { graph, strings, send } = this.parts;
    const view = graph();
    if (view) askNewNode(view, strings, (edit, id) => send(edit, [id]));
  }

  connect(): void {
    const { graph, nodes, strings, send, say } = this.parts;
    const view = graph();
    const [from] = nodes();
    if (!view) return;
    if (from === undefined) say(strings.connectFrom);
    else if (from.id === undefined) say(strings.connectNoId);
    else askEnd(view, from, strings, send);
  }

  /** Of a group it must be asked which of its nodes is meant, of a low-level node for the port, elsewhere for other fields. */
  connectItems(from: SceneItem, to: SceneItem): void {
    const { graph, strings, send } = this.parts;
    const view = graph();
    if (!view || from.node?.id === undefined) return;
    if (to.node?.id === undefined || view.level === "low" || likesOf(view).length > 0)
      askEnd(view, from.node, strings, send, to.node);
    else send({ kind: "addEdge", edge: { from: from.node.id, to: to.node.id, json: null } });
  }

  /** Selects one edge of the node after the other, so that keys reach them all. */
  private nextEdge(): void {
    const { shown, selectEdge, strings, say } = this.parts;
    const view = shown();
    const [node] = this.parts.nodes();
    if (node) this.edgesOf = node.index;
    const edges = (view?.edges ?? []).filter(
      ({ fromNode, toNode }) => fromNode === this.edgesOf || toNode === this.edgesOf,
    );
    const [last] = this.parts.edges().slice(-1);
    const at = (edges.findIndex(({ index }) => index === last?.index) + 1) % edges.length;
    const next = edges[at];
    if (!view || !next) return say(strings.noEdge);
    selectEdge(next);
    say(fill(strings.edgeChosen, at + 1, edges.length, edgeLabel(next, view, strings)));
  }
  /** Place of the node whose edges are gone through. */
  private edgesOf = -1;

  private turn(): void {
    const edges = this.parts.edges();
    if (edges.length > 0) this.parts.send({ kind: "turnEdges", edges: edges.map(edgeRef) });
    else this.parts.say(this.parts.strings.turnEdge);
  }

  private duplicate(): void {
    const nodes = this.parts.nodes();
    if (nodes.length > 0) this.parts.send({ kind: "duplicateNodes", nodes: nodes.map(nodeRef) });
    else this.parts.say(this.parts.strings.selectNode);
  }

  private remove(): void {
    const [edges, nodes] = [this.parts.edges(), this.parts.nodes()];
    if (edges.length > 0) this.parts.send({ kind: "deleteEdges", edges: edges.map(edgeRef) });
    else if (nodes.length > 0) this.parts.send({ kind: "deleteNodes", nodes: nodes.map(nodeRef) });
    else this.parts.say(this.parts.strings.selectSomething);
  }

  copy(event: ClipboardEvent): void {
    const { shown, strings, say } = this.parts;
    const [view, nodes] = [shown(), this.parts.nodes()];
    if (!view || nodes.length === 0) return;
    event.clipboardData?.setData("text/plain", copiedText(view, nodes));
    event.preventDefault();
    say(fill(strings.copied, nodes.length));
  }

  cut(event: ClipboardEvent): void {
    this.copy(event);
    if (event.defaultPrevented && this.parts.graph()) this.remove();
  }

  paste(event: ClipboardEvent): void {
    const { graph, strings, send, say } = this.parts;
    const view = graph();
    if (!view) return;
    event.preventDefault();
    const edit = pasteEdit(event.clipboardData?.getData("text/plain") ?? "", view);
    if (edit)
      send(
        edit,
        edit.nodes.map(({ id }) => id),
      );
    else say(strings.nothingToPaste);
  }
}
