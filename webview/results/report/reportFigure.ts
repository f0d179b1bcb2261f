import { type FigureCard } from "../card/figureCard";

/** A figure that there are no numbers for, and why. */
export interface MissingFigure {
  readonly title: string;
  readonly reason: string;
}

export type ReportFigure = FigureCard | MissingFigure;
