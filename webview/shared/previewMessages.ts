/**
 * What the page of a data file and the extension host say to each other.
 *
 * The page says `ready`, with the combination it looked at before a restart; the host answers `start` and then a `view`
 * whenever there is something new to show: a view replaces the one before, and while a file is read again the last
 * picture stays. `look` asks for another part of the file. Both sides check every message on arrival and ignore
 * what they do not know.
 */
import { type Check, isNumber, isString, orNull, shape, tagged } from "./check";
import { type PreviewStrings } from "./previewStrings";

export interface SentSeries {
  readonly names: readonly string[];
  readonly measure: string;
  readonly kind: "amount" | "level" | "event";
  readonly channel: string | null;
  readonly points: readonly (number | null)[];
  readonly count: number;
  /** ISO dates. */
  readonly first: string;
  readonly last: string;
  /** Periods between them without a row. */
  readonly missing: number;
  readonly min: number;
  readonly mean: number;
  readonly max: number;
  readonly total: number;
}

export interface SentCalendar {
  readonly starts: readonly string[];
  readonly period: "Day" | "Week" | "Month" | "Quarter" | "Year";
  readonly perSlot: number;
  readonly periods: number;
  readonly missing: number;
  readonly coverage: readonly ("duplicate" | "none" | "partial" | "full")[];
}

export interface SentCombination {
  readonly country: string;
  readonly region: string;
  readonly grouping: string;
  readonly rows: number;
}

export type CombinationName = Pick<SentCombination, "country" | "region" | "grouping">;

export interface SentTotals {
  readonly of: "Investment" | "Revenue";
  readonly parts: readonly { readonly name: string; readonly total: number }[];
  readonly partCount: number;
  readonly total: number;
}

export interface SentFinding {
  readonly severity: "error" | "warning";
  /** "line 135, column 9", or "Sheet1!C7" of a workbook. */
  readonly place: string;
  readonly message: string;
}

/** What a file holds, and what was found in it. Lists may be cut; the counts beside them are not. */
export interface PreviewData {
  /** "Media, long layout". */
  readonly typeWords: string;
  /** Bytes. */
  readonly size: number;
  readonly rows: number;
  readonly rowsRead: number;
  /** Not all rows were drawn. */
  readonly isCut: boolean;
  readonly errorCount: number;
  readonly warningCount: number;
  readonly findings: readonly SentFinding[];
  readonly combinations: readonly SentCombination[];
  readonly combinationCount: number;
  readonly shown: number;
  /** First and last date of that combination, whichever are looked at. */
  readonly dates: { readonly first: string; readonly last: string } | null;
  readonly calendar: SentCalendar | null;
  readonly series: readonly SentSeries[];
  readonly seriesCount: number;
  readonly totals: SentTotals | null;
}

export type PreviewView =
  | { readonly kind: "reading"; readonly fraction: number }
  | { readonly kind: "data"; readonly data: PreviewData }
  /** Why, in a sentence. */
  | { readonly kind: "unreadable"; readonly sentence: string }
  | { readonly kind: "deleted" };

export type ToPreview =
  | {
      readonly type: "start";
      readonly strings: PreviewStrings;
      readonly locale: string;
      readonly name: string;
      readonly folder: string;
      /** A text that an editor can show; a workbook is none. */
      readonly isText: boolean;
    }
  | { readonly type: "view"; readonly view: PreviewView }
  /** The file is being read again: what is shown may be old. */
  | { readonly type: "busy" }
  | { readonly type: "copied"; readonly rows: number };

/** Both included, as ISO dates; null: without an end on that side. */
export interface DateRange {
  readonly from: string | null;
  readonly to: string | null;
}

/** Which part of a file is looked at; null: the first combination, and all dates. */
export interface WantedLook {
  readonly combination: CombinationName | null;
  readonly dates: DateRange | null;
}

export type FromPreview =
  | ({ readonly type: "ready" } & WantedLook)
  | ({ readonly type: "look" } & WantedLook)
  /** Shows the text, at a finding by its place in the list. */
  | { readonly type: "openText"; readonly finding: number | null }
  | { readonly type: "copyCsv"; readonly csv: string; readonly rows: number }
  | { readonly type: "fix" }
  | { readonly type: "upload" }
  | { readonly type: "retry" };

/** What the page asks the window to keep for it. */
export interface PreviewMemory {
  readonly v: 1;
  readonly mode: "charts" | "table";
  readonly measure: string | null;
  readonly combination: CombinationName | null;
  /** Absent in what older versions kept. */
  readonly dates?: DateRange | null;
}

export const isCombinationName = shape<CombinationName>({ country: isString, region: isString, grouping: isString });

/** A day that there is, written YYYY-MM-DD. */
export const isIsoDate: Check<string> = (value): value is string => {
  if (!isString(value) || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const time = Date.parse(value);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(value);
};

export const isDateRange = shape<DateRange>({ from: orNull(isIsoDate), to: orNull(isIsoDate) });

const isWantedLook = shape<WantedLook>({ combination: orNull(isCombinationName), dates: orNull(isDateRange) });

/** Checked in the host. */
export const isFromPreview = tagged<"type", FromPreview>("type", {
  ready: isWantedLook,
  look: isWantedLook,
  openText: shape({ finding: orNull(isNumber) }),
  copyCsv: shape({ csv: isString, rows: isNumber }),
  fix: shape({}),
  upload: shape({}),
  retry: shape({}),
});
