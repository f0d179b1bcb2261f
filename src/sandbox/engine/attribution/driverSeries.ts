import { type ContributionDraws, GROUPINGS, type SeriesGrouping } from "../contract";
import { band } from "../diagnostics/interval";
import { EXACT, shown, significant } from "../numerics/significant";

/** Units sold through one driver, period by period. Only means add up. */
export interface DriverSeries {
  readonly driver: string;
  readonly mean: readonly number[];
  readonly lo: readonly number[];
  readonly hi: readonly number[];
}

export interface SeriesTable {
  /** How the dates are put together: coarser than asked for where there were too many of them to send. */
  readonly by: SeriesGrouping;
  /** The first date of each group. */
  readonly dates: readonly string[];
  readonly series: readonly DriverSeries[];
  /** Units sold in each group; null where a period of it is missing. */
  readonly actual: readonly (number | null)[];
}

/** Three numbers a driver and date, in an answer of less than a megabyte. */
const MOST_CELLS = 25_000;

/** Contributions over time, with intervals from the draws, beside actual sales (one number a date). */
export function driverSeries(
  draws: ContributionDraws,
  actual: readonly (number | null)[],
  { level, by }: { readonly level: number; readonly by: SeriesGrouping },
): SeriesTable {
  const groups = groupsOf(draws.dates, by);
  const coarser = GROUPINGS[GROUPINGS.indexOf(by) + 1];
  if (groups.length * draws.drivers.length > MOST_CELLS && coarser) {
    return driverSeries(draws, actual, { level, by: coarser });
  }
  const sums = groups.map(() => new Float64Array(draws.drawCount));
  const series = draws.drivers.map(({ name }, driver): DriverSeries => {
    sumInto(sums, draws, driver, groups);
    const rows = sums.map((values) => band(values, level));
    return {
      driver: name,
      mean: rows.map(({ mean }) => significant(mean, EXACT)),
      lo: rows.map(({ lo }) => shown(lo)),
      hi: rows.map(({ hi }) => shown(hi)),
    };
  });
  return {
    by,
    dates: groups.map(({ first }) => draws.dates[first]),
    series,
    actual: groups.map(({ first, count }) => total(actual.slice(first, first + count))),
  };
}

function total(values: readonly (number | null)[]): number | null {
  let sum = 0;
  for (const value of values) {
    if (value === null) return null;
    sum += value;
  }
  return significant(sum, EXACT);
}

/** Runs of dates that are shown as one. */
function groupsOf(dates: readonly string[], by: SeriesGrouping): { first: number; count: number }[] {
  const groups: { first: number; count: number; key: string }[] = [];
  dates.forEach((date, at) => {
    const key = keyOf(date, by);
    const last = groups.at(-1);
    if (last?.key === key) last.count += 1;
    else groups.push({ first: at, count: 1, key });
  });
  return groups;
}

function keyOf(date: string, by: SeriesGrouping): string {
  if (by === "period") return date;
  const year = date.slice(0, 4);
  return by === "year" ? year : `${year}-${String(Math.ceil(Number(date.slice(5, 7)) / 3))}`;
}

/** Draws that are summed together: as many numbers of a group as the memory moves at once. */
const BLOCK = 8;

/** For each group one number a draw: the driver's contribution over all units and the group's dates. */
function sumInto(
  sums: readonly Float64Array[],
  { units, dates, drivers, contributions, drawCount }: ContributionDraws,
  driver: number,
  groups: readonly { readonly first: number; readonly count: number }[],
): void {
  const width = dates.length;
  const size = units.length * width;
  const stride = drivers.length * size;
  const firsts = groups.map(({ first }) => first);
  const counts = groups.map(({ count }) => count);
  for (let block = 0; block < drawCount; block += BLOCK) {
    const end = Math.min(block + BLOCK, drawCount);
    for (let group = 0; group < firsts.length; group++) {
      const out = sums[group];
      const first = firsts[group];
      const count = counts[group];
      for (let draw = block; draw < end; draw++) {
        const start = draw * stride + driver * size + first;
        let sum = 0;
        for (let unit = 0; unit < size; unit += width) {
          const from = start + unit;
          for (let at = from; at < from + count; at++) sum += contributions[at];
        }
        out[draw] = sum;
      }
    }
  }
}
