import { type FigureCard } from "./figureCard";

/** A picture that is more than twice as high as it needs to be is no easier to read. */
const mostTimes = 2;

/**
 * Draws the pictures of cards that stand beside one another so high that all end at the same line and none keeps a
 * blank: those of a column beside a tall card, or those of the tall one. Where it stands below, each has what it needs.
 */
export function levelCards(grid: HTMLElement, column: readonly FigureCard[], tall: FigureCard): void {
  const isBeside = column.every(({ element }) => element.offsetLeft !== tall.element.offsetLeft);
  const missing = isBeside ? missingBeside(grid, column, tall) : 0;
  fillUp(column, missing);
  fillUp([tall], -missing);
}

/** How much higher the tall card is than the column: less than nothing where it is not. */
function missingBeside(grid: HTMLElement, column: readonly FigureCard[], tall: FigureCard): number {
  // Stretched, a card does not tell how high it is of its own.
  grid.classList.add("measured");
  const gaps = (Number.parseFloat(getComputedStyle(grid).rowGap) || 0) * (column.length - 1);
  const missing = column.reduce((left, card) => left - card.ownHeight, tall.ownHeight - gaps);
  grid.classList.remove("measured");
  return missing;
}

function fillUp(cards: readonly FigureCard[], missing: number): void {
  const heights = cards.map(({ pictureHeight }) => pictureHeight ?? 0);
  const sum = heights.reduce((all, height) => all + height, 0);
  cards.forEach((card, at) => {
    const height = heights[at] ?? 0;
    const extra = sum === 0 ? 0 : Math.min((missing * height) / sum, height * (mostTimes - 1));
    card.fillUp(Math.max(0, Math.floor(extra)));
  });
}
