/** What the graph changes against the one that it was copied from. */
import { compareGraphs, type FieldChange, isSame } from "../../src/graphs/compareGraphs";
import { type EdgeView, type GraphView } from "../../src/graphs/graphView";
import { type JsonNode } from "../../src/jsonText/read";
import { type BuildStrings } from "../shared/buildStrings";
import { button } from "../shared/controls";
import { element } from "../shared/dom";
import { fill } from "../shared/fill";

/** More are in VS Code's own diff. */
const most = 40;
const longest = 60;

interface Row {
  readonly name: string;
  /** Where it stands in the text; undefined for what is no longer there. */
  readonly at: number | undefined;
  readonly field: string;
  readonly before: string;
  readonly after: string;
}

export interface ChangesContext {
  readonly view: GraphView | undefined;
  readonly original: { readonly name: string; readonly view: GraphView } | undefined;
  /** Says that the model of the original is no longer at its server. */
  readonly gone: string | undefined;
  readonly strings: BuildStrings;
  readonly onCompare: () => void;
  /** To a place in the text. */
  readonly onGo: (offset: number) => void;
}

export function changesSection(context: ChangesContext): readonly HTMLElement[] {
  const { gone } = context;
  const parts = differenceParts(context);
  return gone === undefined ? parts : [element("p", { class: "note warning", role: "status" }, gone), ...parts];
}

function differenceParts({ view, original, strings, onCompare, onGo }: ChangesContext): readonly HTMLElement[] {
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
    element("tbody", {}, ...rows.slice(0, most).map((row) => rowElement(row, strings, onGo))),
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

function rowElement({ name, at, field, before, after }: Row, strings: BuildStrings, onGo: ChangesContext["onGo"]) {
  const way = at === undefined ? undefined : button({ label: name, look: "secondary", onPress: () => onGo(at) });
  way?.classList.add("sentence");
  way?.setAttribute("title", strings.showInPicture);
  return element(
    "tr",
    {},
    element("th", { scope: "row", title: name }, way ?? name),
    element("td", { title: field }, field),
    element("td", { title: before }, before),
    element("td", { class: "now", title: after }, after),
  );
}

function rowsOf(
  difference: ReturnType<typeof compareGraphs>,
  before: GraphView,
  after: GraphView,
  strings: BuildStrings,
): readonly Row[] {
  const { changedFields, addedNodes, removedNodes, changedNodes, addedEdges, removedEdges, changedEdges } = difference;
  const { absent } = strings;
  const fields = (name: string, { start }: JsonNode, changes: readonly FieldChange[]): Row[] =>
    changes.map(({ path, before: old, after: now }) => ({
      ...{ name, at: start, field: path.length === 0 ? strings.whole : path.join(".") },
      ...{ before: short(old) ?? absent, after: short(now) ?? absent },
    }));
  const added = (name: string, field: string, { start }: JsonNode): Row => ({
    ...{ name, at: start, field, before: absent, after: name },
  });
  const removed = (name: string, field: string): Row => ({ name, at: undefined, field, before: name, after: absent });
  const edge = ({ from, to, index }: EdgeView, { byId, nodes }: GraphView): string => {
    const name = (id: string | undefined): string => nodes[byId.get(id ?? "") ?? -1]?.label ?? id ?? "?";
    return from === undefined && to === undefined ? `#${String(index + 1)}` : `${name(from)} \u2192 ${name(to)}`;
  };
  return [
    ...fields(strings.graph, after.root, changedFields),
    ...addedNodes.map(({ label, json }) => added(label, strings.nodeAdded, json)),
    ...removedNodes.map(({ label }) => removed(label, strings.nodeRemoved)),
    ...changedNodes.flatMap((one) => fields(one.node.label, one.node.json, one.fields)),
    ...addedEdges.map((one) => added(edge(one, after), strings.edgeAdded, one.json)),
    ...removedEdges.map((one) => removed(edge(one, before), strings.edgeRemoved)),
    ...changedEdges.flatMap((one) => fields(edge(one.edge, after), one.edge.json, one.fields)),
  ];
}

const short = (text: string | undefined): string | undefined =>
  text !== undefined && text.length > longest ? `${text.slice(0, longest)}\u2026` : text;
