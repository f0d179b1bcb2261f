import { type Coverage, type PreviewCalendar } from "./filePreview";
import { type SeriesRows } from "./seriesRows";
import { type SeriesSpans } from "./seriesStatistics";
import { type TimeSlots } from "./timeSlots";

const WORST: readonly Coverage[] = ["duplicate", "none", "partial", "full"];

/** In which periods all series have rows, some, or none; and where a key is there twice. */
export function calendarOf(rows: SeriesRows, { first, last }: SeriesSpans, slots: TimeSlots): PreviewCalendar {
  const present = new Int32Array(slots.periods);
  const twice = new Uint8Array(slots.periods);
  for (let row = 0; row < rows.size; row++) {
    const period = slots.periodOf(rows.dayOf(row));
    present[period] = (present[period] ?? 0) + 1;
    if (rows.twice.has(row)) twice[period] = 1;
  }
  const begun = new Int32Array(slots.periods + 1);
  for (let series = 0; series < rows.seriesCount; series++) {
    const [from, to] = [slots.periodOf(first[series] ?? 0), slots.periodOf(last[series] ?? 0) + 1];
    begun[from] = (begun[from] ?? 0) + 1;
    begun[to] = (begun[to] ?? 0) - 1;
  }
  const worst = new Int8Array(slots.slots).fill(WORST.length - 1);
  let alive = 0;
  let missing = 0;
  for (let period = 0; period < slots.periods; period++) {
    alive += begun[period] ?? 0;
    const count = present[period] ?? 0;
    if (count === 0) missing++;
    const state = twice[period] === 1 ? 0 : count === 0 ? 1 : count < alive ? 2 : 3;
    const slot = slots.slotOf(period);
    worst[slot] = Math.min(worst[slot] ?? state, state);
  }
  const coverage = Array.from(worst, (state) => WORST[state] ?? "full");
  const { period, perSlot, periods } = slots;
  return { starts: slots.starts(), period, perSlot, periods, missing, coverage };
}
