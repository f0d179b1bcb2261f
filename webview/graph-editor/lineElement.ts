import { svgElement } from "../shared/dom";
import { type SceneLine } from "./scene";
import { type Shown } from "./shown";
import { signOf, type Sign } from "./summary";

const signs: Readonly<Record<Sign, string>> = { positive: "+", negative: "−", any: "±" };

/** A curve from the right edge of one item to the left edge of another, with its sign where there is one. */
export function lineElement({ from, to, edges, endY }: SceneLine, shown: Shown): SVGElement {
  const sign = from.node && signOf(shown.graph, from.node);
  const [x1, y1, x2, y2] = [from.x + from.width, from.y + from.height / 2, to.x, endY];
  const bend = Math.max(40, Math.abs(x2 - x1) / 2);
  const d = `M${String(x1)} ${String(y1)}C${String(x1 + bend)} ${String(y1)} ${String(x2 - bend)} ${String(y2)} ${String(x2)} ${String(y2)}`;
  const wrong = edges.some(({ index }) => shown.problems.some(({ edge }) => edge === index));
  const chosen = edges.some(({ index }) => shown.selectedEdge?.index === index);
  const made = svgElement(
    "g",
    {
      class: ["line", sign ?? "", wrong ? "error" : "", chosen ? "selected" : ""].filter(Boolean).join(" "),
      "aria-hidden": "true",
    },
    svgElement("path", { class: "reach", d }),
    svgElement("path", { class: "stroke", d }),
    svgElement("path", {
      class: "tip",
      d: `M${String(x2 - 7)} ${String(y2 - 4)}L${String(x2)} ${String(y2)}L${String(x2 - 7)} ${String(y2 + 4)}`,
    }),
  );
  if (sign)
    made.append(
      svgElement("circle", { class: "badge", cx: String(x1 + 18), cy: String(y1), r: "8" }),
      svgElement(
        "text",
        { class: "sign", x: String(x1 + 18), y: String(y1 + 4) },
        document.createTextNode(signs[sign]),
      ),
    );
  return made;
}
