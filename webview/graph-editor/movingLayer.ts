/** What moves with the view: shifted and stretched as one, with less in it the smaller it is shown. */
import { svgElement } from "../shared/dom";
import { type View } from "./viewport";

const [noNames, noDetails] = [0.2, 0.45];
/** So many milliseconds after the last move the view has come to rest. */
const rest = 150;

export class MovingLayer {
  readonly element = svgElement("g", {});
  private timer = 0;

  constructor(private readonly svg: SVGElement) {
    svg.append(this.element);
  }

  move({ x, y, scale }: View): void {
    // A layer of its own is moved without being painted again, but keeps the sharpness that it had: so only on the way.
    this.svg.style.willChange = "transform";
    this.svg.style.transform = `translate(${String(x)}px, ${String(y)}px) scale(${String(scale)})`;
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => (this.svg.style.willChange = ""), rest);
    this.svg.classList.toggle("far", scale < noDetails);
    this.svg.classList.toggle("farther", scale < noNames);
  }
}
