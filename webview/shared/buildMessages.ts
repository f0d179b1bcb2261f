/**
 * What the build page and the extension host say to each other.
 *
 * The page says `ready` when it can listen; the host answers `start`, then `graph`, `problems` and `datasets`, each again
 * whenever it is another. The page says what is looked at with `pick`, which `calendar` answers with the dates, and what
 * it would order with `look`, which `request` answers: the call with the graph's characters left out, which the page has.
 * Each answer says what it is of, so that a late one is not taken for another. `build` sends the order of the last
 * request; `job` tells what becomes of it. Both sides check every message on arrival and ignore what they do not know.
 */
import { type BuildStrings, isBuildStrings } from "./buildStrings";
import { type Check, isBoolean, isNumber, isString, listOf, oneOf, orNull, shape, tagged } from "./check";

/** Which graph is built where; plain JSON, kept by the window over a restart. Ids are JSON text. */
export interface BuildTarget {
  /** Address of the graph's document. */
  readonly document: string;
  readonly connectionId: string;
  readonly team: string;
  readonly project: string;
  /** Of the project, for people. */
  readonly name: string | null;
}

export interface BuildCombination {
  readonly country: string;
  readonly region: string;
  readonly grouping: string;
}

/** What of which dataset. */
export interface BuildData {
  readonly dataset: string;
  readonly combination: BuildCombination;
}

/** What is chosen on the page. */
export interface BuildForm {
  readonly dataset: string | null;
  readonly combination: BuildCombination | null;
  /** Dates as the server spells them; null: the first, the one at `share`, the last. */
  readonly from: string | null;
  readonly trainTo: string | null;
  readonly to: string | null;
  readonly share: number;
  readonly epochs: number;
  readonly learningRate: number;
  readonly samples: number;
  readonly activate: boolean;
  readonly sampler: "nuts" | "fast";
  readonly seed: number;
}

/** Everything that a request says beside the graph. */
export interface BuildOrder {
  readonly dataset: string;
  readonly combination: BuildCombination;
  readonly train: readonly string[];
  readonly evaluation: readonly string[];
  readonly epochs: number;
  readonly learningRate: number;
  readonly samples: number;
  readonly activate: boolean;
  /** Of a sandbox alone. */
  readonly sandbox: { readonly sampler: "nuts" | "fast"; readonly seed: number } | null;
}

export interface ShownDataset {
  readonly id: string;
  readonly label: string;
  /** Null where the server does not tell. */
  readonly combinations: readonly BuildCombination[] | null;
}

/** Something wrong with the graph; `offset` is its place in the text. */
export interface PlacedProblem {
  readonly severity: "error" | "warning";
  readonly sentence: string;
  readonly offset: number;
  /** Said by a server that refused to build from it. */
  readonly fromServer: boolean;
}

export interface ShownEvent {
  readonly name: string;
  readonly dates: readonly string[];
}

export interface Calendar {
  readonly dates: readonly string[];
  /** One a date, null where there are none; null altogether where the server does not tell sales. */
  readonly sales: readonly (number | null)[] | null;
  readonly events: readonly ShownEvent[];
}

export type ToBuildPage =
  | {
      readonly type: "start";
      readonly strings: BuildStrings;
      readonly locale: string;
      readonly target: BuildTarget;
      /** The graph's file, and server and project, for people. */
      readonly title: string;
      readonly place: string;
      readonly isSandbox: boolean;
      readonly form: BuildForm;
    }
  | {
      readonly type: "graph";
      readonly text: string;
      /** The graph that it was copied from. */
      readonly original: { readonly name: string; readonly text: string } | null;
    }
  /** The model that the graph was copied from is no longer at its server, in a sentence. */
  | { readonly type: "gone"; readonly sentence: string }
  /** `readable`: the text is a graph. */
  | { readonly type: "problems"; readonly readable: boolean; readonly problems: readonly PlacedProblem[] }
  | {
      readonly type: "datasets";
      readonly datasets: readonly ShownDataset[];
      /** The server has no others; false where it does not list them, or has more. */
      readonly areAll: boolean;
      /** One that somebody has just added by its id: it is the one that is meant. */
      readonly added: string | null;
      /** Those of the project's models, for datasets that do not tell theirs. */
      readonly combinations: readonly BuildCombination[];
    }
  | { readonly type: "calendar"; readonly of: BuildData; readonly calendar: Calendar }
  /**
   * What could not be read, as a sentence; `of`: the dates of this data, null: the datasets. `words`: what the network or
   * the server has said beside it; `mayPass`: it may be over by itself, so it is worth while to ask again.
   */
  | {
      readonly type: "trouble";
      readonly of: BuildData | null;
      readonly sentence: string;
      readonly words: string | null;
      readonly mayPass: boolean;
    }
  /** Everything before and behind the graph in the body; `number`: that of the look. */
  | {
      readonly type: "request";
      readonly number: number;
      readonly url: string;
      readonly before: string;
      readonly after: string;
    }
  | { readonly type: "job"; readonly state: JobState; readonly sentence: string }
  | { readonly type: "copied" };

