import { isoOfDay } from "../../dataFiles/dates";
import { type Periodicity } from "../../dataFiles/fileTypes";
import {
  DAYS_PER_PERIOD,
  type DatedPeriodicity,
  inferPeriodicity,
  isDated,
  periodIndex,
  periodStart,
} from "../../dataFiles/periods";

/** A calendar may be so many times longer than the dates it was made from; beyond that the missing periods are dropped. */
const MOST_STRETCH = 4;

/** The periods of a model, one after another. */
export interface Calendar {
  /** First days, ascending, as day numbers and as ISO dates. */
  readonly starts: Int32Array;
  readonly dates: readonly string[];
  /** The word for one period: "week"; "period" where the dates are irregular. */
  readonly unit: string;
  /** Mean length of a period in days. */
  readonly daysPerPeriod: number;
  /** Periods that none of the days stands for. */
  readonly missing: number;
  /** Position of the period that a day falls into; -1 outside the calendar. */
  indexOf(day: number): number;
  /** The day after the last day of a period. */
  endOf(index: number): number;
}

/** The calendar of different days in ascending order. Missing periods between them are kept, where the days are regular. */
export function calendarOf(days: Int32Array, periodicity: Periodicity | null): Calendar {
  const given = periodicity !== null && isDated(periodicity) ? periodicity : inferPeriodicity(days);
  const regular = given === null ? undefined : regularCalendar(days, given);
  return regular ?? irregularCalendar(days);
}

function regularCalendar(days: Int32Array, periodicity: DatedPeriodicity): Calendar | undefined {
  const first = days[0] ?? 0;
  const grid = gridOf(days, periodicity);
  const count = grid.indexOf(days.at(-1) ?? first) + 1;
  const positions = new Map(Array.from(days, (day) => [grid.indexOf(day), day]));
  if (positions.size < days.length || count > days.length * MOST_STRETCH) return undefined;
  const starts = Int32Array.from({ length: count }, (_, i) => positions.get(i) ?? grid.startOf(i));
  return {
    starts,
    dates: Array.from(starts, isoOfDay),
    unit: periodicity.toLowerCase(),
    daysPerPeriod: DAYS_PER_PERIOD[periodicity],
    missing: count - days.length,
    indexOf: (day) => within(grid.indexOf(day), count),
    endOf: (index) => grid.startOf(index + 1),
  };
}

interface Grid {
  indexOf(day: number): number;
  startOf(index: number): number;
}

/** Weeks that always start on the same weekday keep it, whichever it is; all other periods start where the calendar says. */
function gridOf(days: Int32Array, periodicity: DatedPeriodicity): Grid {
  const first = days[0] ?? 0;
  if (periodicity === "Week" && days.every((day) => (day - first) % 7 === 0)) {
    return { indexOf: (day) => Math.floor((day - first) / 7), startOf: (index) => first + 7 * index };
  }
  const base = periodIndex(first, periodicity);
  return {
    indexOf: (day) => periodIndex(day, periodicity) - base,
    startOf: (index) => periodStart(index + base, periodicity),
  };
}

function irregularCalendar(days: Int32Array): Calendar {
  const steps = Int32Array.from(days.subarray(1), (day, i) => day - (days[i] ?? day)).sort();
  const usual = steps[steps.length >> 1] ?? 7;
  const endOf = (index: number) => days[index + 1] ?? (days[index] ?? 0) + usual;
  return {
    starts: days,
    dates: Array.from(days, isoOfDay),
    unit: "period",
    daysPerPeriod: usual,
    missing: 0,
    indexOf: (day) => {
      const after = firstAbove(days, day);
      return after > 0 && day < endOf(after - 1) ? after - 1 : -1;
    },
    endOf,
  };
}

const within = (index: number, count: number) => (index >= 0 && index < count ? index : -1);

/** Position of the first number above a limit in an ascending list. */
function firstAbove(numbers: Int32Array, limit: number): number {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] ?? 0) > limit) high = middle;
    else low = middle + 1;
  }
  return low;
}
