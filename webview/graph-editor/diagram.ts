/** The picture: SVG with only what is in sight, one tab stop, each node with a name in the accessibility tree. */
import { type EdgeView } from "../../src/graphs/graphView";
import { leadsTo, reachedFrom } from "../../src/graphs/paths";
import { element, svgElement } from "../shared/dom";
import { fill } from "../shared/fill";
import { type GraphStrings } from "../shared/graphStrings";
import { itemElement } from "./itemElement";
import { lineElement } from "./lineElement";
import { Minimap } from "./minimap";
import { type SceneItem, type SceneLine } from "./scene";
import { type Shown } from "./shown";
import { step } from "./steps";
import { Viewport } from "./viewport";

export interface DiagramEvents {
  /** `add`: besides what is selected. */
  readonly onSelect: (key: string, add: boolean) => void;
  readonly onSelectEdge: (edge: EdgeView) => void;
  readonly onOpen: (item: SceneItem) => void;
  readonly onFold: (item: SceneItem) => void;
  readonly onConnect: (from: SceneItem, to: SceneItem) => void;
  readonly onMove: () => void;
}

/** Drawn beside what is in sight, as a part of its width, so that a small move draws nothing. */
const spareShare = 0.25;

export class Diagram {
  readonly element = element("div", { class: "diagram" });
  readonly viewport = new Viewport(this.element, () => this.moved());
  private readonly svg = svgElement("svg", { role: "graphics-document", class: "picture" });
  private readonly lines = svgElement("g", { class: "lines" });
  private readonly items = svgElement("g", { class: "items" });
  private readonly layer = svgElement("g", {}, this.lines, this.items);
  private readonly map: Minimap;
  private area = { left: 0, top: 0, right: 0, bottom: 0 };
  private readonly drawn = new Map<string, SVGElement>();
  private shown: Shown | undefined;
  private current: string | undefined;
  private way: ReadonlySet<SceneItem> = new Set();

  constructor(
    private readonly strings: GraphStrings,
    private readonly events: DiagramEvents,
  ) {
    this.map = new Minimap(strings.map, this.viewport);
    this.svg.append(this.layer);
    this.element.append(this.svg, this.map.element);
    this.items.addEventListener("keydown", (event) => this.press(event));
    this.items.addEventListener("click", (event) => this.click(event));
    this.items.addEventListener("dblclick", (event) => this.act(this.itemAt(event)));
    this.items.addEventListener("pointerdown", (event) => this.startLine(event));
    new ResizeObserver(() => (this.viewport.isFitted ? this.fit() : this.moved())).observe(this.element);
  }

  show(shown: Shown): void {
    const focused = this.items.contains(document.activeElement);
    this.shown = shown;
    const { graph, scene, selected } = shown;
    const name = fill(this.strings.diagramName, graph.nodes.length, graph.edges.length);
    this.svg.setAttribute("aria-label", name);
    const keys = new Set(scene.items.map(({ key }) => key));
    const chosen = scene.items.find(({ key }) => selected.has(key))?.key;
    if (this.current === undefined || !keys.has(this.current) || (chosen !== undefined && !selected.has(this.current)))
      this.current = chosen ?? (keys.has(this.current ?? "") ? this.current : scene.items.find(isCard)?.key);
    this.way = wayThrough(shown);
    this.clear();
    this.draw();
    this.map.show(scene, selected);
    if (focused) this.focus();
  }

  fit(): void {
    if (this.shown) this.viewport.fit(this.shown.scene.width, this.shown.scene.height);
  }

  /** Puts the keyboard on the current node and brings it in sight. */
  focus(key = this.current): void {
    const item = this.shown?.scene.items.find((one) => one.key === key);
    if (!item) return;
    this.current = item.key;
    this.viewport.reveal(item);
    for (const [drawnKey, drawn] of this.drawn) drawn.setAttribute("tabindex", drawnKey === item.key ? "0" : "-1");
    this.drawn.get(item.key)?.focus({ preventScroll: true });
  }

  reveal(key: string): void {
    const item = this.shown?.scene.items.find((one) => one.key === key);
    if (item) this.viewport.reveal(item);
  }

  private moved(): void {
    const { x, y, scale } = this.viewport.view;
    this.layer.setAttribute("transform", `translate(${String(x)} ${String(y)}) scale(${String(scale)})`);
    this.svg.classList.toggle("far", scale < 0.45);
    if (!this.isDrawn()) this.draw();
    this.map.moved();
    this.events.onMove();
  }

  private clear(): void {
    for (const drawn of this.drawn.values()) drawn.remove();
    this.drawn.clear();
  }

  /** Whether all that is in sight is there, and not much more. */
  private isDrawn(): boolean {
    const { left, top, right, bottom } = this.viewport.visible();
    const { area } = this;
    const holds = left >= area.left && top >= area.top && right <= area.right && bottom <= area.bottom;
    return holds && 3 * (right - left) > area.right - area.left;
  }

