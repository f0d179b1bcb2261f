import { element, putAttribute, svgElement } from "../shared/dom";
import { isSamePlace } from "./linePaths";
import { type Scene, type SceneItem } from "./scene";
import { type Viewport } from "./viewport";

const [width, height] = [150, 110];

/** The whole graph in small, with what is in sight; only where that is not all. For the mouse alone: keys have steps. */
export class Minimap {
  readonly element = element("div", { class: "map", "aria-hidden": "true" });
  private readonly svg = svgElement("svg", { width: String(width), height: String(height) });
  private readonly all = svgElement("path", { class: "dot" });
  private readonly chosen = svgElement("path", { class: "dot selected" });
  /** A layer of its own: it is moved with every frame, and the cards below it are not painted again. */
  private readonly frame = element("div", { class: "sight" });
  private scene: Scene | undefined;
  private scale = 1;

  constructor(
    title: string,
    private readonly viewport: Viewport,
  ) {
    this.element.title = title;
    this.svg.append(this.all, this.chosen);
    this.element.append(this.svg, this.frame);
    this.element.addEventListener("pointerdown", (event) => this.go(event));
    this.element.addEventListener("pointermove", (event) => event.buttons === 1 && this.go(event));
  }

  show(scene: Scene, selected: ReadonlySet<string>): void {
    const before = this.scene;
    this.scene = scene;
    if (!before || !isSamePlace(before, scene)) {
      this.scale = Math.min(width / Math.max(1, scene.width), height / Math.max(1, scene.height));
      this.all.setAttribute("d", scene.items.map((item) => this.boxOf(item)).join(""));
    }
    const chosen = scene.items.filter(({ key }) => selected.has(key));
    putAttribute(this.chosen, "d", chosen.map((item) => this.boxOf(item)).join(""));
    this.moved();
  }

  moved(): void {
    if (!this.scene) return;
    const { left, top, right, bottom } = this.viewport.visible();
    const { scene, scale } = this;
    const end = { x: scene.left + scene.width, y: scene.top + scene.height };
    this.element.hidden = left <= scene.left && top <= scene.top && right >= end.x && bottom >= end.y;
    const px = (length: number): string => `${String(length * scale)}px`;
    const { style } = this.frame;
    style.transform = `translate(${px(left - scene.left)}, ${px(top - scene.top)})`;
    style.width = px(right - left);
    style.height = px(bottom - top);
  }

  private boxOf({ x, y, width: itemWidth, height: itemHeight }: SceneItem): string {
    const { left = 0, top = 0 } = this.scene ?? {};
    const at = [x - left, y - top].map((value) => (value * this.scale).toFixed(1));
    const size = [itemWidth, itemHeight].map((value) => Math.max(1, value * this.scale).toFixed(1));
    return `M${at.join(" ")}h${size[0] ?? ""}v${size[1] ?? ""}h-${size[0] ?? ""}z`;
  }

  private go(event: PointerEvent): void {
    if (!this.scene) return;
    const { left, top } = this.svg.getBoundingClientRect();
    const [x, y] = [(event.clientX - left) / this.scale, (event.clientY - top) / this.scale];
    this.viewport.centreOn(this.scene.left + x, this.scene.top + y);
  }
}
