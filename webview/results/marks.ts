import { svgElement } from "../shared/dom";
import { type Place } from "./rows";

/** Lines of each hatch in a tile of `size` px; colour alone never tells drivers apart. */
const hatches: Readonly<Record<string, { readonly size: number; readonly turn: number; readonly lines: string }>> = {
  "1": { size: 6, turn: 0, lines: "" },
  "2": { size: 6, turn: 45, lines: "M0,3H6" },
  "3": { size: 5, turn: 0, lines: "dot" },
  "4": { size: 5, turn: 0, lines: "M0,2.5H5" },
  "5": { size: 6, turn: -45, lines: "M0,3H6" },
  "6": { size: 5, turn: 90, lines: "M0,2.5H5" },
  "7": { size: 7, turn: 45, lines: "M0,3.5H7M3.5,0V7" },
  other: { size: 4, turn: 45, lines: "M0,2H4" },
  base: { size: 6, turn: 0, lines: "" },
};

/** The fills of all places, once a page; colours come from the style sheet. */
export function hatchDefinitions(): SVGElement {
  const patterns = Object.entries(hatches).map(([place, { size, turn, lines }]) => {
    const side = String(size);
    const ink =
      lines === "dot"
        ? [svgElement("circle", { class: "hatch-dot", cx: String(size / 2), cy: String(size / 2), r: "1.1" })]
        : lines === ""
          ? []
          : [svgElement("path", { class: "hatch-line", d: lines })];
    return svgElement(
      "pattern",
      {
        id: `hatch-${place}`,
        class: `place-${place}`,
        width: side,
        height: side,
        patternUnits: "userSpaceOnUse",
        patternTransform: `rotate(${String(turn)})`,
      },
      svgElement("rect", { class: "hatch-fill", width: side, height: side }),
      ...ink,
    );
  });
  return svgElement("svg", { class: "definitions", width: "0", height: "0", "aria-hidden": "true" }, ...patterns);
}

export function swatch(place: Place): SVGElement {
  const box = { x: "0.5", y: "0.5", width: "11", height: "11", rx: "2", fill: `url(#hatch-${String(place)})` };
  return svgElement(
    "svg",
    { class: `swatch place-${String(place)}`, width: "12", height: "12", "aria-hidden": "true" },
    svgElement("rect", box),
  );
}

const icons = {
  beaker: "M6 2h4M7 2v4.2L3.3 12.5A1 1 0 0 0 4.2 14h7.6a1 1 0 0 0 .9-1.5L9 6.2V2M5 10h6",
  arrow: "M8 3v10M4.5 9.5 8 13l3.5-3.5",
  information: "M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8M8 7v4.2M8 4.6v.9",
  warning: "M8 2 14.5 13.5h-13ZM8 6.3v3.4M8 11.2v.9",
  pass: "M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8M5.2 8.2l2 2 3.6-4",
  table: "M2 3h12v10H2ZM2 6.3h12M2 9.6h12M6.5 6.3V13",
  alone: "M9.5 2.5h4v4M13.5 2.5 9.2 6.8M6.5 13.5h-4v-4M2.5 13.5l4.3-4.3",
  copy: "M5.5 5.5h8v8h-8ZM10.5 5.5v-3h-8v8h3",
  svg: "M2.5 3h11v10h-11ZM2.5 11l3.5-4 3 3.5 1.8-1.8 2.7 2.8M11 6.2v.1",
  png: "M8 2v8M4.8 7 8 10.2 11.2 7M2.5 11v2.5h11V11",
  python: "M5.5 4 2 8l3.5 4M10.5 4 14 8l-3.5 4",
  error: "M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8M5.7 5.7l4.6 4.6M10.3 5.7l-4.6 4.6",
} as const;

export type IconName = keyof typeof icons;

export function icon(name: IconName): SVGElement {
  return svgElement(
    "svg",
    { class: `icon icon-${name}`, viewBox: "0 0 16 16", width: "16", height: "16", "aria-hidden": "true" },
    svgElement("path", { d: icons[name] }),
  );
}
