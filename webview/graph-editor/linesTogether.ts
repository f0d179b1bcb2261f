/** Lines of a picture of so many that none can be told from another: drawn as one, and anew only when one has moved. */
import { svgElement } from "../shared/dom";
import { straight } from "./linePaths";
import { type SceneLine } from "./scene";

export class LinesTogether {
  readonly element = svgElement("path", { class: "together" });
  /** Of the lines that are drawn, four numbers each. */
  private ends: readonly number[] = [];

  draw(lines: readonly SceneLine[]): void {
    const ends = lines.flatMap(({ from, to, endY }) => [from.x + from.width, from.y + from.height / 2, to.x, endY]);
    if (ends.length === this.ends.length && ends.every((end, at) => end === this.ends[at])) return;
    this.ends = ends;
    this.element.setAttribute("d", lines.map((line) => straight(line)).join(""));
  }
}
