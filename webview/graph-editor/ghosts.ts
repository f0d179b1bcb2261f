/** What a draft has taken away, as it is shown while the draft is compared: cards below the others, and their lines. */
import { type EdgeView, type GraphView, type NodeView } from "../../src/graphs/graphView";
import { svgElement } from "../shared/dom";
import { fill } from "../shared/fill";
import { type GraphStrings } from "../shared/graphStrings";
import { cut } from "./cutText";
import { pathThrough } from "./routing";
import { type Bounds, type Scene } from "./scene";

export interface Removed {
  /** The graph that they were in. */
  readonly before: GraphView;
  readonly nodes: readonly NodeView[];
  readonly edges: readonly EdgeView[];
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** More are told in the list of differences. */
const most = 200;
const [gap, titleRoom, textStart, letter] = [7, 40, 14, 7.2];

export class Ghosts {
  readonly element = svgElement("g", { class: "ghosts" });
  /** All that is shown, those that are gone included. */
  bounds: Bounds | undefined;

  constructor(private readonly strings: GraphStrings) {}

  show(scene: Scene, removed: Removed | undefined): void {
    this.bounds = undefined;
    this.element.replaceChildren();
    if (!removed) return;
    const boxes = placesOf(scene, removed);
    const first = boxes.values().next().value;
    const lines = removed.edges.slice(0, most).flatMap((edge) => this.line(scene, removed, boxes, edge));
    const cards = [...boxes].map(([node, box]) => this.card(removed.before.nodes[node]?.label ?? "", box));
    if (first)
      this.element.append(
        svgElement(
          "text",
          { class: "group-title", x: String(first.x), y: String(first.y - 9) },
          document.createTextNode(this.strings.groupRemoved),
        ),
      );
    this.element.append(...lines, ...cards);
    const [right, bottom] = [scene.left + scene.width, scene.top + scene.height];
    const ends = [...boxes.values()];
    this.bounds = {
      left: scene.left,
      top: scene.top,
      width: Math.max(right, ...ends.map(({ x, width }) => x + width)) - scene.left,
      height: Math.max(bottom, ...ends.map(({ y, height }) => y + height)) - scene.top,
    };
  }

  private card(label: string, { x, y, width, height }: Box): SVGElement {
    const letters = Math.floor((width - 90) / letter);
    const text = (kind: string, at: number, content: string): SVGElement =>
      svgElement("text", { class: kind, x: String(at), y: String(height / 2 + 4) }, document.createTextNode(content));
    return svgElement(
      "g",
      {
        class: "ghost",
        role: "graphics-symbol img",
        "aria-label": `${label}, ${this.strings.nodeRemoved}`,
        transform: `translate(${String(x)} ${String(y)})`,
      },
      svgElement("title", {}, document.createTextNode(label)),
      svgElement("rect", { class: "outline", width: String(width), height: String(height), rx: "6" }),
      text("label", textStart, cut(label, letters)),
      text("change", width - 12, this.strings.nodeRemoved),
    );
  }

  private line(scene: Scene, { before }: Removed, boxes: ReadonlyMap<number, Box>, edge: EdgeView): SVGElement[] {
    const placeOf = (node: number): Box | undefined => boxes.get(node) ?? itemOf(scene, before.nodes[node]);
    const [from, to] = [placeOf(edge.fromNode), placeOf(edge.toNode)];
    if (!from || !to || from === to) return [];
    const [start, end] = [
      { x: from.x + from.width, y: from.y + from.height / 2 },
      { x: to.x, y: to.y + to.height / 2 },
    ];
    const label = (node: number): string => before.nodes[node]?.label ?? "?";
    const name = fill(this.strings.edgeName, label(edge.fromNode), label(edge.toNode));
    return [
      svgElement(
        "g",
        { class: "ghost", role: "graphics-symbol img", "aria-label": `${name}, ${this.strings.nodeRemoved}` },
        svgElement("path", { class: "stroke", d: pathThrough(start, [], end) }),
        svgElement(
          "text",
          { class: "gone", x: String(start.x + 18), y: String(start.y + 4) },
          document.createTextNode("×"),
        ),
      ),
    ];
  }
}

/** The card of a node that is still there, or of the group that it is folded into. */
function itemOf({ graph, itemOf }: Scene, node: NodeView | undefined): Box | undefined {
  const place = node?.id === undefined ? undefined : graph.byId.get(node.id);
  return place === undefined ? undefined : itemOf.get(place);
}

/** Cards that are gone stand below each other, under the column in which what was beside them stands. */
function placesOf(scene: Scene, { before, nodes }: Removed): Map<number, Box> {
  const [width, height] = before.level === "low" ? [150, 46] : [280, 44];
  const column = columnOf(scene, before, nodes);
  let y = scene.top + scene.height + titleRoom;
  return new Map(
    nodes.slice(0, most).map(({ index }) => {
      const box = { x: column, y, width, height };
      y += height + gap;
      return [index, box] as const;
    }),
  );
}

/** Where the first node stands that influenced the same as one of those that are gone. */
function columnOf(scene: Scene, { edges, nodes: all }: GraphView, gone: readonly NodeView[]): number {
  const isGone = new Set(gone.map(({ index }) => index));
  const ends = new Set(edges.filter(({ fromNode }) => isGone.has(fromNode)).map(({ toNode }) => toNode));
  for (const { fromNode, toNode } of edges) {
    const item = ends.has(toNode) && !isGone.has(fromNode) ? itemOf(scene, all[fromNode]) : undefined;
    if (item) return item.x;
  }
  return scene.left;
}
