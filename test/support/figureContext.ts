// What every figure is made with, as a page of the demo's attribution has it.
import { type ResultTable } from "../../webview/results/data/resultTable";
import { type FigureContext } from "../../webview/results/figures/figure";
import { firstLook } from "../../webview/results/figures/series";
import { type FigureLooks } from "../../webview/results/figureSet";
import { driverPlaces } from "../../webview/results/rows";
import { resultsStrings } from "../../webview/results/strings";
import { numberFormat } from "../../webview/shared/numberFormat";
import { demoHeader, demoQuery } from "./demoResult";

const nothing = (): void => undefined;
export const looks: FigureLooks = {
  series: { look: firstLook, onLook: nothing, onGrouping: nothing },
  curves: { marginal: false, onMarginal: nothing },
  roi: { onBasis: nothing },
  parts: { look: { by: null, measure: "share" }, onLook: nothing },
};

export function contextOf(result: ResultTable, changes: Partial<FigureContext> = {}): FigureContext {
  return {
    ...{
      strings: resultsStrings({}),
      format: numberFormat("en"),
      header: demoHeader,
      query: demoQuery,
      shares: false,
      unit: result.unit,
      currency: "kr",
    },
    ...{
      ...{ by: "period", period: "week", shownPeriod: "week" },
      places: driverPlaces(result),
      address: "http://127.0.0.1:1/v1/api/projects/1/1/attributions/5/result",
    },
    ...changes,
  };
}
