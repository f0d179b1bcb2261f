import { type FigureCard } from "./figureCard";

/** Does what a key says of the figure in use, wherever the focus is. */
export function pressOn(card: FigureCard | undefined, { key, defaultPrevented }: KeyboardEvent): void {
  switch (key.toLowerCase()) {
    case "c":
      card?.copyCsv();
      return;
    case "t":
      card?.toggleTable();
      return;
    case "f":
      card?.toggleAlone();
      return;
    case "escape":
      // A list that was open has been closed by it.
      if (card?.alone && !defaultPrevented) card.toggleAlone();
  }
}
