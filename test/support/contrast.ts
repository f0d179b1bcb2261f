import { type Locator } from "playwright-core";

/** The contrast of an element's text against what is painted behind it, as WCAG 2 defines it: 1 to 21. */
export function contrastOf(element: Locator): Promise<number> {
  return element.evaluate((start: Element) => {
    const channels = (colour: string): number[] => (colour.match(/[\d.]+/g) ?? []).map(Number);
    const luminance = (colour: string): number => {
      const [r = 0, g = 0, b = 0] = channels(colour)
        .slice(0, 3)
        .map((value) => value / 255)
        .map((value) => (value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const isOpaque = (colour: string): boolean => colour.startsWith("rgb") && (channels(colour)[3] ?? 1) === 1;
    let behind: Element | null = start;
    while (behind && !isOpaque(getComputedStyle(behind).backgroundColor)) behind = behind.parentElement;
    const one = luminance(getComputedStyle(start).color);
    const other = luminance(behind ? getComputedStyle(behind).backgroundColor : "rgb(255, 255, 255)");
    return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
  });
}
