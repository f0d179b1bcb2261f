/** "off" is a choice of the reader's options only: a rule that is off makes no finding. */
export type Severity = "error" | "warning";

/** What a rule does when nobody chose otherwise. */
export const RULES = {
  notSupported: "error",
  encoding: "error",
  emptyFile: "error",
  separator: "error",
  openQuote: "error",
  strayQuote: "error",
  raggedRow: "error",
  typeUnknown: "error",
  unspecifiedType: "warning",
  missingColumn: "error",
  headerSpelling: "error",
  duplicateColumn: "error",
  unknownColumn: "warning",
  missingValue: "error",
  spaces: "warning",
  country: "error",
  unknownCountry: "warning",
  characters: "error",
  date: "error",
  periodStart: "warning",
  number: "error",
  decimalComma: "error",
  wholeNumber: "error",
  negative: "warning",
  metric: "error",
  investment: "error",
  dateOrder: "error",
  duplicateRow: "error",
  gap: "warning",
} as const satisfies Record<string, Severity>;

export type RuleId = keyof typeof RULES;

/** Chosen severities; a rule that is not named keeps its own. */
export type SeverityChoices = Readonly<Partial<Record<RuleId, Severity | "off">>>;

/** A change of bytes that would put one finding right. */
export interface Fix {
  readonly title: string;
  readonly startOffset: number;
  readonly endOffset: number;
  readonly text: string;
}

/** One thing that is wrong with a file, and where. */
export interface Finding {
  readonly rule: RuleId;
  readonly severity: Severity;
  /** Physical line of the file, from 1, where the cell starts. */
  readonly line: number;
  /** Number of the cell in its row, from 1. */
  readonly column: number;
  /** Bytes from the start of the file, byte order mark included; end exclusive. */
  readonly startOffset: number;
  readonly endOffset: number;
  /** The sheet of a workbook. */
  readonly sheet?: string;
  /** What is wrong, with the value that is there. */
  readonly message: string;
  /** What would be right. */
  readonly expected: string;
  /** The line of the first row with the same key. */
  readonly otherLine?: number;
  readonly fix?: Fix;
}

/** A finding as one sentence for a record, a log or a terminal. */
export function findingText(finding: Finding): string {
  return `Line ${String(finding.line)}, column ${String(finding.column)}: ${finding.message} ${finding.expected}`;
}
