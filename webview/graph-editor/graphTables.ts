/** All nodes and all edges as tables; whatever can be done in the picture can be done here. */
import { type GraphEdit } from "../../src/graphs/graphEdits";
import { type EdgeView, type GraphView, type NodeView } from "../../src/graphs/graphView";
import { edgeRef, nodeRef } from "../../src/graphs/problem";
import { type JsonPath } from "../../src/jsonText/edit";
import { valueAt } from "../../src/jsonText/read";
import { button } from "../shared/controls";
import { element } from "../shared/dom";
import { fill } from "../shared/fill";
import { type GraphMemory, type ShownProblem } from "../shared/graphMessages";
import { type GraphStrings } from "../shared/graphStrings";
import { CellTexts } from "./cellTexts";
import { type Column, EditableTable } from "./editableTable";
import { isJson, oneLine } from "./jsonCells";
import { edgeKey, nodeKey } from "./scene";
import { edgePaths, mostColumns, nodePaths, shownText } from "./tableRows";

export interface TablesContext {
  readonly graph: GraphView;
  readonly problems: readonly ShownProblem[];
  /** The selected nodes, those of selected groups among them: all of them are rows here. */
  readonly nodes: readonly NodeView[];
  readonly edges: readonly EdgeView[];
  readonly readOnly: boolean;
  readonly strings: GraphStrings;
  /** Answers why it was not sent, as a sentence. */
  readonly send: (edit: GraphEdit) => string | undefined;
  /** Says why nothing may be changed. */
  readonly onLocked: () => void;
  readonly onSelect: (key: string, add: boolean) => void;
  readonly onSelectEdge: (edge: EdgeView, add: boolean) => void;
}

export class GraphTables {
  private readonly nodes: EditableTable<NodeView>;
  private readonly edges: EditableTable<EdgeView>;
  private readonly hint = element("p", { class: "note" });
  private readonly allFields = button({ label: "", look: "secondary", onPress: () => this.showAllFields() });
  private context: TablesContext | undefined;
  private hasAllFields = false;
  readonly element: HTMLElement;

  private readonly texts: CellTexts;

  /** `onTyped`: what is typed and not applied is another. */
  constructor(strings: GraphStrings, memory: GraphMemory | undefined, onTyped: () => void) {
    this.texts = new CellTexts(memory?.cells ?? [], strings.notApplied, onTyped);
    this.nodes = new EditableTable(this.texts);
    this.edges = new EditableTable(this.texts);
    this.element = element("div", { class: "tables" }, this.hint, this.nodes.element, this.edges.element);
    this.nodes.titleRow.append(this.allFields);
  }

  /** What stands typed in cells and is not applied. */
  get kept(): Pick<GraphMemory, "cells"> {
    return { cells: this.texts.kept };
  }

  show(context: TablesContext): void {
    const { graph } = context;
    if (graph !== this.context?.graph) this.texts.arrived();
    this.context = context;
    this.texts.follow(graph);
    this.hint.textContent = context.strings.tableHint;
    this.showNodes(context);
    this.showEdges(context);
  }

  /** What was typed last stands in its cell again. */
  refused(sentence: string): void {
    this.texts.refused(sentence);
  }

  /** Brings the row of a node in sight, the keyboard staying where it is. */
  reveal(key: string): void {
    this.nodes.reveal(key);
  }

  focus(key: string): void {
    this.nodes.reveal(key);
    this.nodes.focus();
  }

  revealEdge(edge: EdgeView): void {
    this.edges.reveal(edgeKey(edge));
  }

  focusEdge(edge: EdgeView): void {
    this.revealEdge(edge);
    this.edges.focus();
  }

  private showAllFields(): void {
    this.hasAllFields = true;
    if (this.context) this.show(this.context);
    this.nodes.focus();
  }

