/** What the graph changes against the one that it was copied from. */
import { compareGraphs, type FieldChange, isSame } from "../../src/graphs/compareGraphs";
import { type EdgeView, type GraphView } from "../../src/graphs/graphView";
import { type BuildStrings } from "../shared/buildStrings";
import { button } from "../shared/controls";
import { element } from "../shared/dom";
import { fill } from "../shared/fill";

/** More are in VS Code's own diff. */
const most = 40;
const longest = 60;

type Row = readonly [node: string, field: string, before: string, after: string];

export interface ChangesContext {
  readonly view: GraphView | undefined;
  readonly original: { readonly name: string; readonly view: GraphView } | undefined;
  readonly strings: BuildStrings;
  readonly onCompare: () => void;
}

export function changesSection({ view, original, strings, onCompare }: ChangesContext): readonly HTMLElement[] {
  if (view === undefined) return [];
  if (original === undefined) return [element("p", { class: "note" }, strings.noOriginal)];
  const difference = compareGraphs(original.view, view);
  if (isSame(difference)) return [element("p", { class: "note" }, strings.noChanges)];
  const rows = rowsOf(difference, original.view, view, strings);
  const nodes = view.nodes.length - difference.addedNodes.length - difference.changedNodes.length;
  const edges = view.edges.length - difference.addedEdges.length - difference.changedEdges.length;
  const head = [strings.node, strings.field, strings.before, strings.after];
  const table = element(
    "table",
    { "aria-label": strings.changes },
    element("thead", {}, element("tr", {}, ...head.map((title) => element("th", { scope: "col" }, title)))),
    element("tbody", {}, ...rows.slice(0, most).map(rowElement)),
  );
  const rest = [
    rows.length > most ? fill(strings.moreChanges, rows.length - most) : "",
    fill(strings.unchanged, nodes, edges),
  ];
  return [
    element("div", { class: "scroller" }, table),
    element("p", { class: "note" }, rest.filter(Boolean).join(" ")),
    element(
      "div",
      { class: "actions" },
      button({ label: strings.fullComparison, look: "secondary", onPress: onCompare }),
    ),
  ];
}

const rowElement = ([node, field, before, after]: Row): HTMLElement =>
  element(
    "tr",
    {},
    element("th", { scope: "row", title: node }, node),
    element("td", { title: field }, field),
    element("td", { title: before }, before),
    element("td", { class: "now", title: after }, after),
  );

function rowsOf(
  difference: ReturnType<typeof compareGraphs>,
  before: GraphView,
  after: GraphView,
  strings: BuildStrings,
): readonly Row[] {
  const { addedNodes, removedNodes, changedNodes, addedEdges, removedEdges, changedEdges } = difference;
  const fields = (name: string, changes: readonly FieldChange[]): Row[] =>
    changes.map(({ path, before: old, after: now }) => [
      name,
      path.length === 0 ? strings.whole : path.join("."),
      short(old) ?? strings.absent,
      short(now) ?? strings.absent,
    ]);
  const edge = ({ from, to, index }: EdgeView, { byId, nodes }: GraphView): string => {
    const name = (id: string | undefined): string => nodes[byId.get(id ?? "") ?? -1]?.label ?? id ?? "?";
    return from === undefined && to === undefined ? `#${String(index + 1)}` : `${name(from)} \u2192 ${name(to)}`;
  };
  return [
    ...addedNodes.map(({ label }): Row => [label, strings.nodeAdded, strings.absent, label]),
    ...removedNodes.map(({ label }): Row => [label, strings.nodeRemoved, label, strings.absent]),
    ...changedNodes.flatMap((one) => fields(one.node.label, one.fields)),
    ...addedEdges.map((one): Row => [edge(one, after), strings.edgeAdded, strings.absent, edge(one, after)]),
    ...removedEdges.map((one): Row => [edge(one, before), strings.edgeRemoved, edge(one, before), strings.absent]),
    ...changedEdges.flatMap((one) => fields(edge(one.edge, after), one.fields)),
  ];
}

const short = (text: string | undefined): string | undefined =>
  text !== undefined && text.length > longest ? `${text.slice(0, longest)}\u2026` : text;
