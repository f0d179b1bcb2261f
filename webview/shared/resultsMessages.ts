/**
 * What the results page and the extension host say to each other.
 *
 * The page says `ready` when it can listen; the host answers `start` (translations, and what the page must remember for a
 * restart) and then a `view` whenever there is something new to show. A view replaces the one before. The page asks
 * for other numbers with `query`; the view on screen stays until the answer, or a view with a `problem`. What only
 * some figures need is asked for with `part` and answered by a `part`. The server's answers travel as the text that
 * came, and are read in the page. `copy` and `save` are answered by `said` when they are done. A page about a model is
 * told of its `attributions`, with and after each view of a result.
 * Both sides check every message on arrival and ignore what they do not know.
 */
import { isBoolean, isNumber, isString, listOf, oneOf, orNull, shape, tagged, type Check } from "./check";

export const intervalLevels = [0.5, 0.8, 0.9, 0.95] as const;
export type IntervalLevel = (typeof intervalLevels)[number];
export const isIntervalLevel: Check<IntervalLevel> = oneOf(...intervalLevels);

const resultKinds = ["attribution", "attributionSet", "model"] as const;
export type ResultKind = (typeof resultKinds)[number];

/** What a page shows; plain JSON, kept by the window over a restart. */
export interface ResultsTarget {
  readonly connectionId: string;
  readonly team: string;
  readonly project: string;
  readonly kind: ResultKind;
  readonly id: string;
}

export const groupings = ["period", "quarter", "year"] as const;
export type Grouping = (typeof groupings)[number];

/** Which numbers are asked for; null = not narrowed down. */
export interface ResultsQuery {
  readonly level: IntervalLevel;
  /** ISO days, both included. */
  readonly from: string | null;
  readonly to: string | null;
  readonly product: string | null;
  readonly country: string | null;
  readonly region: string | null;
  readonly grouping: string | null;
  readonly by: Grouping;
  readonly unit: "units" | "revenue";
  /** What returns count of a unit sold; absent: revenue, as in what older versions of the page remember. */
  readonly basis?: "profit" | undefined;
}

export const resultParts = ["curves", "decay", "hill", "split", "diagnostics"] as const;
export type ResultPart = (typeof resultParts)[number];

