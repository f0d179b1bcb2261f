import { fill } from "../../shared/fill";
import { type ChannelReturn } from "../data/resultTable";
import { probabilityPercent, probabilityText } from "../probability";
import { type FigureContext, type FigureRow } from "./figure";
import { estimateText, intervalText } from "./wording";

/** What the readout says of a channel. */
export function roiWords(row: ChannelReturn, context: FigureContext): string[] {
  const { strings, format, currency } = context;
  const { channel, roi, inner, pAbove1, prior, mroi, spend, spendShare, effectShare } = row;
  if (!roi) return [channel, strings.noSpend];
  const named = (name: string, value: string): string => fill(strings.readoutWord, name, value);
  const percent = (value: number): string => fill(strings.percentValue, format.percent(value));
  return [
    channel,
    named(strings.roiShort, estimateText(roi, format.ratio, context)),
    ...(inner
      ? [named(fill(strings.columnInterval, format.wholePercent(0.5)), intervalText(inner, format.ratio, context))]
      : []),
    ...(pAbove1 === null ? [] : [named(strings.columnAboveOne, probabilityText(pAbove1, context))]),
    ...(prior ? [named(strings.roiPrior, estimateText(prior, format.ratio, context))] : []),
    ...(mroi ? [named(strings.roiMarginal, estimateText(mroi, format.ratio, context))] : []),
    named(strings.columnSpend, fill(strings.readoutValue, format.amount(spend, spend), currency)),
    ...(spendShare === null ? [] : [named(strings.roiSpendShare, percent(spendShare))]),
    ...(effectShare ? [named(strings.roiEffectShare, estimateText(effectShare, percent, context))] : []),
  ];
}

export function roiTableRow(row: ChannelReturn, basis: string, context: FigureContext): FigureRow {
  const { strings, format, places, currency } = context;
  const { channel, spend, spendShare, roi, inner, pAbove1, prior, mroi, effectShare } = row;
  const missing = spend > 0 ? strings.none : strings.noSpend;
  const percent = (value: number | null): string => (value === null ? missing : format.percent(value));
  const ends = (estimate: { lo: number; hi: number } | null): string =>
    estimate === null ? missing : fill(strings.range, format.ratio(estimate.lo), format.ratio(estimate.hi));
  const three = (estimate: ChannelReturn["roi"]) => [estimate?.p50 ?? null, estimate?.lo ?? null, estimate?.hi ?? null];
  return {
    name: channel,
    place: places.get(channel) ?? "other",
    cells: [
      format.amount(spend, spend),
      percent(spendShare),
      roi ? format.ratio(roi.p50) : missing,
      ends(inner),
      ends(roi),
      pAbove1 === null ? missing : probabilityPercent(pAbove1, format),
      prior ? estimateText(prior, format.ratio, context) : strings.none,
      mroi ? estimateText(mroi, format.ratio, context) : missing,
      effectShare ? estimateText(effectShare, format.percent, context) : missing,
    ],
    values: [
      ...[channel, spend, spendShare, roi?.p50 ?? null, inner?.lo ?? null, inner?.hi ?? null],
      ...[roi?.lo ?? null, roi?.hi ?? null, pAbove1],
      ...[...three(prior), ...three(mroi), ...three(effectShare), basis, currency],
    ],
  };
}
