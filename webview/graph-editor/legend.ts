import { element, svgElement } from "../shared/dom";
import { type GraphStrings } from "../shared/graphStrings";
import { signs, type Sign } from "./summary";

/** What the signs on the lines of a high-level graph mean. */
export function legend(strings: GraphStrings): HTMLElement {
  const row = (sign: Sign, words: string): HTMLElement => {
    const line = svgElement("line", { class: "stroke", x1: "0", y1: "8", x2: "44", y2: "8" });
    const badge = svgElement("circle", { class: "badge", cx: "22", cy: "8", r: "7.5" });
    const mark = svgElement("text", { class: "sign", x: "22", y: "12" }, document.createTextNode(signs[sign]));
    const drawn = svgElement("g", { class: `sample ${sign}` }, line, badge, mark);
    return element("li", {}, svgElement("svg", { width: "44", height: "16", "aria-hidden": "true" }, drawn), words);
  };
  return element(
    "div",
    { class: "legend" },
    element("p", {}, strings.edgeSign),
    element(
      "ul",
      { "aria-label": strings.edgeSign },
      row("positive", strings.signPositive),
      row("negative", strings.signNegative),
      row("any", strings.signAny),
    ),
  );
}
