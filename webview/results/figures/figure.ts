import { type NumberFormat, type Period } from "../../shared/numberFormat";
import { type Grouping, type ResultsHeader, type ResultsQuery } from "../../shared/resultsMessages";
import { type ResultsStrings } from "../strings";
import { type Note } from "../note";
import { type Place } from "../rows";

export type FigureId =
  | "fit"
  | "waterfall"
  | "series"
  | "roi"
  | "curves"
  | "trust"
  | "shares"
  | "parts"
  | "saturation"
  | "decay"
  | "split"
  | "density"
  | "predictive"
  | "training";

/** Of the figures that compare two results. */
export type ComparedFigureId = "comparedAmounts" | "comparedReturns" | "comparedMetrics" | "comparedChanges";

/** What every figure is made with, beside its own numbers. */
export interface FigureContext {
  readonly strings: ResultsStrings;
  readonly format: NumberFormat;
  readonly header: ResultsHeader;
  readonly query: ResultsQuery;
  /** Contributions as fractions of the total. */
  readonly shares: boolean;
  /** What contributions are counted in: units where prices are missing, whatever was asked for. */
  readonly unit: ResultsQuery["unit"];
  /** Label of the currency. */
  readonly currency: string;
  /** What the data count in. */
  readonly period: Period;
  /** What one date of the contributions stands for: a quarter or a year where periods are put together. */
  readonly shownPeriod: Period;
  /** How dates are put together, which may be coarser than asked for. */
  readonly by: Grouping;
  /** The fixed places of drivers: colour and hatch. */
  readonly places: ReadonlyMap<string, Place>;
  /** Address of the object's calls, for scripts. */
  readonly address: string;
}

/** What the readout says of a point, and where the point is. */
export interface Reading {
  readonly panel: number;
  /** In pixels of the panel. */
  readonly x: number;
  readonly y: number;
  /** Whether a line through the whole panel marks the place, as on a time axis. */
  readonly rule: boolean;
  /** The first part is what the point is called. */
  readonly words: readonly string[];
}

/** The points of a figure: Up and Down go through the rows, Left and Right through the columns. */
export interface Readings {
  readonly rows: number;
  readonly columns: (row: number) => number;
  readonly at: (row: number, column: number) => Reading;
  /** The point for a place in a panel; `row` is the one that was read last. */
  readonly near: (panel: number, x: number, y: number, row: number) => readonly [row: number, column: number];
}

export interface Panel {
  readonly svg: SVGSVGElement;
  /** What a panel of several is about: in words, with the driver's mark. */
  readonly name?: { readonly text: string; readonly place?: Place; readonly beside?: string };
}

export interface Drawing {
  readonly panels: readonly Panel[];
  readonly readings: Readings;
}

export type LegendLook =
  | { readonly kind: "swatch"; readonly place: Place }
  | { readonly kind: "line"; readonly colour: string; readonly dash?: string; readonly wide?: boolean }
  | { readonly kind: "band"; readonly colour: string }
  | { readonly kind: "dot" | "cross" | "ring" }
  | { readonly kind: "interval" | "prior" };

export interface LegendItem {
  readonly look: LegendLook;
  readonly text: string;
  /** Set where the item can be taken out of the figure: whether it is in. */
  readonly shown?: boolean;
  readonly toggle?: () => void;
}

export interface FigureColumn {
  readonly heading: string;
  /** Below the heading; empty for words. */
  readonly unit: string;
}

export interface FigureRow {
  /** Text of the row's header, the first column. */
  readonly name: string;
  readonly place?: Place;
  /** As shown, one for each further column. */
  readonly cells: readonly string[];
  /** As written to files, under the names of the table, unrounded. */
  readonly values: readonly (string | number | null)[];
}

export interface FigureTable {
  readonly columns: readonly FigureColumn[];
  /** Of the columns in files. */
  readonly names: readonly string[];
  readonly rows: readonly FigureRow[];
}

/** A choice that belongs to one figure alone. */
export interface FigureChoice {
  readonly label: string;
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly choose: (value: string) => void;
}

export interface Figure {
  readonly id: FigureId | ComparedFigureId;
  /** What it found, in one sentence. */
  readonly title: string;
  /** Units, time basis and level. */
  readonly subtitle: string;
  readonly legend: readonly LegendItem[];
  readonly choices?: readonly FigureChoice[];
  readonly notes: readonly Note[];
  /** Pixels that the drawing takes, before it is drawn. */
  readonly height: (width: number) => number;
  /** Null where there is nothing to draw; `absent` then says why. The height is the one above, or more: it may be filled. */
  readonly draw: ((width: number, height: number) => Drawing) | null;
  readonly absent?: string;
  /** Stands beside the drawing where there is room: words and small tables. */
  readonly aside?: () => HTMLElement;
  /** Stands above the drawing, as wide as the figure. */
  readonly lead?: () => HTMLElement;
  readonly table: FigureTable;
  /** A script that gets the same numbers and draws them. */
  readonly python: string;
}
