import { fill } from "../../shared/fill";
import { type Estimate } from "../data/estimates";
import { contributionUnit } from "../columns";
import { type FigureContext } from "./figure";

export type Show = (value: number) => string;

/** "1.18 [1.05, 1.32]"; a number that is certain stands alone. */
export function estimateText({ p50, lo, hi }: Estimate, show: Show, { strings }: FigureContext): string {
  return lo === hi ? show(p50) : fill(strings.estimate, show(p50), show(lo), show(hi));
}

export function intervalText({ lo, hi }: { lo: number; hi: number }, show: Show, { strings }: FigureContext): string {
  return fill(strings.bracket, show(lo), show(hi));
}

export const levelText = (level: number, { strings, format }: FigureContext): string =>
  fill(strings.percentWhole, format.wholePercent(level));

/** "39 weeks", in whatever the data count. */
export const periodsText = (
  count: number,
  { strings, format, period }: Pick<FigureContext, "strings" | "format" | "period">,
): string =>
  // The language data have no word for quarters.
  format.periods(count, period) ??
  fill(period === "quarter" ? strings.metaQuarters : strings.metaPeriods, format.count(count));

/** "a week", where the language data have a word for it. */
export const perPeriod = ({ strings, period }: FigureContext): string => {
  switch (period) {
    case "day":
      return strings.perDay;
    case "week":
      return strings.perWeek;
    case "month":
      return strings.perMonth;
    case "quarter":
      return strings.perQuarter;
    case "year":
      return strings.perYear;
    case "other":
      return strings.perPeriod;
  }
};

/** Units sold, in files. */
export const unitsInFiles = "units sold";

/** What contributions are shown in. */
export const unitWord = ({ strings, unit, currency, shares }: FigureContext): string =>
  shares
    ? { units: strings.unitOfUnits, revenue: strings.unitOfRevenue }[unit]
    : contributionUnit(unit, currency, strings);

/** The same for files, in which numbers are told by words of their own in every language. */
export const fileUnit = ({ unit, currency, shares }: FigureContext): string =>
  shares ? `fraction of total ${unit}` : unit === "revenue" ? `revenue (${currency})` : unitsInFiles;

/** Several sentences as one text. */
export const sentences = (...parts: readonly (string | null)[]): string =>
  parts.filter((part) => part !== null && part !== "").join(" ");
