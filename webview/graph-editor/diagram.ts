/** The picture: SVG with only what is in sight, one tab stop, each node with a name in the accessibility tree. */
import { type EdgeView } from "../../src/graphs/graphView";
import { element, putAttribute, svgElement } from "../shared/dom";
import { fill } from "../shared/fill";
import { type GraphStrings } from "../shared/graphStrings";
import { CardsToCome } from "./cardsToCome";
import { DrawnParts } from "./drawnParts";
import { FileColumn } from "./fileColumn";
import { Ghosts } from "./ghosts";
import { Gestures } from "./gestures";
import { itemElement } from "./itemElement";
import { lookOf } from "./itemLook";
import { legend } from "./legend";
import { lineElement, lineLook } from "./lineElement";
import { LinePaths } from "./linePaths";
import { LinesTogether } from "./linesTogether";
import { Minimap } from "./minimap";
import { MovingLayer } from "./movingLayer";
import { type Shift } from "./placeScene";
import { type Scene, type SceneItem, type SceneLine } from "./scene";
import { type Shown, wayThrough } from "./shown";
import { markComplete } from "../shared/speedMarks";
import { nearestCard, step } from "./steps";
import { Viewport } from "./viewport";

export interface DiagramEvents {
  /** `add`: besides what is selected. */
  readonly onSelect: (key: string, add: boolean) => void;
  readonly onSelectMany: (keys: readonly string[]) => void;
  /** `add`: besides the edges that are selected. */
  readonly onSelectEdge: (edge: EdgeView, add: boolean) => void;
  readonly onOpen: (item: SceneItem) => void;
  readonly onFold: (item: SceneItem) => void;
  readonly onConnect: (from: SceneItem, to: SceneItem) => void;
  /** Cards have been moved by hand; `last`: and let go. */
  readonly onShift: (item: SceneItem, by: Shift, last: boolean) => void;
  readonly onMove: () => void;
}

/** Drawn beside what is in sight, as a part of its width, so that a small move draws nothing. */
const spareShare = 0.25;
const shiftStep = 10;
/** Of more cards than this, each too small to be read, only the forms are drawn. */
const [mostDetailed, plainScale] = [400, 0.2];

export class Diagram {
  readonly element = element("div", { class: "diagram" });
  readonly viewport = new Viewport(
    this.element,
    () => this.moved(),
    () => (this.viewport.isFitted ? this.fit() : this.moved()),
  );
  private readonly svg = svgElement("svg", { role: "graphics-document document", class: "picture" });
  private readonly lines = svgElement("g", { class: "lines" });
  private readonly items = svgElement("g", { class: "items" });
  private readonly linesTogether = new LinesTogether();
  private readonly layer = new MovingLayer(this.svg);
  private isPlain = false;
  private readonly map: Minimap;
  private readonly legend: HTMLElement;
  private area = { left: 0, top: 0, right: 0, bottom: 0 };
  /** All of the graph is drawn: there is nothing more to come in sight. */
  private isWhole = false;
  private readonly drawnLines = new DrawnParts(this.lines);
  private readonly drawnItems = new DrawnParts(this.items);
  private readonly ghosts: Ghosts;
  private readonly files: FileColumn;
  private readonly toCome = new CardsToCome(
    (item) => this.keepItem(item),
    () => markComplete(),
  );
  private readonly paths = new LinePaths();
  private shown: Shown | undefined;
  private current: string | undefined;
  /** The view is turned to a picture that will be drawn in a moment. */
  private isTurning = false;
  private wantsFocus = false;
  /** Keys of the items on the way through what is selected. */
  private way: ReadonlySet<string> = new Set();
  private hadWay = false;

  constructor(
    private readonly strings: GraphStrings,
    private readonly events: DiagramEvents,
  ) {
    this.map = new Minimap(strings.map, this.viewport);
    this.ghosts = new Ghosts(strings);
    this.files = new FileColumn(strings);
    this.layer.element.append(
      this.files.element,
      this.ghosts.element,
      this.linesTogether.element,
      this.lines,
      this.toCome.element,
      this.items,
    );
    this.legend = legend(strings);
    this.element.append(this.svg, this.legend, this.map.element);
    this.items.addEventListener("keydown", (event) => this.press(event));
    this.items.addEventListener("click", (event) => this.click(event));
    this.items.addEventListener("dblclick", (event) => this.act(this.itemAt(event)));
    this.lines.addEventListener("click", (event) => this.clickLine(event));
    new Gestures(this.element, {
      viewport: this.viewport,
      layer: this.layer.element,
      scene: () => this.shown?.scene,
      itemAt: (event) => this.itemAt(event),
      onDrag: (item, by, last) => events.onShift(item, by, last),
      onConnect: (from, to) => events.onConnect(from, to),
      onFrame: (keys) => events.onSelectMany(keys),
    });
  }

