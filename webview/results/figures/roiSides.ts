import { fill } from "../../shared/fill";
import { type ChannelReturn } from "../data/resultTable";
import { probabilityText } from "../probability";
import { type FigureContext } from "./figure";
import { estimateText } from "./wording";

/** A column of numbers beside the intervals of the channels. */
export interface RoiSide {
  readonly heading: readonly [string, string];
  readonly width: number;
  readonly strong?: boolean;
  readonly cell: (row: ChannelReturn) => string;
}

/** The columns that fit into so much room, those first that people ask about first. */
export function roiSides(context: FigureContext, room: number): readonly RoiSide[] {
  const { strings, format, currency } = context;
  const percent = (value: number | null): string =>
    value === null ? strings.none : fill(strings.percentWhole, format.wholePercent(value));
  const estimate: RoiSide = {
    heading: [strings.roiShort, strings.medianBracket],
    width: 108,
    strong: true,
    cell: ({ roi, spend }) =>
      roi ? estimateText(roi, format.ratio, context) : spend > 0 ? strings.none : strings.noSpend,
  };
  const marginal: RoiSide = {
    heading: twoLines(strings.roiMarginal),
    width: 62,
    cell: ({ mroi }) => (mroi ? format.ratio(mroi.p50) : strings.none),
  };
  const aboveOne: RoiSide = {
    heading: [strings.columnAboveOne, ""],
    width: 72,
    cell: ({ pAbove1 }) => (pAbove1 === null ? strings.none : probabilityText(pAbove1, context)),
  };
  const spend: RoiSide = {
    heading: [strings.columnSpend, currency],
    width: 58,
    cell: ({ spend }) => format.compact(spend),
  };
  const spendShare: RoiSide = {
    heading: twoLines(strings.roiSpendShare),
    width: 62,
    cell: ({ spendShare }) => percent(spendShare),
  };
  const effectShare: RoiSide = {
    heading: twoLines(strings.roiEffectShare),
    width: 88,
    cell: ({ effectShare }) => (effectShare ? estimateText(effectShare, format.wholePercent, context) : strings.none),
  };
  const fitting = new Set<RoiSide>();
  let left = room;
  for (const side of [estimate, aboveOne, marginal, spend, spendShare, effectShare]) {
    left -= side.width;
    if (left < 0) break;
    fitting.add(side);
  }
  return [estimate, marginal, aboveOne, spend, spendShare, effectShare].filter((side) => fitting.has(side));
}

/** A heading of two words or more in two lines. */
function twoLines(heading: string): readonly [string, string] {
  const at = heading.lastIndexOf(" ");
  return at < 0 ? [heading, ""] : [heading.slice(0, at), heading.slice(at + 1)];
}
