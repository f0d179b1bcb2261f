import { isoOfDay } from "../dates";
import { type Periodicity } from "../fileTypes";
import { type DatedPeriodicity, isDated, periodIndex, periodStart } from "../periods";
import { MOST_SLOTS } from "./previewLimits";

/** The periods from a first day to a last one, put together into slots where they are too many to draw. */
export class TimeSlots {
  readonly period: DatedPeriodicity;
  readonly periods: number;
  readonly perSlot: number;
  readonly slots: number;
  private readonly firstPeriod: number;

  /** Days are the periods of what has none: events, and files whose dates show none. */
  constructor(firstDay: number, lastDay: number, periodicity: Periodicity | null) {
    this.period = periodicity !== null && isDated(periodicity) ? periodicity : "Day";
    this.firstPeriod = periodIndex(firstDay, this.period);
    this.periods = periodIndex(lastDay, this.period) - this.firstPeriod + 1;
    this.perSlot = Math.ceil(this.periods / MOST_SLOTS);
    this.slots = Math.ceil(this.periods / this.perSlot);
  }

  /** Number of the period that a day lies in, from 0. */
  periodOf(day: number): number {
    return periodIndex(day, this.period) - this.firstPeriod;
  }

  slotOf(period: number): number {
    return Math.floor(period / this.perSlot);
  }

  starts(): string[] {
    return Array.from({ length: this.slots }, (_, slot) =>
      isoOfDay(periodStart(this.firstPeriod + slot * this.perSlot, this.period)),
    );
  }
}
