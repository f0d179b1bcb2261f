/** Cards of a picture of many: all of them drawn at once as one form, then one by one, each with its name. */
import { svgElement } from "../shared/dom";
import { type SceneItem } from "./scene";

/** So many are made between two frames. */
const atOnce = 250;

export class CardsToCome {
  /** The cards that have no element of their own yet. */
  readonly element = svgElement("path", { class: "cards-to-come" });
  private waiting: readonly SceneItem[] = [];
  private frame = 0;
  private timer = 0;

  /** `make`: draws a card by itself; `done`: all of them are there. */
  constructor(
    private readonly make: (item: SceneItem) => void,
    private readonly done: () => void,
  ) {}

  /** Takes those that are to be drawn, in the place of those before: a few at once, of many the first after a frame. */
  draw(items: readonly SceneItem[]): void {
    cancelAnimationFrame(this.frame);
    clearTimeout(this.timer);
    this.waiting = items;
    if (items.length > atOnce) this.show();
    else this.go();
  }

  private show(): void {
    this.element.setAttribute("d", this.waiting.map(boxOf).join(""));
    this.frame = requestAnimationFrame(() => (this.timer = window.setTimeout(() => this.go())));
  }

  private go(): void {
    this.waiting.slice(0, atOnce).forEach(this.make);
    this.waiting = this.waiting.slice(atOnce);
    if (this.waiting.length > 0) return this.show();
    this.element.removeAttribute("d");
    this.done();
  }
}

const boxOf = ({ x, y, width, height }: SceneItem): string =>
  `M${String(x)} ${String(y)}h${String(width)}v${String(height)}h${String(-width)}z`;
