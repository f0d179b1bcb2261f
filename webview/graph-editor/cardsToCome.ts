/** Cards of a picture of many: all of them drawn at once as one form, then one by one, each with its name. */
import { svgElement } from "../shared/dom";
import { type SceneItem } from "./scene";

/** So many are made between two frames. */
const atOnce = 250;

interface Batch {
  readonly items: readonly SceneItem[];
  /** Their forms, drawn as one. */
  readonly path: SVGElement;
}

export class CardsToCome {
  /** The cards that have no element of their own yet. */
  readonly element = svgElement("g", { class: "cards-to-come" });
  private waiting: Batch[] = [];
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
    this.waiting = batchesOf(items);
    this.element.replaceChildren(...this.waiting.map(({ path }) => path));
    if (this.waiting.length > 1) this.wait();
    else this.go();
  }

  private wait(): void {
    this.frame = requestAnimationFrame(() => (this.timer = window.setTimeout(() => this.go())));
  }

  private go(): void {
    const batch = this.waiting.shift();
    batch?.path.remove();
    batch?.items.forEach(this.make);
    if (this.waiting.length > 0) this.wait();
    else this.done();
  }
}

function batchesOf(items: readonly SceneItem[]): Batch[] {
  return Array.from({ length: Math.ceil(items.length / atOnce) }, (_, at) => {
    const some = items.slice(at * atOnce, (at + 1) * atOnce);
    return { items: some, path: svgElement("path", { d: some.map(boxOf).join("") }) };
  });
}

const boxOf = ({ x, y, width, height }: SceneItem): string =>
  `M${String(x)} ${String(y)}h${String(width)}v${String(height)}h${String(-width)}z`;