/** idle: nothing is under way, and another try is welcome; busy: the answer is still to come; begun: the server has it. */
export type JobState = "idle" | "busy" | "begun" | "refused";

export type FromBuildPage =
  | { readonly type: "ready" }
  | { readonly type: "pick"; readonly data: BuildData }
  | { readonly type: "look"; readonly number: number; readonly order: BuildOrder }
  /** `number`: of the look whose request is shown. */
  | { readonly type: "build"; readonly number: number }
  | { readonly type: "copy"; readonly text: string }
  | { readonly type: "openText"; readonly language: RequestFormat; readonly text: string }
  | { readonly type: "goTo"; readonly offset: number }
  | { readonly type: "openGraph" }
  | { readonly type: "compare" }
  | { readonly type: "showJobs" }
  | { readonly type: "retry" }
  /** Asks for the id of a dataset that no list has. */
  | { readonly type: "addDataset" }
  | { readonly type: "close" };

export const requestFormats = ["json", "curl", "python"] as const;
export type RequestFormat = (typeof requestFormats)[number];

/** What the page asks the window to keep for it. */
export interface BuildMemory {
  readonly v: 1;
  readonly target: BuildTarget;
  readonly form: BuildForm;
  readonly format: RequestFormat;
  readonly scroll: number;
}

const isTarget = shape<BuildTarget>({
  document: isString,
  connectionId: isString,
  team: isString,
  project: isString,
  name: orNull(isString),
});
const isCombination = shape<BuildCombination>({ country: isString, region: isString, grouping: isString });
const isData = shape<BuildData>({ dataset: isString, combination: isCombination });
const isSampler = oneOf("nuts", "fast");
const isWhole: Check<number> = (value): value is number => Number.isSafeInteger(value);
const isCount: Check<number> = (value): value is number => isWhole(value) && value > 0;
const isRate: Check<number> = (value): value is number => isNumber(value) && value > 0 && value <= 1;
const training = { epochs: isCount, learningRate: isRate, samples: isCount, activate: isBoolean };

export const isBuildForm = shape<BuildForm>({
  ...training,
  dataset: orNull(isString),
  combination: orNull(isCombination),
  from: orNull(isString),
  trainTo: orNull(isString),
  to: orNull(isString),
  share: isRate,
  sampler: isSampler,
  seed: isWhole,
});

const isOrder = shape<BuildOrder>({
  ...training,
  dataset: isString,
  combination: isCombination,
  train: listOf(isString),
  evaluation: listOf(isString),
  sandbox: orNull(shape<NonNullable<BuildOrder["sandbox"]>>({ sampler: isSampler, seed: isWhole })),
});

const isDataset = shape<ShownDataset>({
  id: isString,
  label: isString,
  combinations: orNull(listOf(isCombination)),
});

const isCalendar = shape<Calendar>({
  dates: listOf(isString),
  sales: orNull(listOf(orNull(isNumber))),
  events: listOf(shape<ShownEvent>({ name: isString, dates: listOf(isString) })),
});

const isPlacedProblem = shape<PlacedProblem>({
  severity: oneOf("error", "warning"),
  sentence: isString,
  offset: isNumber,
  fromServer: isBoolean,
});

/** Checked in the page. */
export const isToBuildPage = tagged<"type", ToBuildPage>("type", {
  start: shape({
    strings: isBuildStrings,
    locale: isString,
    target: isTarget,
    title: isString,
    place: isString,
    isSandbox: isBoolean,
    form: isBuildForm,
  }),
  graph: shape({
    text: isString,
    original: orNull(shape<{ name: string; text: string }>({ name: isString, text: isString })),
  }),
  gone: shape({ sentence: isString }),
  problems: shape({ readable: isBoolean, problems: listOf(isPlacedProblem) }),
  datasets: shape({
    datasets: listOf(isDataset),
    areAll: isBoolean,
    added: orNull(isString),
    combinations: listOf(isCombination),
  }),
  calendar: shape({ of: isData, calendar: isCalendar }),
  trouble: shape({ of: orNull(isData), sentence: isString, words: orNull(isString), mayPass: isBoolean }),
  request: shape({ number: isNumber, url: isString, before: isString, after: isString }),
  job: shape({ state: oneOf("idle", "busy", "begun", "refused"), sentence: isString }),
  copied: shape({}),
});

/** Checked in the host. */
export const isFromBuildPage = tagged<"type", FromBuildPage>("type", {
  ready: shape({}),
  pick: shape({ data: isData }),
  look: shape({ number: isNumber, order: isOrder }),
  build: shape({ number: isNumber }),
  copy: shape({ text: isString }),
  openText: shape({ language: oneOf(...requestFormats), text: isString }),
  goTo: shape({ offset: isNumber }),
  openGraph: shape({}),
  compare: shape({}),
  showJobs: shape({}),
  retry: shape({}),
  addDataset: shape({}),
  close: shape({}),
});

/** Checked after a restart: an older version of the page may have written it. */
export const isBuildMemory = shape<BuildMemory>({
  v: oneOf(1),
  target: isTarget,
  form: isBuildForm,
  format: oneOf(...requestFormats),
  scroll: isNumber,
});
