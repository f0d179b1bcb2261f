import { element, svgElement } from "../../shared/dom";
import { type LegendItem, type LegendLook } from "../figures/figure";
import { swatch } from "../marks";

/** What the marks of a figure mean; items that can be taken out are buttons. */
export function legendElement(items: readonly LegendItem[], label: string): HTMLElement | null {
  if (items.length === 0) return null;
  const entries = items.map(({ look, text, shown, toggle }) => {
    const content = [markOf(look), element("bdi", {}, text)];
    if (toggle === undefined) return element("li", {}, element("span", { class: "legend-item" }, ...content));
    const button = element(
      "button",
      { type: "button", class: "legend-item", "aria-pressed": String(shown) },
      ...content,
    );
    button.addEventListener("click", toggle);
    return element("li", {}, button);
  });
  return element("ul", { class: "legend", "aria-label": label }, ...entries);
}

function markOf(look: LegendLook): SVGElement {
  if (look.kind === "swatch") return swatch(look.place);
  return svgElement(
    "svg",
    { width: "22", height: "10", "aria-hidden": "true", class: "legend-mark" },
    ...shapesOf(look),
  );
}

function shapesOf(look: Exclude<LegendLook, { readonly kind: "swatch" }>): SVGElement[] {
  const path = (d: string, attributes: Readonly<Record<string, string>>): SVGElement =>
    svgElement("path", { d, fill: "none", ...attributes });
  const ring = (stroke: string): SVGElement =>
    svgElement("circle", { cx: "11", cy: "5", r: "3", fill: "var(--page)", stroke, "stroke-width": "1.6" });
  switch (look.kind) {
    case "line":
      return [
        path("M0,5H22", {
          stroke: look.colour,
          "stroke-width": look.wide ? "4" : "1.8",
          ...(look.dash !== undefined && { "stroke-dasharray": look.dash }),
        }),
      ];
    case "band":
      return [
        svgElement("rect", { width: "22", height: "10", fill: look.colour, "fill-opacity": "0.3", class: "band" }),
      ];
    case "dot":
      return [svgElement("circle", { cx: "11", cy: "5", r: "2", fill: "currentColor" })];
    case "cross":
      return [path("M8,2L14,8M14,2L8,8", { stroke: "currentColor", "stroke-width": "1.5" })];
    case "ring":
      return [ring("currentColor")];
    case "interval":
      return [
        path("M0,5H22", { stroke: "var(--driver-1)", "stroke-width": "1.6" }),
        path("M6,5H16", { stroke: "var(--driver-1)", "stroke-width": "6" }),
        ring("currentColor"),
      ];
    case "prior":
      return [
        path("M0,5H22", { stroke: "var(--axis)", "stroke-width": "1.2", "stroke-dasharray": "3 2" }),
        ring("var(--axis)"),
      ];
  }
}
