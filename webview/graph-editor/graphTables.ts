/** All nodes and all edges as tables; whatever can be done in the picture can be done here. */
import { type GraphEdit } from "../../src/graphs/graphEdits";
import { type EdgeView, type GraphView, type NodeView } from "../../src/graphs/graphView";
import { edgeRef, nodeRef } from "../../src/graphs/problem";
import { type JsonPath } from "../../src/jsonText/edit";
import { valueAt } from "../../src/jsonText/read";
import { element } from "../shared/dom";
import { type ShownProblem } from "../shared/graphMessages";
import { type GraphStrings } from "../shared/graphStrings";
import { type Column, EditableTable } from "./editableTable";
import { isJson, oneLine } from "./jsonCells";
import { nodeKey } from "./scene";
import { commonPaths, shownText } from "./tableRows";

export interface TablesContext {
  readonly graph: GraphView;
  readonly problems: readonly ShownProblem[];
  readonly selected: ReadonlySet<string>;
  readonly selectedEdge: EdgeView | undefined;
  readonly readOnly: boolean;
  readonly strings: GraphStrings;
  readonly send: (edit: GraphEdit) => void;
  readonly onSelect: (key: string, add: boolean) => void;
  readonly onSelectEdge: (edge: EdgeView) => void;
}

export class GraphTables {
  private readonly nodes = new EditableTable<NodeView>();
  private readonly edges = new EditableTable<EdgeView>();
  private readonly hint = element("p", { class: "note" });
  readonly element = element("div", { class: "tables" }, this.hint, this.nodes.element, this.edges.element);

  show(context: TablesContext): void {
    this.hint.textContent = context.strings.tableHint;
    this.showNodes(context);
    this.showEdges(context);
  }

  focus(): void {
    this.nodes.focus();
  }

  private showNodes({ graph, problems, selected, readOnly, strings, send, onSelect }: TablesContext): void {
    const idPath = graph.identity.id.by === "field" ? graph.identity.id.path : undefined;
    const kindPath: JsonPath[] = graph.level === "high" ? [["type"]] : graph.level === "low" ? [["kind"]] : [];
    const paths = [
      ...kindPath,
      ...commonPaths(
        graph.nodes.map(({ json }) => json),
        [...(idPath ? [idPath] : []), ...kindPath],
      ),
    ];
    const id: Column<NodeView> = {
      title: strings.id,
      shown: (node) => node.id ?? "",
      edited: (node) => node.id ?? "",
      commit:
        readOnly || graph.identity.id.by === "place"
          ? undefined
          : (node, text) => void send({ kind: "renameNode", node: nodeRef(node), id: text }),
    };
    const set = (node: NodeView, path: JsonPath, json: string | null): void =>
      send({ kind: "setNodeField", node: nodeRef(node), path, json });
    const faults = new Map(problems.flatMap(({ node, sentence }) => (node === null ? [] : [[node, sentence]])));
    this.nodes.show({
      title: strings.nodes,
      strings,
      columns: [id, ...paths.map((path) => jsonColumn<NodeView>(path, readOnly, strings, set))],
      rows: graph.nodes,
      keyOf: (node) => nodeKey(graph, node),
      isSelected: (node) => selected.has(nodeKey(graph, node)),
      faultOf: ({ index }) => faults.get(index),
      onSelect: (node, add) => onSelect(nodeKey(graph, node), add),
      onDelete: readOnly ? undefined : (node) => send({ kind: "deleteNodes", nodes: [nodeRef(node)] }),
    });
  }

  private showEdges({ graph, problems, selectedEdge, readOnly, strings, send, onSelectEdge }: TablesContext): void {
    const { ends } = graph.identity;
    const paths = commonPaths(
      graph.edges.map(({ json }) => json),
      ends ? [ends.from, ends.to] : [],
    );
    const set = (edge: EdgeView, path: JsonPath, json: string | null): void =>
      send({ kind: "setEdgeField", edge: edgeRef(edge), path, json });
    const end = (title: string, path: JsonPath, of: (edge: EdgeView) => string | undefined): Column<EdgeView> => ({
      ...jsonColumn<EdgeView>(path, readOnly, strings, set),
      title,
      shown: (edge) => of(edge) ?? "",
    });
    const named = ends
      ? [end(strings.from, ends.from, ({ from }) => from), end(strings.to, ends.to, ({ to }) => to)]
      : [];
    const faults = new Map(problems.flatMap(({ edge, sentence }) => (edge === null ? [] : [[edge, sentence]])));
    this.edges.show({
      title: strings.edges,
      strings,
      columns: [...named, ...paths.map((path) => jsonColumn<EdgeView>(path, readOnly, strings, set))],
      rows: graph.edges,
      keyOf: ({ index, from, to }) => JSON.stringify([index, from, to]),
      isSelected: ({ index }) => selectedEdge?.index === index,
      faultOf: ({ index }) => faults.get(index),
      onSelect: (edge) => onSelectEdge(edge),
      onDelete: readOnly ? undefined : (edge) => send({ kind: "deleteEdges", edges: [edgeRef(edge)] }),
    });
  }
}

function jsonColumn<Row extends NodeView | EdgeView>(
  path: JsonPath,
  readOnly: boolean,
  strings: GraphStrings,
  set: (row: Row, path: JsonPath, json: string | null) => void,
): Column<Row> {
  return {
    title: strings.fields[path.join(".")]?.label ?? path.join("."),
    shown: ({ json }) => shownText(valueAt(json, path)),
    edited: ({ json }) => oneLine(valueAt(json, path)),
    commit: readOnly
      ? undefined
      : (row, text) => {
          if (text.trim() !== "" && !isJson(text)) return strings.notJson;
          set(row, path, text.trim() === "" ? null : text);
          return undefined;
        },
  };
}
