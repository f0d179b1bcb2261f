/** A line of a panel's name in a picture, where the page has it. */
export interface PanelLabel {
  readonly text: string;
  /** The pixels that it takes in the page. */
  readonly box: DOMRect;
  readonly size: number;
  readonly weight: string;
}

/** What stands above a panel in the page: its name, and what is said beside or below it. */
export function panelLabels(panel: Element): readonly PanelLabel[] {
  const parts = panel.parentElement?.querySelectorAll<HTMLElement>(":scope > .panel-name > :is(b, .caption)") ?? [];
  return Array.from(parts, (part): PanelLabel => {
    const { fontSize, fontWeight, fontFamily } = getComputedStyle(part);
    const box = part.getBoundingClientRect();
    const text = fitted(part.textContent, box.width, `${fontWeight} ${fontSize} ${fontFamily}`);
    return { text, box, size: parseFloat(fontSize), weight: fontWeight };
  });
}

/** The mark of the driver that a panel is about, before its name. */
export const panelMark = (panel: Element): SVGSVGElement | null =>
  panel.parentElement?.querySelector<SVGSVGElement>(":scope > .panel-name svg") ?? null;

/** As the page cuts a name short, which a picture does not do by itself. */
function fitted(text: string, width: number, font: string): string {
  const context = document.createElement("canvas").getContext("2d");
  if (context === null) return text;
  context.font = font;
  // A fraction of a pixel is the rounding of the page.
  const fits = (words: string): boolean => context.measureText(words).width <= width + 1;
  if (fits(text)) return text;
  const letters = [...text];
  while (letters.length > 1 && !fits(`${letters.join("")}\u2026`)) letters.pop();
  return `${letters.join("").trimEnd()}\u2026`;
}
