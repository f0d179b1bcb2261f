import { type ResultsStrings } from "./strings";

export interface DateRange {
  readonly from: string | null;
  readonly to: string | null;
}

export interface DateChoice extends DateRange {
  readonly value: string;
  readonly label: string;
}

/** Years that are proposed; more would not fit a list. */
const mostYears = 12;

/** All dates, and the calendar years that the data touch where there are several. */
export function dateChoices(
  range: { first: string; last: string } | null,
  strings: ResultsStrings,
): readonly DateChoice[] {
  const all: DateChoice = { value: "all", label: strings.allDates, from: null, to: null };
  if (range === null) return [all];
  const [first, last] = [Number(range.first.slice(0, 4)), Number(range.last.slice(0, 4))];
  const years = Array.from({ length: Math.max(0, Math.min(mostYears, last - first + 1)) }, (_, at) =>
    String(last - at),
  );
  if (years.length < 2) return [all];
  return [all, ...years.map((year) => ({ value: year, label: year, from: `${year}-01-01`, to: `${year}-12-31` }))];
}

export const sameDates = (one: DateRange, other: DateRange): boolean => one.from === other.from && one.to === other.to;
