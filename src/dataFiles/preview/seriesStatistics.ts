import { type SeriesRows } from "./seriesRows";
import { type TimeSlots } from "./timeSlots";

/** What the numbers of one measure come to, by series. */
export interface SeriesStatistics {
  readonly count: Int32Array;
  readonly min: Float64Array;
  readonly max: Float64Array;
  readonly total: Float64Array;
}

export function statisticsOf(rows: SeriesRows, measure: number): SeriesStatistics {
  const size = rows.seriesCount;
  const count = new Int32Array(size);
  const min = new Float64Array(size).fill(Infinity);
  const max = new Float64Array(size).fill(-Infinity);
  const total = new Float64Array(size);
  for (let row = 0; row < rows.size; row++) {
    const value = rows.value(measure, row);
    if (Number.isNaN(value)) continue;
    const series = rows.seriesOf(row);
    count[series] = (count[series] ?? 0) + 1;
    min[series] = Math.min(min[series] ?? 0, value);
    max[series] = Math.max(max[series] ?? 0, value);
    total[series] = bounded((total[series] ?? 0) + value);
  }
  return { count, min, max, total };
}

/** Where the rows of each series lie in time. */
export interface SeriesSpans {
  /** First and last day. */
  readonly first: Int32Array;
  readonly last: Int32Array;
  /** Periods with a row. */
  readonly present: Int32Array;
}

export function spansOf(rows: SeriesRows): SeriesSpans {
  const size = rows.seriesCount;
  const first = new Int32Array(size).fill(2 ** 31 - 1);
  const last = new Int32Array(size).fill(-(2 ** 31));
  const present = new Int32Array(size);
  for (let row = 0; row < rows.size; row++) {
    const series = rows.seriesOf(row);
    const day = rows.dayOf(row);
    first[series] = Math.min(first[series] ?? 0, day);
    last[series] = Math.max(last[series] ?? 0, day);
    present[series] = (present[series] ?? 0) + 1;
  }
  return { first, last, present };
}

/** Periods of a series between its first and its last that have no row. */
export function missingPeriods({ first, last, present }: SeriesSpans, series: number, slots: TimeSlots): number {
  const length = slots.periodOf(last[series] ?? 0) - slots.periodOf(first[series] ?? 0) + 1;
  return Math.max(0, length - (present[series] ?? 0));
}

/** The largest value of each slot, for the series and measures that are shown. */
export function pointsOf(
  rows: SeriesRows,
  slots: TimeSlots,
  shown: readonly { readonly series: number; readonly measure: number }[],
): (number | null)[][] {
  const points = shown.map(() => new Array<number | null>(slots.slots).fill(null));
  const placesOf = new Map<number, number[]>();
  shown.forEach(({ series }, place) => placesOf.set(series, [...(placesOf.get(series) ?? []), place]));
  for (let row = 0; row < rows.size; row++) {
    const places = placesOf.get(rows.seriesOf(row));
    if (places === undefined) continue;
    const slot = slots.slotOf(slots.periodOf(rows.dayOf(row)));
    for (const place of places) {
      const value = rows.value(shown[place]?.measure ?? 0, row);
      const before = points[place]?.[slot] ?? null;
      if (Number.isNaN(value) || (before !== null && Math.abs(before) >= Math.abs(value))) continue;
      const list = points[place];
      if (list !== undefined) list[slot] = rounded(value);
    }
  }
  return points;
}

/** Sums that no number can hold stay at the largest: a page would get nothing for infinity. */
export const bounded = (value: number): number => Math.max(-Number.MAX_VALUE, Math.min(Number.MAX_VALUE, value));

/** More digits than a chart can show would only make the message long. */
export const rounded = (value: number): number => Number(value.toPrecision(6));
