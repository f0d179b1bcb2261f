import { type DimensionColumn } from "../batch";
import { isoOfDay } from "../dates";
import { TupleTable } from "../tupleTable";
import { type FilePreview, type PreviewSeries } from "./filePreview";
import { MOST_SERIES } from "./previewLimits";
import { TimeSlots } from "./timeSlots";

/** Events of one combination: they have a first and a last day, and no number. */
export class EventSpans {
  private readonly names: TupleTable;
  private readonly tuple: Int32Array;
  private readonly series: number[] = [];
  private readonly starts: number[] = [];
  private readonly ends: number[] = [];

  constructor(dimensions: number) {
    this.names = new TupleTable(dimensions);
    this.tuple = new Int32Array(dimensions);
  }

  /** Its first and its last day, as far as they are looked at. */
  add(row: number, dimensions: readonly DimensionColumn[], first: number, last: number): void {
    for (let i = 0; i < this.tuple.length; i++) this.tuple[i] = dimensions[i]?.codes[row] ?? 0;
    this.series.push(this.names.intern(this.tuple));
    this.starts.push(first);
    this.ends.push(last);
  }

  result(
    namesOf: (codes: readonly number[]) => readonly string[],
  ): Pick<FilePreview, "calendar" | "series" | "seriesCount"> {
    if (this.series.length === 0) return { calendar: null, series: [], seriesCount: 0 };
    const slots = new TimeSlots(least(this.starts), -least(this.ends, -1), null);
    const lines = this.lines(slots, namesOf);
    const seen = Array.from({ length: slots.slots }, (_, slot) => lines.some(({ points }) => points[slot] === 1));
    const coverage = seen.map((one) => (one ? "full" : "none"));
    const { period, perSlot, periods } = slots;
    // Days without an event are no gap.
    const calendar = { starts: slots.starts(), period, perSlot, periods, missing: 0, coverage } as const;
    return { calendar, series: lines, seriesCount: this.names.size };
  }

  private lines(slots: TimeSlots, namesOf: (codes: readonly number[]) => readonly string[]): PreviewSeries[] {
    const shown = Math.min(this.names.size, MOST_SERIES);
    const found = Array.from({ length: shown }, () => ({ starts: [] as number[], ends: [] as number[] }));
    this.series.forEach((series, row) => {
      found[series]?.starts.push(this.starts[row] ?? 0);
      found[series]?.ends.push(this.ends[row] ?? 0);
    });
    return found.map(({ starts, ends }, series) => {
      const points = new Array<number | null>(slots.slots).fill(null);
      starts.forEach((start, i) => {
        const [from, to] = [start, ends[i] ?? start].map((day) => slots.slotOf(slots.periodOf(day)));
        points.fill(1, from, (to ?? 0) + 1);
      });
      const codes = Array.from({ length: this.names.width }, (_, i) => this.names.at(series, i));
      const lengths = starts.map((start, i) => (ends[i] ?? start) - start + 1);
      const total = lengths.reduce((sum, days) => sum + days, 0);
      return {
        names: namesOf(codes),
        measure: "Events",
        kind: "event",
        channel: null,
        points,
        count: starts.length,
        first: isoOfDay(least(starts)),
        last: isoOfDay(-least(ends, -1)),
        missing: 0,
        min: least(lengths),
        mean: total / starts.length,
        max: -least(lengths, -1),
        total,
      };
    });
  }
}

/** The least of many numbers, or the negated largest with the sign -1. */
function least(numbers: readonly number[], sign = 1): number {
  return numbers.reduce((found, number) => Math.min(found, number * sign), Infinity);
}
