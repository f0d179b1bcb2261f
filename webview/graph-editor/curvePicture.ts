/** A small drawing of a curve with its 90 % band, the parts of the largest effect from 0 to 1 upwards. */
import { svgElement } from "../shared/dom";
import { type Band } from "./responseCurves";

const [width, height, left, bottom] = [300, 84, 24, 34];

export interface CurveWords {
  /** What the drawing says, for those who do not see it. */
  readonly name: string;
  readonly axis: string;
}

export function curvePicture({ x, lo, median, hi }: Band, { name, axis }: CurveWords): SVGElement {
  const last = x.at(-1) ?? 1;
  const xOf = (value: number): string => (left + ((width - left - 4) * value) / last).toFixed(1);
  const yOf = (value: number): string => (6 + (height - 6) * (1 - value)).toFixed(1);
  const line = (values: readonly number[]): string =>
    values.map((value, place) => `${xOf(x[place] ?? 0)} ${yOf(value)}`).join("L");
  const back = [...x.keys()].reverse().map((place) => `${xOf(x[place] ?? 0)} ${yOf(lo[place] ?? 0)}`);
  const label = (text: string, at: { x: string; y: string }, anchor: string): SVGElement =>
    svgElement("text", { ...at, "text-anchor": anchor, class: "axis-label" }, document.createTextNode(text));
  const rules = [0, 0.5, 1].flatMap((value) => [
    svgElement("line", { class: "rule", x1: String(left), x2: String(width - 4), y1: yOf(value), y2: yOf(value) }),
    label(String(value), { x: String(left - 4), y: String(Number(yOf(value)) + 4) }, "end"),
  ]);
  const numbers = [0, last / 2, last].map((value) =>
    label(
      String(Number(value.toFixed(1))),
      { x: xOf(value), y: String(height + 13) },
      value === 0 ? "start" : value === last ? "end" : "middle",
    ),
  );
  return svgElement(
    "svg",
    { class: "response", viewBox: `0 0 ${String(width)} ${String(height + bottom)}`, role: "img", "aria-label": name },
    ...rules,
    svgElement("path", { class: "band", d: `M${line(hi)}L${back.join("L")}Z` }),
    svgElement("path", { class: "median-line", d: `M${line(median)}` }),
    ...numbers,
    label(axis, { x: String((left + width) / 2), y: String(height + 28) }, "middle"),
  );
}
