/** What the page of a data file checks on arrival; apart from what the host checks, which need not load it. */
import { type Check, isBoolean, isNumber, isString, listOf, oneOf, orNull, shape, tagged } from "./check";
import {
  isCombinationName,
  isDateRange,
  type PreviewData,
  type PreviewMemory,
  type PreviewView,
  type SentCalendar,
  type SentCombination,
  type SentFinding,
  type SentSeries,
  type SentTotals,
  type ToPreview,
} from "./previewMessages";
import { isPreviewStrings } from "./previewStrings";

const isSeries = shape<SentSeries>({
  names: listOf(isString),
  measure: isString,
  kind: oneOf("amount", "level", "event"),
  channel: orNull(isString),
  points: listOf(orNull(isNumber)),
  count: isNumber,
  first: isString,
  last: isString,
  missing: isNumber,
  min: isNumber,
  mean: isNumber,
  max: isNumber,
  total: isNumber,
});

const isCalendar = shape<SentCalendar>({
  starts: listOf(isString),
  period: oneOf("Day", "Week", "Month", "Quarter", "Year"),
  perSlot: isNumber,
  periods: isNumber,
  missing: isNumber,
  coverage: listOf(oneOf("duplicate", "none", "partial", "full")),
});

const isTotals = shape<SentTotals>({
  of: oneOf("Investment", "Revenue"),
  parts: listOf(shape<SentTotals["parts"][number]>({ name: isString, total: isNumber })),
  partCount: isNumber,
  total: isNumber,
});

const isData: Check<PreviewData> = shape<PreviewData>({
  typeWords: isString,
  size: isNumber,
  rows: isNumber,
  rowsRead: isNumber,
  isCut: isBoolean,
  errorCount: isNumber,
  warningCount: isNumber,
  findings: listOf(shape<SentFinding>({ severity: oneOf("error", "warning"), place: isString, message: isString })),
  combinations: listOf(
    shape<SentCombination>({ country: isString, region: isString, grouping: isString, rows: isNumber }),
  ),
  combinationCount: isNumber,
  shown: isNumber,
  dates: orNull(shape<NonNullable<PreviewData["dates"]>>({ first: isString, last: isString })),
  calendar: orNull(isCalendar),
  series: listOf(isSeries),
  seriesCount: isNumber,
  totals: orNull(isTotals),
});

/** Checked in the page. */
export const isToPreview = tagged<"type", ToPreview>("type", {
  start: shape({ strings: isPreviewStrings, locale: isString, name: isString, folder: isString, isText: isBoolean }),
  view: shape({
    view: tagged<"kind", PreviewView>("kind", {
      reading: shape({ fraction: isNumber }),
      data: shape({ data: isData }),
      unreadable: shape({ sentence: isString }),
      deleted: shape({}),
    }),
  }),
  busy: shape({}),
  copied: shape({ rows: isNumber }),
});

/** Checked after a restart: an older version of the page may have written it. */
export const isPreviewMemory = shape<PreviewMemory>({
  v: oneOf(1),
  mode: oneOf("charts", "table"),
  measure: orNull(isString),
  combination: orNull(isCombinationName),
  dates: (value): value is PreviewMemory["dates"] => value === undefined || orNull(isDateRange)(value),
});
