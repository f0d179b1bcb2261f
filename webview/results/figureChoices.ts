import { type KeptChoices, type ResultsQuery } from "../shared/resultsMessages";
import { type FigureId } from "./figures/figure";
import { type PartsLook } from "./figures/parts";
import { firstLook, type SeriesLook } from "./figures/series";
import { type FigureLooks } from "./figureSet";

/** What of a figure is looked at, as far as it is a choice of its own: no query knows of it. */
export class FigureChoices {
  private series: SeriesLook = firstLook;
  private marginal = false;
  private parts: PartsLook = { by: null, measure: "share" };

  constructor(
    kept: KeptChoices | undefined,
    private readonly onQuery: (change: Partial<ResultsQuery>) => void,
    /** Of a figure that has to be made anew. */
    private readonly onChoice: (id: FigureId) => void,
  ) {
    if (kept === undefined) return;
    // A choice that a result does not have is left alone by its figure.
    this.series = kept.series as SeriesLook;
    this.marginal = kept.marginal;
    this.parts = kept.parts as PartsLook;
  }

  /** For a page that is loaded again. */
  get kept(): KeptChoices {
    const { series, marginal, parts } = this;
    return { series, marginal, parts };
  }

  looks(): FigureLooks {
    return {
      series: {
        look: this.series,
        onLook: (look) => {
          this.series = look;
          this.onChoice("series");
        },
        onGrouping: (by) => this.onQuery({ by }),
      },
      parts: {
        look: this.parts,
        onLook: (look) => {
          this.parts = look;
          this.onChoice("parts");
        },
      },
      roi: { onBasis: (basis) => this.onQuery({ basis }) },
      curves: {
        marginal: this.marginal,
        onMarginal: (marginal) => {
          this.marginal = marginal;
          this.onChoice("curves");
        },
      },
    };
  }
}
