/**
 * What a page that compares two results and the extension host say to each other.
 *
 * The page says `ready`; the host answers `startComparison` and then a `comparison` whenever there is something new to
 * show, which replaces what was shown before. The page asks for other numbers with `compareQuery`, and for the two the
 * other way round with `swap`. Copying, saving, trying again and the log are those of the results page.
 * Both sides check every message on arrival and ignore what they do not know.
 */
import { isBoolean, isNumber, isString, listOf, oneOf, orNull, shape, tagged } from "./check";
import {
  type FromResults,
  isFromResults,
  isIntervalLevel,
  isProblem,
  isTexts,
  type Problem,
  type ResultsQuery,
} from "./resultsMessages";

const comparedKinds = ["attribution", "model"] as const;
export type ComparedKind = (typeof comparedKinds)[number];
export const isComparedKind = oneOf(...comparedKinds);

/** One of the two; the id as JSON text, as it came. */
export interface ComparedRef {
  readonly kind: ComparedKind;
  readonly id: string;
}

export interface ComparisonTarget {
  readonly connectionId: string;
  readonly team: string;
  readonly project: string;
  readonly first: ComparedRef;
  readonly second: ComparedRef;
}

/** Which numbers are asked for; null = not narrowed down. */
export type ComparisonQuery = Pick<ResultsQuery, "level" | "from" | "to" | "product" | "unit">;

/** One of the two in words. */
export interface ComparedHeader {
  readonly kind: ComparedKind;
  readonly id: string;
  /** Of an attribution. */
  readonly model: string | null;
  /** Country / region / grouping. */
  readonly combination: string | null;
}

export interface ComparisonHeader {
  readonly first: ComparedHeader;
  readonly second: ComparedHeader;
}

export const factIds = [
  "model",
  "combination",
  "dataset",
  "dataDates",
  "attributedDates",
  "trainDates",
  "evalDates",
  "source",
  "sampler",
  "seed",
  "epochs",
  "learningRate",
  "samples",
  "attributionSamples",
] as const;
export type FactId = (typeof factIds)[number];

/** A word or number, or dates; all null where nothing is known. */
export interface FactValue {
  readonly text: string | null;
  /** ISO days. */
  readonly from: string | null;
  readonly to: string | null;
  readonly count: number | null;
}

/** What the records say of one thing. */
export interface Fact {
  readonly id: FactId;
  readonly about: "data" | "settings";
  readonly first: FactValue;
  readonly second: FactValue;
  readonly same: boolean;
}

export interface ComparedUploads {
  readonly onlyFirst: readonly string[];
  readonly onlySecond: readonly string[];
  readonly both: number;
}

export interface GraphChange {
  readonly change: "added" | "removed" | "changed";
  /** A node's label, or the ends of an edge. */
  readonly name: string;
  readonly edge: boolean;
  /** The field that changed, and its values as written. */
  readonly field: string | null;
  readonly before: string | null;
  readonly after: string | null;
}

export interface ComparedGraphs {
  readonly state: "same" | "changed" | "unread" | "tooLarge";
  readonly level: "high" | "low";
  readonly changes: readonly GraphChange[];
  /** Changes beyond those that are told. */
  readonly more: number;
}

/** What the records of the two say, beside their numbers. */
export interface ComparedRecords {
  readonly facts: readonly Fact[];
  /** Null where a server does not tell. */
  readonly uploads: ComparedUploads | null;
  readonly graphs: ComparedGraphs;
  /** What the fits say of themselves, as it came; null where a server does not tell. */
  readonly diagnostics: { readonly first: string | null; readonly second: string | null };
}

export type ComparisonView =
  | { readonly kind: "loading"; readonly header: ComparisonHeader }
  | {
      readonly kind: "running";
      readonly header: ComparisonHeader;
      readonly which: "first" | "second";
      /** The server's status word or phase. */
      readonly word: string;
      readonly fraction: number | null;
    }
  | {
      readonly kind: "compared";
      readonly header: ComparisonHeader;
      readonly query: ComparisonQuery;
      /** The server's answer as it came; null where it does not compare draws, or could not. */
      readonly text: string | null;
      readonly records: ComparedRecords;
      /** Why there are no numbers, or none of what was asked for last. */
      readonly problem: Problem | null;
    }
  | { readonly kind: "failed"; readonly header: ComparisonHeader; readonly problem: Problem }
  | { readonly kind: "deleted"; readonly header: ComparisonHeader; readonly which: "first" | "second" };