  private showNodes({
    graph,
    problems,
    nodes: selected,
    readOnly,
    strings,
    send,
    onLocked,
    onSelect,
  }: TablesContext): void {
    const paths = nodePaths(graph);
    const isCut = paths.length > mostColumns && !this.hasAllFields;
    this.allFields.hidden = !isCut;
    this.allFields.textContent = fill(strings.allFields, paths.length);
    const id: Column<NodeView> = {
      key: "id",
      title: strings.id,
      shown: (node) => node.id ?? "",
      edited: (node) => node.id ?? "",
      commit:
        readOnly || graph.identity.id.by === "place"
          ? undefined
          : (node, text) => {
              const name = text.trim();
              if (name === "") return strings.idMissing;
              if (name !== node.id && graph.byId.has(name)) return fill(strings.idTaken, name);
              return send({ kind: "renameNode", node: nodeRef(node), id: name });
            },
    };
    const set = (node: NodeView, path: JsonPath, json: string | null): string | undefined =>
      send({ kind: "setNodeField", node: nodeRef(node), path, json });
    const faults = sentencesBy(problems, ({ node }) => node);
    const chosen = new Set(selected.map(({ index }) => index));
    this.nodes.show({
      title: strings.nodes,
      strings,
      columns: [
        id,
        ...(isCut ? paths.slice(0, mostColumns) : paths).map((path) =>
          jsonColumn<NodeView>(path, readOnly, strings, set),
        ),
      ],
      rows: graph.nodes,
      keyOf: (node) => nodeKey(graph, node),
      isSelected: ({ index }) => chosen.has(index),
      faultOf: ({ index }) => faults.get(index),
      onSelect: (node, add) => onSelect(nodeKey(graph, node), add),
      onLocked,
      onDelete: readOnly
        ? undefined
        : (node) =>
            void send({ kind: "deleteNodes", nodes: (chosen.has(node.index) ? selected : [node]).map(nodeRef) }),
    });
  }

  private showEdges({
    graph,
    problems,
    edges: selected,
    readOnly,
    strings,
    send,
    onLocked,
    onSelectEdge,
  }: TablesContext): void {
    const { ends } = graph.identity;
    const chosen = new Set(selected.map(({ index }) => index));
    const set = (edge: EdgeView, path: JsonPath, json: string | null): string | undefined =>
      send({ kind: "setEdgeField", edge: edgeRef(edge), path, json });
    const end = (title: string, path: JsonPath, of: (edge: EdgeView) => string | undefined): Column<EdgeView> => ({
      ...jsonColumn<EdgeView>(path, readOnly, strings, set),
      title,
      shown: (edge) => of(edge) ?? "",
    });
    const named = ends
      ? [end(strings.from, ends.from, ({ from }) => from), end(strings.to, ends.to, ({ to }) => to)]
      : [];
    const faults = sentencesBy(problems, ({ edge }) => edge);
    this.edges.show({
      title: strings.edges,
      strings,
      columns: [...named, ...edgePaths(graph).map((path) => jsonColumn<EdgeView>(path, readOnly, strings, set))],
      rows: graph.edges,
      keyOf: edgeKey,
      isSelected: ({ index }) => chosen.has(index),
      faultOf: ({ index }) => faults.get(index),
      onSelect: onSelectEdge,
      onLocked,
      onDelete: readOnly
        ? undefined
        : (edge) =>
            void send({ kind: "deleteEdges", edges: (chosen.has(edge.index) ? selected : [edge]).map(edgeRef) }),
    });
  }
}

/** What is wrong with each row, the gravest first. */
function sentencesBy(problems: readonly ShownProblem[], rowOf: (problem: ShownProblem) => number | null) {
  const sentences = new Map<number, string>();
  for (const problem of problems.toSorted((a, b) => a.severity.localeCompare(b.severity))) {
    const row = rowOf(problem);
    if (row === null) continue;
    const others = sentences.get(row);
    sentences.set(row, others === undefined ? problem.sentence : `${others} ${problem.sentence}`);
  }
  return sentences;
}

function jsonColumn<Row extends NodeView | EdgeView>(
  path: JsonPath,
  readOnly: boolean,
  strings: GraphStrings,
  set: (row: Row, path: JsonPath, json: string | null) => string | undefined,
): Column<Row> {
  return {
    key: JSON.stringify(path),
    title: path.length === 0 ? strings.wholeValue : (strings.fields[path.join(".")]?.label ?? path.join(".")),
    shown: ({ json }) => shownText(valueAt(json, path)),
    edited: ({ json }) => oneLine(valueAt(json, path)),
    commit: readOnly
      ? undefined
      : (row, text) => {
          if (text.trim() !== "" && !isJson(text)) return strings.notJson;
          return set(row, path, text.trim() === "" ? null : text);
        },
  };
}
