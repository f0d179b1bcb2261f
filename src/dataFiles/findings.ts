import { type Severity } from "./rule";
import { type RuleId } from "./rules";

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
  return `${placeText(finding)}: ${finding.message} ${finding.expected}`;
}

/** Where a finding stands, in words: a line and column of text, a sheet and cell of a workbook. */
export function placeText({ sheet, line, column }: Pick<Finding, "sheet" | "line" | "column">): string {
  if (sheet === undefined) return `Line ${String(line)}, column ${String(column)}`;
  return sheet === "" ? "Workbook" : `Sheet ${sheet}, cell ${columnLetters(column)}${String(line)}`;
}

/** "Sheet1!C7", as spreadsheet programs write it; nothing where a finding is about the workbook as a whole. */
export function cellAddress({ sheet = "", line, column }: Pick<Finding, "sheet" | "line" | "column">): string {
  return sheet === "" ? "" : `${sheet}!${columnLetters(column)}${String(line)}`;
}

/** A, B, ..., Z, AA, ...: how spreadsheet programs name columns. */
function columnLetters(column: number): string {
  const letter = String.fromCharCode(65 + ((column - 1) % 26));
  return column > 26 ? columnLetters(Math.floor((column - 1) / 26)) + letter : letter;
}
