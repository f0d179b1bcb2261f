import { svgElement } from "../shared/dom";

const paths = {
  warning: "M8 2 14.5 13.5h-13ZM8 6.3v3.4M8 11.2v.9",
  error: "M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8M5.7 5.7l4.6 4.6M10.3 5.7l-4.6 4.6",
  file: "M4 1.8h5.2L12.5 5v9.2H4zM9 1.8V5.2h3.5",
} as const;

export function icon(name: keyof typeof paths): SVGElement {
  return svgElement(
    "svg",
    { class: `icon icon-${name}`, viewBox: "0 0 16 16", width: "16", height: "16", "aria-hidden": "true" },
    svgElement("path", { d: paths[name] }),
  );
}
