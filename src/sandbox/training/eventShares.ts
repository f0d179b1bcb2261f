import { type Combination } from "../store/datasetTypes";
import { type RowTable } from "./rowTable";
import { type SalesSeries } from "./salesSeries";

export interface EventShares {
  /** Share of each period that an event covers, 0..1, unit-major; events do not tell products apart. */
  readonly events: ReadonlyMap<string, Float64Array>;
  readonly notes: readonly string[];
}

export function eventShares(table: RowTable, combination: Combination, { calendar, units }: SalesSeries): EventShares {
  const [event, start, end] = [table.words("Event"), table.days("StartDate"), table.days("EndDate")];
  const dates = calendar.dates.length;
  const covered = new Map<string, Float64Array>();
  const outside = new Set<string>();
  for (const row of table.rowsConcerning(combination)) {
    const shares = covered.get(event(row)) ?? new Float64Array(dates);
    if (!cover(shares, start(row), end(row), calendar)) outside.add(event(row));
    else covered.set(event(row), shares);
  }
  const left = [...outside].filter((name) => !covered.has(name));
  const notes = covered.size > 0 ? ["Events: outside its dates an event counts as 0."] : [];
  if (left.length > 0) notes.push(`Events: outside the Sales calendar and left out: ${left.join(", ")}.`);
  return { events: new Map([...covered].map(([name, shares]) => [name, repeat(shares, units.length)])), notes };
}

/** Adds the days from start to end, both included. False when no period has any of them. */
function cover(shares: Float64Array, start: number, end: number, calendar: SalesSeries["calendar"]): boolean {
  let any = false;
  for (let date = firstPeriod(calendar, start); date < shares.length; date++) {
    const [from, to] = [calendar.starts[date] ?? 0, calendar.endOf(date)];
    if (from > end) break;
    const days = Math.min(end + 1, to) - Math.max(start, from);
    if (days <= 0) continue;
    any = true;
    shares[date] = Math.min(1, (shares[date] ?? 0) + days / (to - from));
  }
  return any;
}

const firstPeriod = (calendar: SalesSeries["calendar"], day: number) => Math.max(0, calendar.indexOf(day));

function repeat(values: Float64Array, times: number): Float64Array {
  const all = new Float64Array(values.length * times);
  for (let i = 0; i < times; i++) all.set(values, i * values.length);
  return all;
}
