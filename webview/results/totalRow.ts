import { type Estimate } from "./data/estimates";
import { type ResultTable } from "./data/resultTable";
import { type ResultsStrings } from "./strings";
import { type ResultRow } from "./rows";

const whole: Estimate = { p50: 1, lo: 1, hi: 1 };

/** The last line of the table: all drivers together, with the spend of all channels. */
export function totalRow(result: ResultTable, strings: ResultsStrings): ResultRow {
  return {
    driver: strings.total,
    kind: "",
    product: null,
    place: "other",
    units: result.total,
    share: whole,
    pPositive: null,
    reference: null,
    spend: result.roi.length === 0 ? null : result.roi.reduce((sum, channel) => sum + channel.spend, 0),
    roi: result.media?.roi ?? null,
    pAbove1: null,
  };
}