  /** `moving`: cards are being dragged. `look`: turns the view to what is new, before any of it is drawn. */
  show(shown: Shown, moving: boolean, look?: () => void): void {
    this.wantsFocus = this.items.contains(document.activeElement);
    const before = this.shown?.scene.items.find(({ key }) => key === this.current);
    this.shown = shown;
    const { scene, selected } = shown;
    const name = fill(this.strings.diagramName, scene.graph.nodes.length, scene.graph.edges.length);
    putAttribute(this.svg, "aria-label", name);
    this.legend.hidden = scene.graph.level !== "high";
    const keys = new Set(scene.items.map(({ key }) => key));
    const chosen = scene.items.find(({ key }) => selected.has(key))?.key;
    if (this.current === undefined || !keys.has(this.current) || (chosen !== undefined && !selected.has(this.current)))
      this.current = chosen ?? (keys.has(this.current ?? "") ? this.current : nearestCard(scene.items, before)?.key);
    this.hadWay = this.way.size > 0;
    if (!moving) this.way = wayThrough(shown);
    this.paths.show(scene, moving);
    this.ghosts.show(scene, shown.removed);
    this.files.show(scene, selected);
    this.isTurning = true;
    look?.();
    this.isTurning = false;
    this.draw("all");
    this.map.show(scene, selected);
    if (this.wantsFocus && !this.items.contains(document.activeElement)) this.focus();
  }

  get isEmpty(): boolean {
    return (this.shown?.scene.items.length ?? 0) === 0;
  }

  fit(): void {
    if (this.shown) this.viewport.fit(this.files.around(this.ghosts.bounds ?? this.shown.scene));
  }

  /** Puts the keyboard on the current node and brings it in sight. */
  focus(key = this.current): void {
    const item = this.shown?.scene.items.find((one) => one.key === key);
    if (!item) return;
    this.current = item.key;
    this.viewport.reveal(item);
    this.wantsFocus = true;
    if (this.isTurning) return;
    this.draw("all");
    this.drawnItems.get(item.key)?.focus({ preventScroll: true });
  }

  reveal(key: string): void {
    const item = this.shown?.scene.items.find((one) => one.key === key);
    if (item) this.viewport.reveal(item);
  }

  private moved(): void {
    this.layer.move(this.viewport.view);
    if (!this.isTurning && !this.isDrawn()) this.draw("missing");
    this.map.moved();
    this.events.onMove();
  }

  /** Whether all that is in sight is there, and not much more. */
  private isDrawn(): boolean {
    const sight = this.viewport.visible();
    const { area } = this;
    const isThere =
      this.isWhole ||
      (sight.left >= area.left && sight.top >= area.top && sight.right <= area.right && sight.bottom <= area.bottom);
    return isThere && 3 * (sight.right - sight.left) > area.right - area.left;
  }

  /** Draws what is in sight: all of it where something may have changed, or what has only come in sight. */
  private draw(what: "all" | "missing"): void {
    if (!this.shown) return;
    const { scene } = this.shown;
    const sight = this.viewport.visible();
    const spare = spareShare * (sight.right - sight.left);
    const area = {
      left: sight.left - spare,
      top: sight.top - spare,
      right: sight.right + spare,
      bottom: sight.bottom + spare,
    };
    this.area = area;
    this.isWhole = holds(area, scene);
    const inSight = (x1: number, y1: number, x2: number, y2: number): boolean =>
      x2 >= area.left && x1 <= area.right && y2 >= area.top && y1 <= area.bottom;
    this.drawnLines.start();
    this.drawnItems.start();
    const isPlain = this.viewport.view.scale < plainScale && scene.items.length > mostDetailed;
    if (isPlain !== this.isPlain) what = "all";
    this.isPlain = isPlain;
    const together: SceneLine[] = [];
    const isApart = this.linesApart();
    for (const line of scene.lines) {
      const [startY, startX] = [line.from.y + line.from.height / 2, line.from.x + line.from.width];
      const [x1, x2] = [Math.min(startX, line.to.x), Math.max(startX, line.to.x)];
      if (inSight(x1, Math.min(startY, line.endY), x2, Math.max(startY, line.endY)))
        if (isPlain && isApart?.(line) !== true) together.push(line);
        else if (what === "all" || !this.drawnLines.stays(line.key)) this.keepLine(line);
    }
    this.linesTogether.draw(together);
    for (const { group, x, y } of scene.titles)
      if (inSight(x, y - 20, x + 200, y)) {
        const place = { class: "group-title", x: String(x), y: String(y) };
        this.drawnLines.keep(`t:${group}${String(x)}`, String(y), () =>
          svgElement("text", place, document.createTextNode(this.strings[groupNames[group]])),
        );
      }
    const toCome: SceneItem[] = [];
    for (const item of scene.items)
      if (item.key === this.current || inSight(item.x, item.y, item.x + item.width, item.y + item.height))
        if (isPlain && item.key !== this.current && item.look !== "opened" && !this.drawnItems.get(item.key))
          toCome.push(item);
        else if (what === "all" || !this.drawnItems.stays(item.key)) this.keepItem(item);
    this.drawnLines.finish();
    this.drawnItems.finish();
    this.toCome.draw(toCome);
  }

