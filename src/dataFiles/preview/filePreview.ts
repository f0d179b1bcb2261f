/** One series of numbers of a combination, as a model would see it. */
export interface PreviewSeries {
  /** The words that tell it from others: a product, a medium, a campaign. */
  readonly names: readonly string[];
  /** What is measured: a metric of Media, or the name of the column. "Rows" and "Events" where nothing is. */
  readonly measure: string;
  /** Amounts add up, levels such as prices do not, and events only happen. */
  readonly kind: "amount" | "level" | "event";
  /** The medium, which has one colour everywhere. */
  readonly channel: string | null;
  /** One for each slot of the calendar: the largest value in it, null where there is none. */
  readonly points: readonly (number | null)[];
  /** Rows with a number; of events, how often they happened. */
  readonly count: number;
  readonly first: string;
  readonly last: string;
  /** Periods between the first and the last without a row. */
  readonly missing: number;
  readonly min: number;
  readonly mean: number;
  readonly max: number;
  /** Of amounts; of events, the days. */
  readonly total: number;
}

/** What is known of the rows of a stretch of time, the worst of it first in doubt. */
export type Coverage = "duplicate" | "none" | "partial" | "full";

/** The time that all charts share. */
export interface PreviewCalendar {
  /** First day of each slot, as an ISO date. */
  readonly starts: readonly string[];
  /** The length of a period. */
  readonly period: "Day" | "Week" | "Month" | "Quarter" | "Year";
  /** Periods in one slot: more than one where there are too many to draw. */
  readonly perSlot: number;
  readonly periods: number;
  /** Periods in which no series has a row. */
  readonly missing: number;
  readonly coverage: readonly Coverage[];
}

export interface PreviewCombination {
  readonly country: string;
  readonly region: string;
  readonly grouping: string;
  readonly rows: number;
}

/** Money by channel, or by product. */
export interface PreviewTotals {
  readonly of: "Investment" | "Revenue";
  /** The largest first. */
  readonly parts: readonly { readonly name: string; readonly total: number }[];
  /** All of them, also those that are too many to list. */
  readonly partCount: number;
  readonly total: number;
}

/** What a data file holds for a model: one combination of it, series by series. */
export interface FilePreview {
  /** In the order of the file, perhaps not all of many. */
  readonly combinations: readonly PreviewCombination[];
  readonly combinationCount: number;
  /** The place in the list of the combination that the series are of; -1 where the file has none. */
  readonly shown: number;
  /** First and last date of that combination, whichever are looked at; null where it has none. */
  readonly dates: { readonly first: string; readonly last: string } | null;
  readonly calendar: PreviewCalendar | null;
  /** Perhaps not all of many: then those that weigh most. */
  readonly series: readonly PreviewSeries[];
  readonly seriesCount: number;
  readonly totals: PreviewTotals | null;
  /** Rows in long form that were looked at. */
  readonly rowsRead: number;
  /** There are more, which are in the check alone. */
  readonly isCut: boolean;
}

/** Which combination is looked at; the first of the file where it has no such one. */
export type WantedCombination = Pick<PreviewCombination, "country" | "region" | "grouping">;

/** Which dates are looked at, both included, as ISO dates; null: without an end on that side. */
export interface WantedDates {
  readonly from: string | null;
  readonly to: string | null;
}