export interface ResultsHeader {
  readonly kind: ResultKind;
  readonly id: string;
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

/** Blocks of draws of a running fit. */
export interface TrainingBlock {
  readonly draws: number;
  readonly rhat: number;
  readonly ess: number;
}

export type ResultsView =
  | { readonly kind: "loading"; readonly header: ResultsHeader }
  | {
      readonly kind: "running";
      readonly header: ResultsHeader;
      /** The server's status word or phase. */
      readonly word: string;
      readonly fraction: number | null;
      /** Values of the evidence lower bound so far, and the blocks of draws: empty where the server does not tell. */
      readonly loss: readonly number[];
      readonly blocks: readonly TrainingBlock[];
    }
  | {
      readonly kind: "result";
      readonly header: ResultsHeader;
      readonly query: ResultsQuery;
      /** The server's answer as it came; null for a model, which has its parts only. */
      readonly text: string | null;
      /** Set when something newer was asked for and failed. */
      readonly problem: Problem | null;
    }
  | { readonly kind: "failed"; readonly header: ResultsHeader; readonly problem: Problem }
  | { readonly kind: "deleted"; readonly header: ResultsHeader };

/** An attribution of the model that a page is about. */
export interface ModelAttribution {
  /** As JSON text, by which the page asks for it. */
  readonly id: string;
  readonly shown: string;
  /** As the server tells them; null where it does not. */
  readonly first: string | null;
  readonly last: string | null;
  readonly draws: number | null;
  /** Its result is still to come. */
  readonly running: boolean;
}

const exportKinds = ["csv", "report"] as const;
export type ExportKind = (typeof exportKinds)[number];

export type ToResults =
  | {
      readonly type: "start";
      /** Texts in the reader's language, by the English ones; empty in English. */
      readonly translations: Readonly<Record<string, string>>;
      readonly locale: string;
      readonly target: ResultsTarget;
      /** Label of the currency; empty when the user has given none. */
      readonly currency: string;
      /** Address of the object's calls, for scripts. */
      readonly address: string;
    }
  | { readonly type: "view"; readonly view: ResultsView }
  | {
      readonly type: "part";
      readonly part: ResultPart;
      readonly query: ResultsQuery;
      /** Null where the server does not tell, or could not. */
      readonly text: string | null;
      readonly problem: Problem | null;
    }
  | { readonly type: "said"; readonly note: string }
  /** Those of a model, newest first; `areAll`: no others are on the server. */
  | {
      readonly type: "attributions";
      /** Those that have not failed, newest first. */
      readonly attributions: readonly ModelAttribution[];
      readonly anyFailed: boolean;
      /** False: there may be others that the host does not know. */
      readonly areAll: boolean;
    }
  /** Asks for a file of what the page is about, as its toolbar does: answered by `save` or `notSaved` as soon as there is a result. */
  | { readonly type: "export"; readonly what: ExportKind };

export type FromResults =
  | { readonly type: "ready" }
  | { readonly type: "query"; readonly query: ResultsQuery }
  | { readonly type: "part"; readonly part: ResultPart; readonly query: ResultsQuery }
  | { readonly type: "copy"; readonly text: string; readonly note: string }
  | {
      readonly type: "save";
      readonly name: string;
      readonly data: string;
      /** Whether `data` is bytes in base64, or text. */
      readonly base64: boolean;
      readonly note: string;
    }
  /** The file that was asked for has nothing in it: the page says why. */
  | { readonly type: "notSaved" }
  | { readonly type: "retry" }
  | { readonly type: "showLog" }
  /** Side by side with another one, which the host asks for. */
  | { readonly type: "compare" }
  /** The result of an attribution that the host has told of. */
  | { readonly type: "openAttribution"; readonly id: string }
  /** A new attribution of the page's model, whose dates the host asks for. */
  | { readonly type: "attribute" };

/** What a page keeps over a restart of the window. */
export interface ResultsMemory {
  readonly v: 2;
  readonly target: ResultsTarget;
  readonly query: ResultsQuery | null;
  readonly tab: string;
  /** Contributions as shares. */
  readonly shares: boolean;
  /** Figures that are shown as tables. */
  readonly tables: readonly string[];
  readonly scroll: number;
  readonly sort: { readonly column: string; readonly descending: boolean } | null;
  /** What of figures is looked at; absent where an older page kept it. */
  readonly choices?: KeptChoices;
}

/** Choices that belong to one figure each, and what all of them share. */
export interface KeptChoices {
  readonly series: { readonly view: string; readonly hidden: readonly string[] };
  readonly marginal: boolean;
  readonly parts: { readonly by: string | null; readonly measure: string };
  /** Media in the order of their colours; absent where an older page kept it. */
  readonly media?: readonly string[];
}

const isResultKind = oneOf(...resultKinds);

const isHeader = shape<ResultsHeader>({
  kind: isResultKind,
  id: isString,
  model: orNull(isString),
  combination: orNull(isString),
});
export const isProblem = shape<Problem>({ sentence: isString, words: orNull(isString), advice: orNull(isString) });
const isTarget = shape<ResultsTarget>({
  connectionId: isString,
  team: isString,
  project: isString,
  kind: isResultKind,
  id: isString,
});
const isQuery = shape<ResultsQuery>({
  level: isIntervalLevel,
  from: orNull(isString),
  to: orNull(isString),
  product: orNull(isString),
  country: orNull(isString),
  region: orNull(isString),
  grouping: orNull(isString),
  by: oneOf(...groupings),
  unit: oneOf("units", "revenue"),
  basis: (value): value is "profit" | undefined => value === undefined || value === "profit",
});
const isBlock = shape<TrainingBlock>({ draws: isNumber, rhat: isNumber, ess: isNumber });

const isAttribution = shape<ModelAttribution>({
  id: isString,
  shown: isString,
  first: orNull(isString),
  last: orNull(isString),
  draws: orNull(isNumber),
  running: isBoolean,
});

const isResultsView = tagged<"kind", ResultsView>("kind", {
  loading: shape({ header: isHeader }),
  running: shape({
    header: isHeader,
    word: isString,
    fraction: orNull(isNumber),
    loss: listOf(isNumber),
    blocks: listOf(isBlock),
  }),
  result: shape({ header: isHeader, query: isQuery, text: orNull(isString), problem: orNull(isProblem) }),
  failed: shape({ header: isHeader, problem: isProblem }),
  deleted: shape({ header: isHeader }),
});

export const isTexts: Check<Readonly<Record<string, string>>> = (value): value is Readonly<Record<string, string>> =>
  typeof value === "object" && value !== null && Object.values(value).every(isString);

const isPart = oneOf(...resultParts);

/** Checked in the page. */
export const isToResults = tagged<"type", ToResults>("type", {
  start: shape({
    translations: isTexts,
    locale: isString,
    target: isTarget,
    currency: isString,
    address: isString,
  }),
  view: shape({ view: isResultsView }),
  part: shape({ part: isPart, query: isQuery, text: orNull(isString), problem: orNull(isProblem) }),
  said: shape({ note: isString }),
  attributions: shape({ attributions: listOf(isAttribution), anyFailed: isBoolean, areAll: isBoolean }),
  export: shape({ what: oneOf(...exportKinds) }),
});

/** Checked in the host. */
export const isFromResults = tagged<"type", FromResults>("type", {
  ready: shape({}),
  query: shape({ query: isQuery }),
  part: shape({ part: isPart, query: isQuery }),
  copy: shape({ text: isString, note: isString }),
  save: shape({ name: isString, data: isString, base64: isBoolean, note: isString }),
  notSaved: shape({}),
  retry: shape({}),
  showLog: shape({}),
  compare: shape({}),
  openAttribution: shape({ id: isString }),
  attribute: shape({}),
});

const isSort = shape<{ column: string; descending: boolean }>({ column: isString, descending: isBoolean });

const isStrings = listOf(isString);

const isChoices = shape<KeptChoices>({
  series: shape({ view: isString, hidden: listOf(isString) }),
  marginal: isBoolean,
  parts: shape({ by: orNull(isString), measure: isString }),
  media: (value): value is readonly string[] => value === undefined || isStrings(value),
});

/** Checked on both sides after a restart: an older version of the page may have written it. */
export const isResultsMemory = shape<ResultsMemory>({
  v: oneOf(2),
  target: isTarget,
  query: orNull(isQuery),
  tab: isString,
  shares: isBoolean,
  tables: listOf(isString),
  scroll: isNumber,
  sort: orNull(isSort),
  choices: (value): value is KeptChoices => value === undefined || isChoices(value),
});

const isFirstMemory = shape({
  v: oneOf(1),
  target: shape({ connectionId: isString, team: isString, project: isString, attribution: isString }),
});

/** What a page of this version or the first one kept; undefined when it is something else. */
export function resultsMemory(kept: unknown): (Pick<ResultsMemory, "target"> & Partial<ResultsMemory>) | undefined {
  if (isResultsMemory(kept)) return kept;
  if (!isFirstMemory(kept)) return undefined;
  const { attribution, ...place } = (kept as { target: Omit<ResultsTarget, "kind" | "id"> & { attribution: string } })
    .target;
  return { target: { ...place, kind: "attribution", id: attribution } };
}
