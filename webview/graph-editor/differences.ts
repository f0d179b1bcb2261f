/** What differs from another graph, for a draft the one that it was copied from: how much, and on demand every field. */
import { compareGraphs, type FieldChange, type GraphDifference, isSame } from "../../src/graphs/compareGraphs";
import { type GraphView } from "../../src/graphs/graphView";
import { button } from "../shared/controls";
import { element } from "../shared/dom";
import { fill } from "../shared/fill";
import { type ComparedGraph, type FromGraphEditor } from "../shared/graphMessages";
import { type GraphStrings } from "../shared/graphStrings";
import { type Removed } from "./ghosts";
import { edgeLabel } from "./inspector";
import { readOrNot } from "./readOrNot";

/** More are in VS Code's own diff. */
const most = 200;
const longest = 60;

export class Differences {
  /** For the tool bar: says how much differs, and shows the list; before anything is compared it asks with what. */
  readonly button: HTMLElement;
  /** The list, with what else can be done about it. */
  readonly panel = element("div", { hidden: "" });
  private readonly list = element("ul", { class: "differences" });
  /** Says where that graph is no longer to be had. */
  readonly note = element("p", { class: "gone", role: "status", hidden: "" });
  /** Places of the nodes that are changed or added here. */
  changed: ReadonlyMap<number, "changed" | "added"> = new Map();
  /** Places of the edges that are changed or added here. */
  changedEdges: ReadonlySet<number> = new Set();
  private gone: Removed | undefined;
  private other: GraphView | undefined;
  private name: string | null = null;
  private shown: GraphView | undefined;

  /** `onToggle`: the list has been opened or closed. */
  constructor(
    private readonly strings: GraphStrings,
    send: (message: FromGraphEditor) => void,
    private readonly onToggle: () => void,
  ) {
    const wish = (label: string, type: "compare" | "compareText"): HTMLElement =>
      button({ label, look: "secondary", onPress: () => send({ type }) });
    this.button = button({
      label: strings.compare,
      look: "secondary",
      onPress: () => (this.other ? this.toggle() : send({ type: "compare" })),
    });
    this.list.setAttribute("aria-label", strings.differences);
    const actions = element("div", { class: "actions" });
    actions.append(wish(strings.compareOther, "compare"), wish(strings.compareText, "compareText"));
    this.panel.append(this.list, actions);
  }

  /** What is no longer here, while the list of differences is open. */
  get removed(): Removed | undefined {
    return this.panel.hidden ? undefined : this.gone;
  }

  setCompared({ text, name, asked }: ComparedGraph): void {
    this.other = readOrNot(text);
    this.name = name;
    this.shown = undefined;
    if (asked) this.panel.hidden = false;
  }

  setGone(sentence: string): void {
    this.note.textContent = sentence;
    this.note.hidden = false;
  }

  show(view: GraphView): void {
    const { other, strings, name } = this;
    if (other === undefined || this.shown === view) return;
    this.shown = view;
    const difference = compareGraphs(other, view);
    this.changed = new Map([
      ...difference.changedNodes.map(({ node }) => [node.index, "changed"] as const),
      ...difference.addedNodes.map(({ index }) => [index, "added"] as const),
    ]);
    this.changedEdges = new Set([
      ...difference.changedEdges.map(({ edge }) => edge.index),
      ...difference.addedEdges.map(({ index }) => index),
    ]);
    this.gone = { before: other, nodes: difference.removedNodes, edges: difference.removedEdges };
    const rows = rowsOf(difference, other, view, strings);
    const same = name === null ? strings.same : fill(strings.sameAs, name);
    const differs =
      name === null ? fill(strings.differenceCount, rows.length) : fill(strings.differencesFrom, name, rows.length);
    this.button.textContent = isSame(difference) ? same : differs;
    const more = rows.length > most ? [fill(strings.moreDifferences, rows.length - most)] : [];
    this.list.replaceChildren(...[...rows.slice(0, most), ...more].map((row) => element("li", {}, row)));
    this.list.hidden = rows.length === 0;
    this.button.setAttribute("aria-expanded", String(!this.panel.hidden));
  }

  private toggle(): void {
    this.panel.hidden = !this.panel.hidden;
    this.button.setAttribute("aria-expanded", String(!this.panel.hidden));
    this.onToggle();
  }
}

function rowsOf(
  { changedFields, addedNodes, removedNodes, changedNodes, addedEdges, removedEdges, changedEdges }: GraphDifference,
  before: GraphView,
  after: GraphView,
  strings: GraphStrings,
): string[] {
  const field = (name: string, { path, before: old, after: now }: FieldChange): string =>
    fill(strings.fieldChange, name, path.join("."), short(old) ?? strings.absent, short(now) ?? strings.absent);
  return [
    ...changedFields.map((one) => field(strings.title, one)),
    ...addedNodes.map(({ label }) => fill(strings.addedNode, label)),
    ...removedNodes.map(({ label }) => fill(strings.removedNode, label)),
    ...changedNodes.flatMap(({ node, fields }) => fields.map((one) => field(node.label, one))),
    ...addedEdges.map((edge) => fill(strings.addedEdge, edgeLabel(edge, after, strings))),
    ...removedEdges.map((edge) => fill(strings.removedEdge, edgeLabel(edge, before, strings))),
    ...changedEdges.flatMap(({ edge, fields }) => fields.map((one) => field(edgeLabel(edge, after, strings), one))),
  ];
}

const short = (text: string | undefined): string | undefined =>
  text !== undefined && text.length > longest ? `${text.slice(0, longest)}…` : text;
