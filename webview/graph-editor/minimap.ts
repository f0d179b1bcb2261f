import { element, svgElement } from "../shared/dom";
import { type Scene } from "./scene";
import { type Viewport } from "./viewport";

const [width, height] = [150, 110];
/** Beyond so many, dots on dots say nothing more. */
const most = 2000;

/** The whole graph in small, with what is in sight; only where that is not all. For the mouse alone: keys have steps. */
export class Minimap {
  readonly element = element("div", { class: "map", "aria-hidden": "true" });
  private readonly svg = svgElement("svg", { width: String(width), height: String(height) });
  private readonly frame = svgElement("rect", { class: "sight" });
  private scale = 1;
  private size = { width: 1, height: 1 };

  constructor(
    title: string,
    private readonly viewport: Viewport,
  ) {
    this.element.title = title;
    this.element.append(this.svg);
    this.element.addEventListener("pointerdown", (event) => this.go(event));
    this.element.addEventListener("pointermove", (event) => event.buttons === 1 && this.go(event));
  }

  show(scene: Scene, selected: ReadonlySet<string>): void {
    this.size = { width: Math.max(1, scene.width), height: Math.max(1, scene.height) };
    this.scale = Math.min(width / this.size.width, height / this.size.height);
    const boxes = scene.items.slice(0, most).map((item) =>
      svgElement("rect", {
        class: selected.has(item.key) ? "dot selected" : "dot",
        x: String(item.x * this.scale),
        y: String(item.y * this.scale),
        width: String(Math.max(1, item.width * this.scale)),
        height: String(Math.max(1, item.height * this.scale)),
      }),
    );
    this.svg.replaceChildren(...boxes, this.frame);
    this.moved();
  }

  moved(): void {
    const { left, top, right, bottom } = this.viewport.visible();
    this.element.hidden = left <= 0 && top <= 0 && right >= this.size.width && bottom >= this.size.height;
    const place = { x: left, y: top, width: right - left, height: bottom - top };
    for (const [name, value] of Object.entries(place)) this.frame.setAttribute(name, String(value * this.scale));
  }

  private go(event: PointerEvent): void {
    const { left, top } = this.svg.getBoundingClientRect();
    this.viewport.centreOn((event.clientX - left) / this.scale, (event.clientY - top) / this.scale);
  }
}