  private draw(): void {
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
    const inSight = (x1: number, y1: number, x2: number, y2: number): boolean =>
      x2 >= area.left && x1 <= area.right && y2 >= area.top && y1 <= area.bottom;
    const wanted = new Set<string>();
    const keep = (key: string, into: SVGElement, make: () => SVGElement): void => {
      wanted.add(key);
      if (this.drawn.has(key)) return;
      const made = make();
      this.drawn.set(key, made);
      into.append(made);
    };
    for (const line of scene.lines) {
      const [startY, startX] = [line.from.y + line.from.height / 2, line.from.x + line.from.width];
      const [x1, x2] = [Math.min(startX, line.to.x), Math.max(startX, line.to.x)];
      if (inSight(x1, Math.min(startY, line.endY), x2, Math.max(startY, line.endY)))
        keep(`e:${line.key}`, this.lines, () => this.lineElement(line));
    }
    for (const title of scene.titles)
      if (inSight(title.x, title.y - 20, title.x + 200, title.y))
        keep(`t:${title.group}${String(title.x)}`, this.lines, () =>
          svgElement(
            "text",
            { class: "group-title", x: String(title.x), y: String(title.y) },
            document.createTextNode(this.strings[groupNames[title.group]]),
          ),
        );
    for (const item of scene.items)
      if (item.key === this.current || inSight(item.x, item.y, item.x + item.width, item.y + item.height))
        keep(item.key, this.items, () => this.itemElement(item));
    for (const [key, drawn] of this.drawn)
      if (!wanted.has(key)) {
        drawn.remove();
        this.drawn.delete(key);
      }
  }

  private itemElement(item: SceneItem): SVGElement {
    const shown = this.shown as Shown;
    const made = itemElement(item, shown, this.strings);
    made.setAttribute("tabindex", item.key === this.current ? "0" : "-1");
    if (this.way.size > 0) made.classList.add(this.way.has(item) ? "on-way" : "off-way");
    return made;
  }

  private lineElement(line: SceneLine): SVGElement {
    const shown = this.shown as Shown;
    const made = lineElement(line, shown);
    if (this.way.size > 0) made.classList.add(this.way.has(line.from) && this.way.has(line.to) ? "on-way" : "off-way");
    made.addEventListener("click", () => line.edges[0] && this.events.onSelectEdge(line.edges[0]));
    return made;
  }

  private itemAt({ target }: Event): SceneItem | undefined {
    const key = (target as Element).closest("[data-key]")?.getAttribute("data-key");
    return this.shown?.scene.items.find((item) => item.key === key);
  }

  private click(event: MouseEvent): void {
    const item = this.itemAt(event);
    if (!item) return;
    this.events.onSelect(item.key, event.ctrlKey || event.metaKey || event.shiftKey);
    this.focus(item.key);
  }

  private act(item: SceneItem | undefined): void {
    if (!item) return;
    if (item.look === "node") this.events.onOpen(item);
    else this.events.onFold(item);
  }

  /** A line drawn from the right edge of a node to another one. */
  private startLine(event: PointerEvent): void {
    const from = this.itemAt(event);
    if (!from || (event.target as Element).closest(".port") === null) return;
    event.preventDefault();
    const start = { x: from.x + from.width, y: from.y + from.height / 2 };
    const line = svgElement("line", { class: "new-line" });
    this.layer.append(line);
    const move = (moved: PointerEvent): void => {
      const { x, y } = this.viewport.toPicture(moved);
      const ends = { x1: start.x, y1: start.y, x2: x, y2: y };
      for (const [name, value] of Object.entries(ends)) line.setAttribute(name, String(value));
    };
    const end = (released: PointerEvent): void => {
      removeEventListener("pointermove", move);
      line.remove();
      const { x, y } = this.viewport.toPicture(released);
      const to = this.shown?.scene.items.findLast(
        (item) => x >= item.x && x <= item.x + item.width && y >= item.y && y <= item.y + item.height,
      );
      if (to && to !== from) this.events.onConnect(from, to);
    };
    addEventListener("pointermove", move);
    addEventListener("pointerup", end, { once: true });
  }

  private press(event: KeyboardEvent): void {
    const item = this.itemAt(event);
    if (!item || !this.shown || event.ctrlKey || event.metaKey || event.altKey) return;
    const next = step(this.shown.scene, item, event.key);
    if (next) {
      this.events.onSelect(next.key, event.shiftKey);
      this.focus(next.key);
    } else if (event.key === "Enter") this.act(item);
    else if (event.key === " ") this.events.onSelect(item.key, true);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
}

const groupNames = {
  media: "groupMedia",
  market: "groupMarket",
  events: "groupEvents",
  baseline: "groupBaseline",
} as const;

const isCard = ({ look }: SceneItem): boolean => look !== "opened";

/** What the selected nodes depend on and what depends on them; nothing when nothing is selected. */
function wayThrough({ graph, scene, selected }: Shown): ReadonlySet<SceneItem> {
  const chosen = scene.items.filter(({ key }) => selected.has(key)).flatMap(({ members }) => members);
  if (chosen.length === 0) return new Set();
  const nodes = [...leadsTo(graph, chosen), ...reachedFrom(graph, chosen)];
  const way = new Set(nodes.flatMap((node) => scene.itemOf.get(node) ?? []));
  for (const item of scene.items)
    if (item.look === "opened" && item.members.some((node) => way.has(scene.itemOf.get(node) as SceneItem)))
      way.add(item);
  return way;
}
