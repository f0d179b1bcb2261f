/** What a draft has changed against the graph that it was copied from: how much, and on demand every field. */
import { compareGraphs, type FieldChange, type GraphDifference, isSame } from "../../src/graphs/compareGraphs";
import { type GraphView } from "../../src/graphs/graphView";
import { button } from "../shared/controls";
import { element } from "../shared/dom";
import { fill } from "../shared/fill";
import { type GraphStrings } from "../shared/graphStrings";
import { type Removed } from "./ghosts";
import { edgeLabel } from "./inspector";
import { readOrNot } from "./readOrNot";

/** More are in VS Code's own diff. */
const most = 200;
const longest = 60;

export class Differences {
  /** For the tool bar: says how much differs, and shows the list. */
  readonly button: HTMLElement;
  readonly list = element("ul", { class: "differences" });
  /** Says where that graph is no longer to be had. */
  readonly note = element("p", { class: "gone", role: "status", hidden: "" });
  /** Places of the nodes that the draft has changed or added. */
  changed: ReadonlyMap<number, "changed" | "added"> = new Map();
  /** Places of the edges that it has changed or added. */
  changedEdges: ReadonlySet<number> = new Set();
  private gone: Removed | undefined;
  private original: GraphView | undefined;
  private shown: GraphView | undefined;

  /** `onToggle`: the list has been opened or closed. */
  constructor(
    private readonly strings: GraphStrings,
    private readonly onToggle: () => void,
  ) {
    this.button = button({ label: "", look: "secondary", onPress: () => this.toggle() });
    this.button.hidden = true;
    this.list.hidden = true;
    this.list.setAttribute("aria-label", strings.differences);
  }

  /** What the draft has taken away, while the list of differences is open. */
  get removed(): Removed | undefined {
    return this.list.hidden ? undefined : this.gone;
  }

  setOriginal(text: string): void {
    this.original = readOrNot(text);
    this.shown = undefined;
  }

  setGone(sentence: string): void {
    this.note.textContent = sentence;
    this.note.hidden = false;
  }

  show(view: GraphView): void {
    const { original, strings } = this;
    this.button.hidden = original === undefined;
    if (original === undefined || this.shown === view) return;
    this.shown = view;
    const difference = compareGraphs(original, view);
    this.changed = new Map([
      ...difference.changedNodes.map(({ node }) => [node.index, "changed"] as const),
      ...difference.addedNodes.map(({ index }) => [index, "added"] as const),
    ]);
    this.changedEdges = new Set([
      ...difference.changedEdges.map(({ edge }) => edge.index),
      ...difference.addedEdges.map(({ index }) => index),
    ]);
    this.gone = { before: original, nodes: difference.removedNodes, edges: difference.removedEdges };
    const rows = rowsOf(difference, original, view, strings);
    this.button.textContent = isSame(difference) ? strings.same : fill(strings.differenceCount, rows.length);
    this.list.replaceChildren(...rows.slice(0, most).map((row) => element("li", {}, row)));
    if (rows.length === 0) this.list.hidden = true;
    this.button.setAttribute("aria-expanded", String(!this.list.hidden));
  }

  private toggle(): void {
    this.list.hidden = !this.list.hidden || this.list.childElementCount === 0;
    this.button.setAttribute("aria-expanded", String(!this.list.hidden));
    this.onToggle();
  }
}

function rowsOf(
  { addedNodes, removedNodes, changedNodes, addedEdges, removedEdges, changedEdges }: GraphDifference,
  before: GraphView,
  after: GraphView,
  strings: GraphStrings,
): string[] {
  const field = (name: string, { path, before: old, after: now }: FieldChange): string =>
    fill(strings.fieldChange, name, path.join("."), short(old) ?? strings.absent, short(now) ?? strings.absent);
  return [
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
