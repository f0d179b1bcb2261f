/**
 * What the results page and the extension host say to each other.
 *
 * The page says `ready` when it can listen; the host answers `start` (texts, and what the page must remember for a
 * restart) and then a `view` whenever there is something new to show. A view replaces the one before. The page asks
 * for another interval level with `level`; the view on screen stays until the answer, or a view with a `problem`.
 * `copyCsv` is answered by `copied`. Both sides check every message on arrival and ignore what they do not know.
 */
import { isBoolean, isNumber, isString, listOf, oneOf, orNull, shape, tagged, type Check } from "./check";
import { isResultsStrings, type ResultsStrings } from "./resultsStrings";

export const intervalLevels = [0.5, 0.8, 0.9, 0.95] as const;
export type IntervalLevel = (typeof intervalLevels)[number];
export const isIntervalLevel: Check<IntervalLevel> = oneOf(...intervalLevels);

/** Which attribution a page shows; plain JSON, kept by the window over a restart. */
export interface ResultsTarget {
  readonly connectionId: string;
  readonly team: string;
  readonly project: string;
  readonly attribution: string;
}

/** Median and equal-tailed interval. */
export interface Estimate {
  readonly p50: number;
  readonly lo: number;
  readonly hi: number;
}

/** Units sold in the range; the mean adds up over drivers, the rest is each row's own. */
export interface UnitsEstimate extends Estimate {
  readonly mean: number;
}

export interface DriverRow extends UnitsEstimate {
  readonly driver: string;
  readonly kind: string;
  readonly product: string;
  /** Fraction of total expected units. */
  readonly share: Estimate;
  /** The level that the driver is measured against, in words, where only differences mean anything. */
  readonly reference: string | null;
}

export interface ChannelReturn {
  readonly channel: string;
  /** Currency, over the range. */
  readonly spend: number;
  /** Revenue per currency unit spent; null without spend. */
  readonly roi: Estimate | null;
  /** Probability that the ROI is above 1; null without spend. */
  readonly pAbove1: number | null;
}

/** All media together; its intervals need the draws, so only the server can give them. */
export interface MediaTogether {
  readonly share: Estimate;
  readonly roi: Estimate | null;
}

export interface ResultTable {
  readonly engine: string;
  readonly seed: number;
  readonly draws: number;
  /** Interval level, 0.9 = 90 %. */
  readonly level: number;
  /** Label of the currency, null when nobody has said it. */
  readonly currency: string | null;
  /** ISO dates, one a period. */
  readonly dates: readonly string[];
  readonly total: UnitsEstimate;
  readonly totals: readonly DriverRow[];
  readonly roi: readonly ChannelReturn[];
  readonly media: MediaTogether | null;
}

export interface ResultsHeader {
  readonly attribution: string;
  readonly model: string | null;
  /** Country / region / grouping. */
  readonly combination: string | null;
}

export interface Problem {
  /** One sentence: what happened, to what. */
  readonly sentence: string;
  /** The server's own words. */
  readonly words: string | null;
  /** What the reader can do. */
  readonly advice: string | null;
}

export type ResultsView =
  | { readonly kind: "loading"; readonly header: ResultsHeader }
  | {
      readonly kind: "running";
      readonly header: ResultsHeader;
      /** The server's status word or phase. */
      readonly word: string;
      readonly fraction: number | null;
    }
  | {
      readonly kind: "result";
      readonly header: ResultsHeader;
      readonly result: ResultTable;
      /** Set when something newer was asked for and failed. */
      readonly problem: Problem | null;
    }
  | { readonly kind: "failed"; readonly header: ResultsHeader; readonly problem: Problem }
  | { readonly kind: "deleted"; readonly header: ResultsHeader };

export type ToResults =
  | {
      readonly type: "start";
      readonly strings: ResultsStrings;
      readonly locale: string;
      readonly target: ResultsTarget;
    }
  | { readonly type: "view"; readonly view: ResultsView }
  | { readonly type: "copied"; readonly rows: number };

export type FromResults =
  | { readonly type: "ready" }
  | { readonly type: "level"; readonly level: IntervalLevel }
  | { readonly type: "copyCsv"; readonly csv: string; readonly rows: number }
  | { readonly type: "retry" }
  | { readonly type: "showLog" };

/** What the page asks the window to keep for it. */
export interface ResultsMemory {
  readonly v: 1;
  readonly target: ResultsTarget;
  readonly level: IntervalLevel | null;
  readonly sort: { readonly column: string; readonly descending: boolean } | null;
}

const isEstimate = shape<Estimate>({ p50: isNumber, lo: isNumber, hi: isNumber });
const unitsFields = { mean: isNumber, p50: isNumber, lo: isNumber, hi: isNumber };
const isUnits = shape<UnitsEstimate>(unitsFields);

const isDriverRow = shape<DriverRow>({
  ...unitsFields,
  driver: isString,
  kind: isString,
  product: isString,
  share: isEstimate,
  reference: orNull(isString),
});

const isChannelReturn = shape<ChannelReturn>({
  channel: isString,
  spend: isNumber,
  roi: orNull(isEstimate),
  pAbove1: orNull(isNumber),
});

const isResultTable = shape<ResultTable>({
  engine: isString,
  seed: isNumber,
  draws: isNumber,
  level: isNumber,
  currency: orNull(isString),
  dates: listOf(isString),
  total: isUnits,
  totals: listOf(isDriverRow),
  roi: listOf(isChannelReturn),
  media: orNull(shape<MediaTogether>({ share: isEstimate, roi: orNull(isEstimate) })),
});

const isHeader = shape<ResultsHeader>({
  attribution: isString,
  model: orNull(isString),
  combination: orNull(isString),
});
const isProblem = shape<Problem>({ sentence: isString, words: orNull(isString), advice: orNull(isString) });
const isTarget = shape<ResultsTarget>({
  connectionId: isString,
  team: isString,
  project: isString,
  attribution: isString,
});

const isResultsView = tagged<"kind", ResultsView>("kind", {
  loading: shape({ header: isHeader }),
  running: shape({ header: isHeader, word: isString, fraction: orNull(isNumber) }),
  result: shape({ header: isHeader, result: isResultTable, problem: orNull(isProblem) }),
  failed: shape({ header: isHeader, problem: isProblem }),
  deleted: shape({ header: isHeader }),
});

/** Checked in the page. */
export const isToResults = tagged<"type", ToResults>("type", {
  start: shape({ strings: isResultsStrings, locale: isString, target: isTarget }),
  view: shape({ view: isResultsView }),
  copied: shape({ rows: isNumber }),
});

/** Checked in the host. */
export const isFromResults = tagged<"type", FromResults>("type", {
  ready: shape({}),
  level: shape({ level: isIntervalLevel }),
  copyCsv: shape({ csv: isString, rows: isNumber }),
  retry: shape({}),
  showLog: shape({}),
});

const isSort = shape<{ column: string; descending: boolean }>({
  column: isString,
  descending: isBoolean,
});

/** Checked on both sides after a restart: an older version of the page may have written it. */
export const isResultsMemory = shape<ResultsMemory>({
  v: oneOf(1),
  target: isTarget,
  level: orNull(isIntervalLevel),
  sort: orNull(isSort),
});
