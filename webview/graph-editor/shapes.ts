/** Outlines and small pictures by kind: a kind is told by its form first, and by its colour last. */
import { svgElement } from "../shared/dom";
import { type SceneItem } from "./scene";

const cornerOf: Readonly<Record<string, number>> = { media: 8, seasonality: 99, trend: 99, param: 99, price: 0 };

export interface Corner {
  readonly x: number;
  readonly y: number;
}

/** The outline of an item whose upper left corner is there. */
export function outlineOf({ node, look, width, height, isTarget }: SceneItem, at: Corner): SVGElement[] {
  const kind = node?.kind ?? "";
  if (look === "opened") return [box(at, width, height, 8)];
  if (look === "folded") return isTarget ? doubleBox(at, width, height) : [box(at, width, height, 6)];
  if (isTarget) return doubleBox(at, width, height);
  if (kind === "events") {
    const [edge, middle] = [12, height / 2];
    const points: [number, number][] = [
      [edge, 0],
      [width - edge, 0],
      [width, middle],
      [width - edge, height],
      [edge, height],
      [0, middle],
    ];
    return [path(at, points)];
  }
  if (kind === "price")
    return [
      path(at, [
        [0, 0],
        [width - 12, 0],
        [width, 12],
        [width, height],
        [0, height],
      ]),
    ];
  const square = kind === "distribution" || kind === "control" || kind === "data";
  const corner = Math.min(height / 2, cornerOf[kind] ?? (square ? 0 : 6));
  const outline = box(at, width, height, corner);
  if (kind === "data") outline.classList.add("dotted");
  return [outline];
}

const box = ({ x, y }: Corner, width: number, height: number, corner: number, inset = 0): SVGElement =>
  svgElement("rect", {
    class: "outline",
    x: String(x + inset),
    y: String(y + inset),
    width: String(width - 2 * inset),
    height: String(height - 2 * inset),
    rx: String(corner),
  });

const doubleBox = (at: Corner, width: number, height: number): SVGElement[] => [
  box(at, width, height, 6),
  box(at, width, height, 4, 3),
];

function path({ x, y }: Corner, points: readonly (readonly [number, number])[]): SVGElement {
  const d = points.map(([right, down]) => `${String(x + right)} ${String(y + down)}`).join("L");
  return svgElement("path", { class: "outline", d: `M${d}Z` });
}

/** Own drawings on 16 by 16. */
const icons: Readonly<Record<string, string>> = {
  media: "M3 6h3l6-3v10l-6-3H3zM5 10v3h2v-3",
  price: "M2 7V2h5l7 7-5 5zM5 5h.01",
  distribution: "M3 5l5-3 5 3v6l-5 3-5-3zM3 5l5 3 5-3M8 8v6",
  control: "M3 4h10M3 8h10M3 12h10M6 2v4M10 6v4M5 10v4",
  events: "M2 4h12v10H2zM2 7h12M5 2v3M11 2v3",
  seasonality: "M1 8c2-7 4-7 7 0s5 7 7 0",
  trend: "M2 13l4-4 3 2 5-7M10 4h4v4",
  target: "M8 2a6 6 0 1 0 .01 0M8 5a3 3 0 1 0 .01 0M8 8h.01",
  data: "M2 3h12v10H2zM2 6h12M2 10h12M6 3v10",
  param: "M4 13c0-8 2-10 4-10s4 2 4 10M2 13h12",
  adstock: "M2 3v10h12M3 4c1 6 4 8 10 8",
  saturation: "M2 3v10h12M3 12c2-7 5-8 10-8",
  basis: "M2 12c2-9 4-9 6-4s4 4 6-4",
  observe: "M1 8c4-6 10-6 14 0-4 6-10 6-14 0M8 6a2 2 0 1 0 .01 0",
  sum: "M12 4V3H4l4 5-4 5h8v-1",
  group: "M2 4h5l2 2h5v7H2z",
};

export const iconOf = ({ node, look, isTarget }: SceneItem): SVGElement =>
  svgElement("path", {
    class: "icon",
    d: (look === "node" ? icons[isTarget ? "target" : (node?.kind ?? "")] : icons["group"]) ?? "M3 5h10v6H3z",
    "aria-hidden": "true",
  });
