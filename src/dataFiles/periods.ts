import { dayNumber, isoOfDay } from "./dates";
import { type Periodicity } from "./fileTypes";

/** The periodicities whose periods are at least a day; shorter ones cannot be told from dates. */
export type DatedPeriodicity = Exclude<Periodicity, "Minute" | "Hour">;

export function isDated(periodicity: Periodicity): periodicity is DatedPeriodicity {
  return periodicity !== "Minute" && periodicity !== "Hour";
}

/** Mean length in days. */
export const DAYS_PER_PERIOD: Readonly<Record<DatedPeriodicity, number>> = {
  Day: 1,
  Week: 7,
  Month: 30.4375,
  Quarter: 91.3125,
  Year: 365.25,
};

/** Number of the period that a day falls into; neighbours differ by one. Weeks start on Monday. */
export function periodIndex(day: number, periodicity: DatedPeriodicity): number {
  switch (periodicity) {
    case "Day":
      return day;
    case "Week":
      // Day 0 was a Thursday.
      return Math.floor((day + 3) / 7);
    case "Month":
      return monthIndex(day);
    case "Quarter":
      return Math.floor(monthIndex(day) / 3);
    case "Year":
      return Math.floor(monthIndex(day) / 12);
  }
}

/** Day number of the first day of a period. */
export function periodStart(index: number, periodicity: DatedPeriodicity): number {
  switch (periodicity) {
    case "Day":
      return index;
    case "Week":
      return index * 7 - 3;
    case "Month":
      return dayNumber(1970 + Math.floor(index / 12), (((index % 12) + 12) % 12) + 1, 1);
    case "Quarter":
      return periodStart(index * 3, "Month");
    case "Year":
      return periodStart(index * 12, "Month");
  }
}

function monthIndex(day: number): number {
  const date = new Date(day * 86_400_000);
  return (date.getUTCFullYear() - 1970) * 12 + date.getUTCMonth();
}

/** The periodicity that different days in ascending order show by their usual distance; null when they show none. */
export function inferPeriodicity(days: ArrayLike<number>): DatedPeriodicity | null {
  if (days.length < 2) return null;
  const steps = new Float64Array(days.length - 1);
  for (let i = 1; i < days.length; i++) steps[i - 1] = (days[i] ?? 0) - (days[i - 1] ?? 0);
  steps.sort();
  const usual = steps[steps.length >> 1] ?? 0;
  if (usual === 1) return "Day";
  if (usual === 7) return "Week";
  if (usual >= 28 && usual <= 31) return "Month";
  if (usual >= 89 && usual <= 92) return "Quarter";
  return usual === 365 || usual === 366 ? "Year" : null;
}

const WEEKDAYS = ["Thursday", "Friday", "Saturday", "Sunday", "Monday", "Tuesday", "Wednesday"] as const;

export function weekdayOf(day: number): (typeof WEEKDAYS)[number] {
  return WEEKDAYS[((day % 7) + 7) % 7] ?? "Thursday";
}

/** The period starts around a day, as ISO dates: the one at or before it and the next. */
export function startsAround(day: number, periodicity: DatedPeriodicity): readonly [string, string] {
  const index = periodIndex(day, periodicity);
  return [isoOfDay(periodStart(index, periodicity)), isoOfDay(periodStart(index + 1, periodicity))];
}
