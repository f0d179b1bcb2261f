/** The one door to the chart library: figures draw through this file and never import it. */
import * as Plot from "@observablehq/plot";

export {
  areaY,
  axisX,
  axisY,
  barX,
  dot,
  gridX,
  gridY,
  lineY,
  link,
  rect,
  rectY,
  ruleX,
  ruleY,
  text,
  tickX,
} from "@observablehq/plot";
export type { Markish } from "@observablehq/plot";

export interface Plotted {
  readonly svg: SVGSVGElement;
  readonly x: (value: unknown) => number;
  readonly y: (value: unknown) => number;
  /** Height of one step of a scale of words; 0 for others. */
  readonly step: number;
}

/**
 * Draws once, at its final size. The library puts a style element without nonce into the picture, which the page's
 * policy would refuse: it is taken out before the picture enters the page, and its rules stand in the style sheet.
 */
export function plot(options: Plot.PlotOptions): Plotted {
  const made = Plot.plot({
    className: "plot",
    style: { fontSize: "11px", fontFamily: "inherit" },
    color: { type: "identity" },
    ...options,
  });
  for (const sheet of made.querySelectorAll("style")) sheet.remove();
  const apply = (name: "x" | "y") => {
    const scale = made.scale(name);
    const half = (scale?.bandwidth ?? 0) / 2;
    return (value: unknown): number => Number(scale?.apply(value) ?? 0) + half;
  };
  const svg = made as SVGSVGElement;
  svg.setAttribute("aria-hidden", "true");
  return { svg, x: apply("x"), y: apply("y"), step: made.scale("y")?.step ?? 0 };
}