  private keepItem(item: SceneItem): void {
    const look = lookOf(item, this.shown as Shown, this.strings);
    const key = [
      ...Object.values<string | undefined>({ ...look }),
      item.width,
      item.height,
      item.isTarget,
      ...(this.isPlain ? [item.x, item.y] : ["detailed"]),
    ].join("\u0000");
    const drawn = this.drawnItems.keep(item.key, key, () => itemElement(item, look, this.isPlain));
    if (!this.isPlain) putAttribute(drawn, "transform", `translate(${String(item.x)} ${String(item.y)})`);
    putAttribute(drawn, "tabindex", item.key === this.current ? "0" : "-1");
    this.setWay(drawn, this.way.has(item.key));
  }

  private keepLine(line: SceneLine): void {
    const look = lineLook(line, this.shown as Shown, this.paths.of(line));
    const drawn = this.drawnLines.keep(line.key, `${look.classes} ${look.path}`, () => lineElement(line, look));
    this.setWay(drawn, this.way.has(line.from.key) && this.way.has(line.to.key));
  }

  /** The lines that are seen by themselves in a picture of many; undefined for none. */
  private linesApart(): ((line: SceneLine) => boolean) | undefined {
    const { selectedEdges = [], changedEdges = new Set() } = this.shown ?? {};
    if (this.way.size === 0 && selectedEdges.length === 0 && changedEdges.size === 0) return undefined;
    const apart = new Set([...selectedEdges.map(({ index }) => index), ...changedEdges]);
    return ({ from, to, edges }) =>
      (this.way.has(from.key) && this.way.has(to.key)) || edges.some(({ index }) => apart.has(index));
  }

  private setWay(drawn: SVGElement, isOn: boolean): void {
    const some = this.way.size > 0;
    if (!some && !this.hadWay) return;
    drawn.classList.toggle("on-way", some && isOn);
    drawn.classList.toggle("off-way", some && !isOn);
  }

  private itemAt({ target }: Event): SceneItem | undefined {
    const key = (target as Element).closest("[data-key]")?.getAttribute("data-key");
    return this.shown?.scene.items.find((item) => item.key === key);
  }

  private click(event: MouseEvent): void {
    const item = this.itemAt(event);
    if (!item) return;
    this.events.onSelect(item.key, isAdding(event));
    this.focus(item.key);
  }

  /** Of a line that stands for several edges each click takes the next one. */
  private clickLine(event: MouseEvent): void {
    const key = (event.target as Element).closest("[data-line]")?.getAttribute("data-line");
    const edges = this.shown?.scene.lines.find((line) => line.key === key)?.edges ?? [];
    const isSelected = ({ index }: EdgeView): boolean =>
      this.shown?.selectedEdges.some((edge) => edge.index === index) ?? false;
    const edge = edges[(edges.findLastIndex(isSelected) + 1) % Math.max(1, edges.length)];
    if (edge) this.events.onSelectEdge(edge, isAdding(event));
  }

  private act(item: SceneItem | undefined): void {
    if (!item) return;
    if (item.look === "node") this.events.onOpen(item);
    else this.events.onFold(item);
  }

  private press(event: KeyboardEvent): void {
    const item = this.itemAt(event);
    if (!item || !this.shown || event.ctrlKey || event.metaKey) return;
    const next = event.altKey ? undefined : step(this.shown.scene, item, event.key);
    const shift = event.altKey ? shifts[event.key] : undefined;
    if (shift) this.events.onShift(item, shift, true);
    else if (next) {
      this.events.onSelect(next.key, event.shiftKey);
      this.focus(next.key);
    } else if (event.altKey) return;
    else if (event.key === "Enter") this.act(item);
    else if (event.key === " ") this.events.onSelect(item.key, true);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
}

const shifts: Readonly<Record<string, Shift>> = {
  ArrowLeft: { x: -shiftStep, y: 0 },
  ArrowRight: { x: shiftStep, y: 0 },
  ArrowUp: { x: 0, y: -shiftStep },
  ArrowDown: { x: 0, y: shiftStep },
};

const holds = (
  area: { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number },
  { left, top, width, height }: Scene,
): boolean => left >= area.left && top >= area.top && left + width <= area.right && top + height <= area.bottom;

const groupNames = {
  media: "groupMedia",
  market: "groupMarket",
  events: "groupEvents",
  baseline: "groupBaseline",
} as const;

const isAdding = ({ ctrlKey, metaKey, shiftKey }: MouseEvent): boolean => ctrlKey || metaKey || shiftKey;
