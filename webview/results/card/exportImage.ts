import { svgElement } from "../../shared/dom";
import { sourceLines } from "./sourceLines";
import { type ImageLegendItem, legendRows, markGap } from "./legendRows";
import { panelLabels, panelMark } from "./panelLabels";

/** What a picture is drawn with; everything else of a style has no part in it. */
const properties = [
  "fill",
  "fill-opacity",
  "stroke",
  "stroke-opacity",
  "stroke-width",
  "stroke-dasharray",
  "font-size",
  "font-weight",
  "text-anchor",
  "opacity",
  "paint-order",
] as const;

const margin = 14;
const lineHeight = 16;
const sharpness = 2;

export interface ImageText {
  readonly title: string;
  /** False where the title stands above the picture already. */
  readonly titled: boolean;
  readonly subtitle: string;
  /** What a reader must not miss; empty where it stands beside the picture. */
  readonly warnings: readonly string[];
  /** Stands below: what the numbers are and where they come from. */
  readonly source: string;
}

/** A figure's panels as one picture that needs no page: colours and hatches are written out. */
export function figureSvg(
  panels: readonly SVGSVGElement[],
  legend: readonly ImageLegendItem[],
  words: ImageText,
): SVGSVGElement {
  const body = getComputedStyle(document.body);
  const [text, page] = [body.color, body.backgroundColor];
  const boxes = panels.map((panel) => {
    const { width, height } = panel.getBoundingClientRect();
    return { width, height, left: panel.getBoundingClientRect().left, top: panel.getBoundingClientRect().top };
  });
  const [left, top] = [Math.min(...boxes.map((box) => box.left)), Math.min(...boxes.map((box) => box.top))];
  const width = Math.max(...boxes.map((box) => box.left - left + box.width)) + 2 * margin;
  const below = [
    ...words.warnings.flatMap((text) => sourceLines(text, width - 2 * margin, "words")),
    ...sourceLines(words.source, width - 2 * margin),
  ];
  // In larger letters than the source.
  const subtitle = sourceLines(words.subtitle, ((width - 2 * margin) * 10) / 11);
  const entries = legendRows(legend, width - 2 * margin);
  const underSubtitle = margin + lineHeight * (1.5 + subtitle.length);
  const rows = (entries.at(-1)?.row ?? -1) + 1;
  const labelled = panels.flatMap(panelLabels);
  const aboveFirst = Math.max(0, top - Math.min(top, ...labelled.map(({ box }) => box.top)));
  const head = underSubtitle + lineHeight * rows + aboveFirst;
  const height =
    head + Math.max(...boxes.map((box) => box.top - top + box.height)) + lineHeight * below.length + 2 * margin;
  const line = (content: string, x: number, y: number, size: number, weight = "400"): SVGElement =>
    svgElement(
      "text",
      { x: String(x), y: String(y), "font-size": String(size), "font-weight": weight, fill: text },
      document.createTextNode(content),
    );
  const copies = panels.map((panel, at) => {
    const copy = written(panel);
    const box = boxes[at] ?? { left, top, width: 0, height: 0 };
    // A picture shown in full size is larger than it was drawn.
    copy.setAttribute("width", String(box.width));
    copy.setAttribute("height", String(box.height));
    // Labels at the edge reach beyond their panel.
    copy.setAttribute("overflow", "visible");
    copy.setAttribute("x", String(box.left - left + margin));
    copy.setAttribute("y", String(box.top - top + head));
    return copy;
  });
  const labels = labelled.map(({ text, box, size, weight }) =>
    line(text, box.left - left + margin, (box.top + box.bottom) / 2 + size / 3 - top + head, size, weight),
  );
  const marks = panels.flatMap((panel) => {
    const mark = panelMark(panel);
    if (mark === null) return [];
    const [copy, box] = [written(mark), mark.getBoundingClientRect()];
    copy.setAttribute("x", String(box.left - left + margin));
    copy.setAttribute("y", String(box.top - top + head));
    return [copy];
  });
  const size = { width: String(Math.ceil(width)), height: String(Math.ceil(height)) };
  return svgElement(
    "svg",
    {
      xmlns: "http://www.w3.org/2000/svg",
      ...size,
      viewBox: `0 0 ${size.width} ${size.height}`,
      "font-family": body.fontFamily,
      role: "img",
      "aria-label": words.title,
    },
    hatches(),
    svgElement("rect", { ...size, fill: page }),
    ...(words.titled ? [line(words.title, margin, margin + 12, 13, "600")] : []),
    ...subtitle.map((text, at) => line(text, margin, margin + 12 + lineHeight * (at + 1), 11)),
    ...entries.flatMap(({ mark, text, x, row, markWidth }) => {
      const y = underSubtitle + row * lineHeight;
      const copy = written(mark);
      copy.setAttribute("x", String(x + margin));
      copy.setAttribute("y", String(y - Number(mark.getAttribute("height")) / 2));
      return [copy, line(text, x + margin + markWidth + markGap, y + 4, 11)];
    }),
    ...[...marks, ...labels, ...copies],
    ...below.map((text, at) => line(text, margin, height - margin - (below.length - 1 - at) * lineHeight, 10)),
  ) as SVGSVGElement;
}

/** The patterns of the page with their colours written out. */
function hatches(): SVGElement {
  const known = document.querySelectorAll<SVGElement>(".definitions pattern");
  return svgElement("defs", {}, ...Array.from(known, (pattern) => written(pattern)));
}

/** A copy whose looks no longer depend on the page's style sheet. */
function written<T extends SVGElement>(original: T): T {
  const copy = original.cloneNode(true) as T;
  copy.querySelectorAll(".cursor").forEach((cursor) => cursor.remove());
  const from = [original, ...original.querySelectorAll<SVGElement>("*")].filter(
    (part) => part.closest(".cursor") === null,
  );
  const to = [copy, ...copy.querySelectorAll<SVGElement>("*")];
  from.forEach((part, at) => {
    const target = to[at];
    if (target === undefined) return;
    const style = getComputedStyle(part);
    for (const name of properties) {
      const value = style.getPropertyValue(name);
      // A hatch is named by its place in the page; in a file it is a neighbour.
      if (value !== "") target.setAttribute(name, value.replace(/url\("?[^")]*#([^")]+)"?\)/, "url(#$1)"));
    }
    target.removeAttribute("class");
    target.removeAttribute("style");
    target.removeAttribute("aria-hidden");
  });
  return copy;
}

export const svgText = (picture: SVGSVGElement): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(picture)}\n`;

/** The picture as PNG, twice as fine as on the screen, in base64. */
export async function pngOf(picture: SVGSVGElement): Promise<string> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svgText(picture))}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = Number(picture.getAttribute("width")) * sharpness;
  canvas.height = Number(picture.getAttribute("height")) * sharpness;
  const context = canvas.getContext("2d");
  context?.scale(sharpness, sharpness);
  context?.drawImage(image, 0, 0);
  return canvas.toDataURL("image/png").replace(/^data:image\/png;base64,/, "");
}
