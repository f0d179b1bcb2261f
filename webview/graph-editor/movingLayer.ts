/** What moves with the view. While it moves, what is drawn is only shifted and stretched; at rest it is drawn sharp. */
import { svgElement } from "../shared/dom";
import { type View } from "./viewport";

/** So long the view rests before the picture is drawn sharp, in ms. */
const restMs = 120;
/** Stretched further than this, letters cannot be read. */
const mostStretched = 1.6;
const [noNames, noDetails] = [0.2, 0.45];

export class MovingLayer {
  readonly element = svgElement("g", {});
  /** The view that it was last drawn for. */
  private drawn: View = { x: 0, y: 0, scale: 1 };
  private view = this.drawn;
  private timer = 0;

  constructor(private readonly svg: SVGElement) {
    svg.append(this.element);
  }

  move(view: View): void {
    this.view = view;
    const stretched = view.scale / this.drawn.scale;
    if (stretched > mostStretched || stretched < 1 / mostStretched) return this.sharpen();
    const [x, y] = [view.x - stretched * this.drawn.x, view.y - stretched * this.drawn.y];
    this.svg.style.transform = `translate(${String(x)}px, ${String(y)}px) scale(${String(stretched)})`;
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.sharpen(), restMs);
  }

  /** Draws for the view as it is now. */
  sharpen(): void {
    clearTimeout(this.timer);
    const { x, y, scale } = this.view;
    this.drawn = this.view;
    this.element.setAttribute("transform", `translate(${String(x)} ${String(y)}) scale(${String(scale)})`);
    this.svg.style.transform = "";
    this.svg.classList.toggle("far", scale < noDetails);
    this.svg.classList.toggle("farther", scale < noNames);
  }

  /** Takes a view at once, as for a picture that is not there yet. */
  set(view: View): void {
    this.view = view;
    this.sharpen();
  }
}
