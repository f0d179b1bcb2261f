import { type ResultPart } from "../shared/resultsMessages";
import { type Diagnostics } from "./data/diagnostics";
import { type Parts } from "./data/parts";
import { type ResultTable } from "./data/resultTable";
import { bySpend } from "./figures/bySpend";
import { curvesFigure, type CurveLook } from "./figures/curves";
import { curvesAgreeNotes } from "./figures/curvesAgree";
import { decayFigure } from "./figures/decay";
import { densityFigure } from "./figures/density";
import { type Figure, type FigureContext, type FigureId } from "./figures/figure";
import { fitFigure } from "./figures/fit";
import { partsFigure, type PartsOptions } from "./figures/parts";
import { predictiveFigure } from "./figures/predictive";
import { roiFigure } from "./figures/roi";
import { type RoiOptions } from "./figures/roiBasis";
import { saturationFigure } from "./figures/saturation";
import { seriesFigure, type SeriesOptions } from "./figures/series";
import { sharesFigure } from "./figures/shares";
import { splitFigure } from "./figures/split";
import { trainingFigure } from "./figures/training";
import { trustFigure } from "./figures/trust";
import { unfollowedNotes } from "./figures/unfollowed";
import { waterfallFigure } from "./figures/waterfall";
import { leftOutNotes, reliabilityNotes } from "./reliability";
import { type TabId } from "./tabs";

/** What has come so far. */
export interface PageData extends Partial<Parts> {
  readonly result: ResultTable | null;
  readonly diagnostics?: Diagnostics;
}

export interface FigureLooks {
  readonly series: SeriesOptions;
  readonly curves: CurveLook;
  readonly roi: RoiOptions;
  readonly parts: PartsOptions;
}

const figuresOfTab: Readonly<Record<TabId, readonly FigureId[]>> = {
  overview: ["fit", "series", "trust", "waterfall", "roi", "parts", "curves"],
  fit: ["fit"],
  drivers: ["waterfall", "series", "parts"],
  roi: ["roi", "shares"],
  curves: ["curves", "saturation", "decay", "split"],
  trust: ["trust", "predictive", "density", "training"],
  table: [],
  changes: [],
};

/** The part of a server's answers that a figure is made of; null: the result itself. */
export const partOf: Readonly<Record<FigureId, ResultPart | null>> = {
  fit: "diagnostics",
  waterfall: null,
  series: null,
  roi: null,
  curves: "curves",
  trust: "diagnostics",
  shares: null,
  parts: null,
  saturation: "hill",
  decay: "decay",
  split: "split",
  density: "diagnostics",
  predictive: "diagnostics",
  training: "diagnostics",
};

export interface Has {
  readonly result: boolean;
  readonly fit: boolean;
  /** Whether there is something to take apart. */
  readonly parts: boolean;
}

/** The figures of a tab, of an object that has a result or only a fit. */
export const figuresOn = (tab: TabId, has: Has): readonly FigureId[] =>
  figuresOfTab[tab].filter((id) => {
    if (id === "parts") return has.parts;
    return partOf[id] === "diagnostics" ? has.fit : has.result;
  });

/**
 * A figure, as soon as what it is made of has come; it says which choices it cannot follow, and one about effects how far
 * they can be relied on.
 */
export function makeFigure(
  id: FigureId,
  data: PageData,
  context: FigureContext,
  looks: FigureLooks,
): Figure | undefined {
  const made = figureOf(id, data, context, looks);
  if (made === undefined) return undefined;
  const figure = { ...made, notes: [...unfollowedNotes(id, context), ...made.notes] };
  const { result, diagnostics } = data;
  const part = partOf[id];
  if (part === "diagnostics") {
    return { ...figure, notes: [...leftOutNotes(diagnostics?.leftOut ?? 0, context), ...figure.notes] };
  }
  if (result === null) return figure;
  const notes = reliabilityNotes(result, context, part === null ? result : data[part]);
  return { ...figure, notes: [...notes, ...figure.notes] };
}

function figureOf(id: FigureId, data: PageData, context: FigureContext, looks: FigureLooks): Figure | undefined {
  const { result, diagnostics } = data;
  // Contributions are told for the dates as they are put together; everything else for the data's own.
  const grouped = { ...context, period: context.shownPeriod };
  const of = <T>(part: T | null | undefined, make: (part: T) => Figure | undefined): Figure | undefined =>
    part === undefined || part === null ? undefined : make(part);
  switch (id) {
    case "fit":
      return of(diagnostics, (fit) => fitFigure(fit, context));
    case "trust":
      return of(diagnostics, (fit) => trustFigure(fit, context));
    case "density":
      return of(diagnostics, (fit) => densityFigure(fit, context));
    case "predictive":
      return of(diagnostics, (fit) => predictiveFigure(fit, context));
    case "training":
      return of(diagnostics, ({ elbo }) => trainingFigure(elbo, [], context));
    case "waterfall":
      return of(result, (table) => waterfallFigure(table, grouped));
    case "series":
      return of(result, (table) => seriesFigure(table, grouped, looks.series));
    case "roi":
      return of(result, (table) => roiFigure(table, context, looks.roi));
    case "parts":
      return of(result, (table) => partsFigure(table, grouped, looks.parts));
    case "shares":
      return of(result, (table) => sharesFigure(table, context));
    case "curves":
      return of(result, (table) =>
        of(data.curves, (part) => {
          const figure = curvesFigure(part.rows, table, context, looks.curves);
          return { ...figure, notes: [...figure.notes, ...curvesAgreeNotes(part, table, context)] };
        }),
      );
    case "saturation":
      return of(data.hill, ({ rows }) => saturationFigure(bySpend(rows, result), context));
    case "decay":
      return of(data.decay, ({ rows }) => decayFigure(bySpend(rows, result), context));
    case "split":
      return of(data.split, ({ rows }) => splitFigure(bySpend(rows, result), context));
  }
}
