/** A small drawing of the density of a prior, with its median and 90 % interval. */
import { svgElement } from "../shared/dom";
import { fill } from "../shared/fill";
import { type GraphStrings } from "../shared/graphStrings";
import { type PriorValue } from "./priorQuantiles";
import { priorShape } from "./priorShape";
import { shortFigure } from "./priorWords";

const [width, height] = [300, 56];

export function priorPicture(prior: PriorValue, strings: GraphStrings): SVGElement | undefined {
  const shape = priorShape(prior);
  if (!shape) return undefined;
  const { from, to, heights, lo, median, hi } = shape;
  const most = heights.reduce((a, b) => Math.max(a, b), 0);
  const xOf = (value: number): number => (width * (value - from)) / (to - from);
  const line = heights
    .map((one, i) => {
      const x = (width * (i + 0.5)) / heights.length;
      return `${x.toFixed(1)} ${(height - (height - 6) * (one / most)).toFixed(1)}`;
    })
    .join("L");
  const said = (value: number): string => shortFigure(value, to - from);
  const name = fill(strings.priorPicture, said(median), said(lo), said(hi));
  const part = (kind: string, x1: number, x2: number): SVGElement =>
    svgElement("line", { class: kind, x1: String(x1), x2: String(x2), y1: String(height + 5), y2: String(height + 5) });
  const label = (text: string, x: number, anchor: string): SVGElement =>
    svgElement(
      "text",
      { x: String(x), y: String(height + 20), "text-anchor": anchor, class: "axis-label" },
      document.createTextNode(text),
    );
  const picture = svgElement(
    "svg",
    { class: "prior", viewBox: `0 0 ${String(width)} ${String(height + 24)}`, role: "img", "aria-label": name },
    svgElement("path", { class: "area", d: `M0 ${String(height)}L${line}L${String(width)} ${String(height)}Z` }),
    svgElement("path", { class: "curve", d: `M${line}` }),
    part("interval", xOf(lo), xOf(Math.min(hi, to))),
    svgElement("circle", { class: "median", cx: String(xOf(median)), cy: String(height + 5), r: "3" }),
    label(said(from), 0, "start"),
    label(said(to), width, "end"),
  );
  if (xOf(median) > 30 && xOf(median) < width - 30) picture.append(label(said(median), xOf(median), "middle"));
  return picture;
}
