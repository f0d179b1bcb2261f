import { type RuleId } from "../rules";

/** What can be put right in a file without asking what was meant. */
export const MEND_KINDS = [
  "workbook",
  "encoding",
  "separator",
  "names",
  "spaces",
  "numbers",
  "dates",
  "countries",
  "metrics",
  "duplicates",
  "order",
] as const;
export type MendKind = (typeof MEND_KINDS)[number];

/** The kind that puts findings of a rule right. Nothing needs rows in order: that is offered by itself. */
export const KIND_OF_RULE: Readonly<Partial<Record<RuleId, MendKind>>> = {
  formula: "workbook",
  furtherSheets: "workbook",
  macros: "workbook",
  encoding: "encoding",
  separator: "separator",
  separatorLine: "separator",
  headerSpelling: "names",
  spaces: "spaces",
  number: "numbers",
  decimalComma: "numbers",
  thousandsPeriod: "numbers",
  date: "dates",
  country: "countries",
  metric: "metrics",
  duplicateRow: "duplicates",
};
