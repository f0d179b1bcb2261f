/** What is wrong with a graph, with its place in the text and with edits that would mend it. */
import { toValue } from "../jsonText/read";
import { type DataSeries, seriesProblems } from "./dataSeries";
import { type EdgeView, type GraphView, type NodeView } from "./graphView";
import { findCycles, leadsTo } from "./paths";
import { FreeIds } from "./freeIds";
import { freeId } from "./newParts";
import {
  deleteEdge,
  edgeName,
  edgeProblem,
  type GraphFix,
  type GraphProblem,
  nodeProblem,
  nodeRef,
  setField,
  turnEdge,
} from "./problem";
import { signProblems } from "./signProblems";
import { schemaProblems } from "./schemaProblems";

/** Nobody mends more at once. */
const most = 300;

/** `series`: what the graph's dataset holds, where that is known. */
export function graphProblems(view: GraphView, series?: DataSeries): readonly GraphProblem[] {
  const own = [
    ...idProblems(view),
    ...view.edges.flatMap((edge) => danglingProblem(view, edge)),
    ...cycleProblems(view),
    ...targetProblems(view),
    ...unreachableProblems(view),
    ...signProblems(view),
  ];
  const schema = view.level === undefined ? [] : schemaProblems(view, view.level, toValue(view.root));
  const known = [...own, ...schema];
  const byPlace = <Placed extends { readonly start: number }>(all: readonly Placed[]): readonly Placed[] =>
    [...all].sort((a, b) => a.start - b.start);
  // However many warnings there are, an error is said: a build stops at it.
  const errors = byPlace(known.filter(({ severity }) => severity === "error")).slice(0, most);
  const warnings = known.filter(({ severity }) => severity === "warning");
  const pending = warnings.map((problem) => ({ start: problem.start, whole: () => problem }));
  const doubts = byPlace([...pending, ...(series ? seriesProblems(view, series) : [])]);
  return byPlace([...errors, ...doubts.slice(0, most - errors.length).map(({ whole }) => whole())]);
}

/** Nodes that everything should lead to. */
export function targetsOf({ nodes, level }: GraphView): readonly NodeView[] {
  const word = level === "low" ? /^observe$/ : level === "high" ? /^target$/ : /^(target|kpi|outcome|response)$/i;
  return nodes.filter(({ kind }) => kind !== undefined && word.test(kind));
}

function idProblems(view: GraphView): GraphProblem[] {
  const faulty = view.nodes.filter(({ id, index }) => id === undefined || id === "" || view.byId.get(id) !== index);
  if (faulty.length === 0) return [];
  const ids = new FreeIds(view.byId.keys());
  return faulty.slice(0, most).flatMap((node) => {
    const { id, index } = node;
    if (id === undefined || id === "") {
      return view.identity.ends === undefined
        ? []
        : [nodeProblem(view, "missingId", node, { words: [String(index + 1)], fixes: idFixes(view, node) })];
    }
    const free = ids.find(id);
    const fix: GraphFix = {
      title: "rename",
      word: free,
      edit: { kind: "renameNode", node: nodeRef(node), id: free },
    };
    // Twice the same key in one object: only the last is read, and no rename by place is safe to undo in order.
    return [nodeProblem(view, "duplicateId", node, { words: [id], fixes: [fix] })];
  });
}

function idFixes(view: GraphView, node: NodeView): GraphFix[] {
  const { id } = view.identity;
  if (id.by !== "field" || node.json.kind !== "object") return [];
  const free = freeId(view, node.kind ?? "node");
  return [setField(node, id.path, JSON.stringify(free), free)];
}

function danglingProblem({ identity }: GraphView, edge: EdgeView): GraphProblem[] {
  if (!identity.ends || (edge.fromNode >= 0 && edge.toNode >= 0)) return [];
  const missing = edge.fromNode < 0 ? edge.from : edge.to;
  return [edgeProblem("danglingEdge", edge, { words: [edgeName(edge), missing ?? "?"], fixes: [deleteEdge(edge)] })];
}

function cycleProblems(view: GraphView): GraphProblem[] {
  return findCycles(view).map((edges) => {
    const closing = edges.at(-1) as EdgeView;
    const through = [...edges.map(({ from }) => from ?? "?"), closing.to ?? "?"];
    const shown = through.length > 6 ? [...through.slice(0, 4), "…", through.at(-1)] : through;
    return edgeProblem("cycle", closing, {
      words: [shown.join(" → ")],
      // Turned round, an edge from a node to itself is the same edge.
      fixes: edges.length === 1 ? [deleteEdge(closing)] : [deleteEdge(closing), turnEdge(closing)],
    });
  });
}

function targetProblems(view: GraphView): GraphProblem[] {
  if (view.level === "low") return [];
  const [first, ...others] = targetsOf(view);
  if (first === undefined && view.level === undefined) return [];
  if (first === undefined) {
    const id = freeId(view, "sales");
    const json = JSON.stringify({ id, type: "target" });
    const fix: GraphFix = {
      title: "addTarget",
      word: id,
      edit: { kind: "addNodes", nodes: [{ id, json }], edges: [] },
    };
    const { start } = view.nodesJson;
    const nowhere = { node: undefined, edge: undefined, field: undefined };
    return [{ rule: "noTarget", severity: "error", words: [], start, end: start + 1, ...nowhere, fixes: [fix] }];
  }
  return others.map((node) =>
    nodeProblem(view, "secondTarget", node, {
      // Whether another server takes two is not known.
      ...(view.level === undefined && { severity: "warning" }),
      words: [node.label, first.label],
      fixes: [{ title: "deleteNode", word: node.label, edit: { kind: "deleteNodes", nodes: [nodeRef(node)] } }],
    }),
  );
}

function unreachableProblems(view: GraphView): GraphProblem[] {
  const targets = targetsOf(view);
  const target = targets[0];
  if (target?.id === undefined || (view.edges.length > 0 && !view.identity.ends)) return [];
  const reached = leadsTo(
    view,
    targets.map(({ index }) => index),
  );
  const to = target.id;
  return view.nodes
    .filter(({ index, id }) => !reached.has(index) && id !== undefined && view.byId.get(id) === index)
    .map((node) => {
      const connect: GraphFix = {
        title: "connect",
        word: target.label,
        edit: { kind: "addEdge", edge: { from: node.id ?? "", to, json: null } },
      };
      return nodeProblem(view, "unreachable", node, {
        severity: "warning",
        words: [node.label, target.label],
        fixes: view.level === "low" ? [] : [connect],
      });
    });
}
