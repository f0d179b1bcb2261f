import { type Period, periodOf, periodOfDays } from "../shared/numberFormat";
import { type Grouping, type ResultsQuery } from "../shared/resultsMessages";
import { type ResultTable } from "./data/resultTable";

/** What one date of a result stands for, once dates are put together. */
export function groupedPeriod(by: Grouping, dates: readonly string[]): Period {
  return by === "period" ? periodOf(dates) : by;
}

/** The first and the last date that a result is about; a group of dates is named by its first alone. */
export function shownDates(
  { dates, by, range }: ResultTable,
  query: Pick<ResultsQuery, "by" | "to">,
): readonly [first: string | undefined, last: string | undefined] {
  const [first, last] = [dates[0], dates.at(-1)];
  if ((by ?? query.by) === "period" || range === null || last === undefined) return [first, last];
  const end = query.to !== null && query.to < range.last ? query.to : range.last;
  return [first, end > last ? end : last];
}

/** What the data count in: told by dates that are not put together, or by the days between them. */
export function dataPeriod(
  by: Grouping,
  { dates, daysPerPeriod }: Pick<ResultTable, "dates" | "daysPerPeriod">,
  fitDates: readonly string[],
): Period {
  const told = periodOf(by === "period" && dates.length > 0 ? dates : fitDates);
  return told === "other" && daysPerPeriod !== null ? periodOfDays(daysPerPeriod) : told;
}
