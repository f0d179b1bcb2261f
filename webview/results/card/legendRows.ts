/** One entry of a legend as it is in the page. */
export interface ImageLegendItem {
  readonly mark: SVGSVGElement;
  readonly text: string;
  /** Pixels that the text takes. */
  readonly width: number;
}

export interface PlacedLegendItem extends ImageLegendItem {
  readonly x: number;
  readonly row: number;
  /** Of the mark, before the text. */
  readonly markWidth: number;
}

export const markGap = 5;
const itemGap = 14;

/** A picture's legend: marks and names one after another, in as many rows as the width asks for. */
export function legendRows(items: readonly ImageLegendItem[], width: number): readonly PlacedLegendItem[] {
  let [x, row] = [0, 0];
  return items.map((item) => {
    const markWidth = Number(item.mark.getAttribute("width"));
    const taken = markWidth + markGap + item.width;
    if (x > 0 && x + taken > width) [x, row] = [0, row + 1];
    const placed = { ...item, x, row, markWidth };
    x += taken + itemGap;
    return placed;
  });
}
