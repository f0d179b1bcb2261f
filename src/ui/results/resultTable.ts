import { showId } from "../../platform/ids";
import { type AttributionRecord, type ModelRecord } from "../../platform/records";
import { type AttributionResult, type ChannelRoi } from "../../platform/results";
import { type ChannelReturn, type ResultsHeader, type ResultTable } from "../../../webview/shared/resultsMessages";
import { type AttributionPlace } from "./attributionPlace";

/** A server's result as the page shows it: the same numbers, without what the table leaves out. */
export function resultTable(result: AttributionResult): ResultTable {
  const { engine, seed, draws, level, dates, total } = result;
  return {
    engine,
    seed,
    draws,
    level,
    currency: result.currency ?? null,
    dates,
    total,
    totals: result.totals.map(({ driver, kind, product, mean, p50, lo, hi, share, reference }) => ({
      driver,
      kind,
      product,
      mean,
      p50,
      lo,
      hi,
      share,
      reference,
    })),
    roi: result.roi.map(channelReturn),
    media: result.media ?? null,
  };
}

/** Without spend there is nothing to divide by, whatever numbers stand in the fields. */
function channelReturn({ channel, spend, p50, lo, hi, pAbove1 }: ChannelRoi): ChannelReturn {
  return spend > 0 ? { channel, spend, roi: { p50, lo, hi }, pAbove1 } : { channel, spend, roi: null, pAbove1: null };
}

export function resultsHeader(place: AttributionPlace, record?: AttributionRecord, model?: ModelRecord): ResultsHeader {
  const combination = model?.combination;
  return {
    attribution: showId(place.attribution),
    model: record?.modelId === undefined ? null : showId(record.modelId),
    combination:
      combination === undefined ? null : [combination.country, combination.region, combination.grouping].join(" / "),
  };
}
