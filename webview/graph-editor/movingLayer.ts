/** What moves with the view: shifted and stretched by one attribute, with less in it the smaller it is shown. */
import { svgElement } from "../shared/dom";
import { type View } from "./viewport";

const [noNames, noDetails] = [0.2, 0.45];

export class MovingLayer {
  readonly element = svgElement("g", {});

  constructor(private readonly svg: SVGElement) {
    svg.append(this.element);
  }

  move({ x, y, scale }: View): void {
    this.element.setAttribute("transform", `translate(${String(x)} ${String(y)}) scale(${String(scale)})`);
    this.svg.classList.toggle("far", scale < noDetails);
    this.svg.classList.toggle("farther", scale < noNames);
  }
}
