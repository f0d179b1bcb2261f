import { dayOfIso, isoOfDay } from "../dates";
import { type FilePreview, type WantedDates } from "./filePreview";

/** The days that are looked at, and all that were met. Both ends belong to it. */
export class DateWindow {
  readonly from: number;
  readonly to: number;
  private first = Infinity;
  private last = -Infinity;

  constructor({ from, to }: WantedDates = { from: null, to: null }) {
    this.from = from === null ? -Infinity : dayOfIso(from);
    this.to = to === null ? Infinity : dayOfIso(to);
  }

  /** True where some of the days from one to the other are looked at. */
  meets(start: number, end: number): boolean {
    this.first = Math.min(this.first, start);
    this.last = Math.max(this.last, end);
    return end >= this.from && start <= this.to;
  }

  /** The first and the last day that were met, whether they are looked at or not. */
  met(): FilePreview["dates"] {
    return this.last < this.first ? null : { first: isoOfDay(this.first), last: isoOfDay(this.last) };
  }
}
