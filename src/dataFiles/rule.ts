/** "off" is a choice of the reader's options only: a rule that is off makes no finding. */
export type Severity = "error" | "warning";

/**
 * How strictly files are checked. `strict-data` enforces every documented rule, `lenient-data` only what nothing can be
 * read without, `documented` what the platform's pages leave no doubt about.
 */
export const SEVERITY_PROFILES = ["documented", "strict-data", "lenient-data"] as const;
export type SeverityProfile = (typeof SEVERITY_PROFILES)[number];

/**
 * The sentences of a rule. They and all that is said of a file are asked for when they are needed, in the language that
 * the thread speaks by then: that of the window in the extension, English in the sandbox, as at the platform.
 */
export interface RuleWords {
  /** What holds in a good file. */
  readonly sentence: string;
  /** What to do where it does not. */
  readonly expected: string;
  /** The page, or why we are careful. */
  readonly basis: string;
}

/** One thing that is checked. */
export interface Rule {
  readonly severity: Readonly<Record<SeverityProfile, Severity>>;
  /** "platform": its pages say so; "caution": our own. */
  readonly source: "platform" | "caution";
  readonly words: () => RuleWords;
}

export const rule = (
  [strict, documented, lenient]: readonly [Severity, Severity, Severity],
  source: Rule["source"],
  words: Rule["words"],
): Rule => ({ severity: { documented, "strict-data": strict, "lenient-data": lenient }, source, words });

/** Nothing can be read without it. */
export const ALWAYS = ["error", "error", "error"] as const;
export const UNLESS_LENIENT = ["error", "error", "warning"] as const;
export const ONLY_STRICT = ["error", "warning", "warning"] as const;
export const NEVER_REFUSED = ["warning", "warning", "warning"] as const;
