import { type Drawing } from "../figures/figure";

/** Which figure of a page is shown alone, as large as there is room for. */
export interface Alone {
  id: string | undefined;
}

/** What stands above and below the picture of a figure that is shown alone. */
const around = 260;
/** Letters larger than this much read worse, not better. */
const largest = 2;

/** How many times larger than usual a picture of so much height may be. */
export const roomFor = (height: number): number =>
  Math.min(largest, Math.max(1, (innerHeight - around) / Math.max(1, height)));

/** Shows a drawing larger than it was drawn, letters and lines alike. */
export function enlarge({ panels }: Drawing, times: number): void {
  for (const { svg } of panels) {
    for (const side of ["width", "height"] as const) {
      svg.style[side] = `${String(Number(svg.getAttribute(side)) * times)}px`;
    }
  }
}