export type ToComparison =
  | {
      readonly type: "startComparison";
      readonly translations: Readonly<Record<string, string>>;
      readonly locale: string;
      readonly target: ComparisonTarget;
      /** Label of the currency; empty when the user has given none. */
      readonly currency: string;
      /** Address of the call with both names in it, for scripts. */
      readonly address: string;
    }
  | { readonly type: "comparison"; readonly view: ComparisonView };

export type FromComparison =
  | Extract<FromResults, { readonly type: "ready" | "copy" | "save" | "retry" | "showLog" }>
  | { readonly type: "compareQuery"; readonly query: ComparisonQuery }
  | { readonly type: "swap" };

/** What a page keeps over a restart of the window. */
export interface ComparisonMemory {
  readonly v: 1;
  readonly comparison: ComparisonTarget;
  readonly query: ComparisonQuery | null;
  readonly tab: string;
  readonly shares: boolean;
  readonly tables: readonly string[];
  readonly scroll: number;
}

const isRef = shape<ComparedRef>({ kind: isComparedKind, id: isString });
const isTarget = shape<ComparisonTarget>({
  connectionId: isString,
  team: isString,
  project: isString,
  first: isRef,
  second: isRef,
});
const isQuery = shape<ComparisonQuery>({
  level: isIntervalLevel,
  from: orNull(isString),
  to: orNull(isString),
  product: orNull(isString),
  unit: oneOf("units", "revenue"),
});
const isCompared = shape<ComparedHeader>({
  kind: isComparedKind,
  id: isString,
  model: orNull(isString),
  combination: orNull(isString),
});
const isHeader = shape<ComparisonHeader>({ first: isCompared, second: isCompared });
const isValue = shape<FactValue>({
  text: orNull(isString),
  from: orNull(isString),
  to: orNull(isString),
  count: orNull(isNumber),
});
const isFact = shape<Fact>({
  id: oneOf(...factIds),
  about: oneOf("data", "settings"),
  first: isValue,
  second: isValue,
  same: isBoolean,
});
const isChange = shape<GraphChange>({
  change: oneOf("added", "removed", "changed"),
  name: isString,
  edge: isBoolean,
  field: orNull(isString),
  before: orNull(isString),
  after: orNull(isString),
});
const isRecords = shape<ComparedRecords>({
  facts: listOf(isFact),
  uploads: orNull(
    shape<ComparedUploads>({ onlyFirst: listOf(isString), onlySecond: listOf(isString), both: isNumber }),
  ),
  graphs: shape<ComparedGraphs>({
    state: oneOf("same", "changed", "unread", "tooLarge"),
    level: oneOf("high", "low"),
    changes: listOf(isChange),
    more: isNumber,
  }),
  diagnostics: shape<ComparedRecords["diagnostics"]>({ first: orNull(isString), second: orNull(isString) }),
});
const isSide = oneOf("first", "second");

const isView = tagged<"kind", ComparisonView>("kind", {
  loading: shape({ header: isHeader }),
  running: shape({ header: isHeader, which: isSide, word: isString, fraction: orNull(isNumber) }),
  compared: shape({
    header: isHeader,
    query: isQuery,
    text: orNull(isString),
    records: isRecords,
    problem: orNull(isProblem),
  }),
  failed: shape({ header: isHeader, problem: isProblem }),
  deleted: shape({ header: isHeader, which: isSide }),
});

/** Checked in the page. */
export const isToComparison = tagged<"type", ToComparison>("type", {
  startComparison: shape({
    translations: isTexts,
    locale: isString,
    target: isTarget,
    currency: isString,
    address: isString,
  }),
  comparison: shape({ view: isView }),
});

const isOwn = tagged<"type", Extract<FromComparison, { readonly type: "compareQuery" | "swap" }>>("type", {
  compareQuery: shape({ query: isQuery }),
  swap: shape({}),
});
const shared: readonly string[] = ["ready", "copy", "save", "retry", "showLog"];

/** Checked in the host. */
export function isFromComparison(value: unknown): value is FromComparison {
  return isOwn(value) || (isFromResults(value) && shared.includes(value.type));
}

/** Checked on both sides after a restart. */
export const isComparisonMemory = shape<ComparisonMemory>({
  v: oneOf(1),
  comparison: isTarget,
  query: orNull(isQuery),
  tab: isString,
  shares: isBoolean,
  tables: listOf(isString),
  scroll: isNumber,
});
