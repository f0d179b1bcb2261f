import * as l10n from "@vscode/l10n";
import { type ColumnSpec } from "./fileTypes";
import { isBrokenFormula, isDash, isOtherMissing, plainReadings } from "./localNumbers";
import { bareNumber } from "./numberMarks";
import { type RuleId, RULES } from "./rules";
import { shown } from "./shownText";

/** What is wrong with a cell that is no plain number. */
export interface NumberProblem {
  readonly rule: RuleId;
  readonly message: string;
  readonly expected: string;
  /** What the cell would hold, where only one thing can be meant. */
  readonly mended?: string;
}

/** Says of a text in a column of numbers what it is, and what it may mean. */
export function numberProblem(spec: ColumnSpec, text: string): NumberProblem {
  if (text.includes("\ufffd")) {
    return {
      rule: "encoding",
      message: l10n.t('"{0}" in {1} is not UTF-8.', shown(text), spec.name),
      expected: RULES.encoding.words().expected,
    };
  }
  if (isOtherMissing(text)) {
    return {
      rule: "number",
      message: l10n.t('"{0}" in {1} stands for a missing value.', shown(text), spec.name),
      expected: l10n.t("Leave the cell empty, or write NaN or null."),
      mended: "",
    };
  }
  if (isBrokenFormula(text)) {
    return {
      rule: "number",
      message: l10n.t(
        '"{0}" in {1} is what a spreadsheet shows for a formula without a value.',
        shown(text),
        spec.name,
      ),
      expected: l10n.t("Mend the formula in the spreadsheet and save the file anew, or leave the cell empty."),
    };
  }
  if (isDash(text)) {
    return {
      rule: "number",
      message: l10n.t('"{0}" in {1} is a dash: zero, or no value.', shown(text), spec.name),
      expected: l10n.t("Write 0, or leave the cell empty."),
    };
  }
  const readings = plainReadings(text, spec.kind === "count");
  return readings.length === 0 ? noNumber(spec, text) : markedNumber(spec, text, readings);
}

const noNumber = ({ name }: ColumnSpec, text: string): NumberProblem => ({
  rule: "number",
  message: l10n.t('"{0}" is not a number, in {1}.', shown(text), name),
  expected: RULES.number.words().expected,
});

function markedNumber({ name }: ColumnSpec, text: string, readings: readonly string[]): NumberProblem {
  const [only = "", ...others] = readings;
  const sentence = markSentence(name, text);
  return {
    rule: text.includes(",") ? "decimalComma" : "number",
    message: sentence,
    expected:
      others.length === 0
        ? l10n.t("Write {0}: digits, and a period as decimal mark.", shown(only))
        : l10n.t(
            "It may mean {0}: write the one that is right, with a period as decimal mark and no mark between thousands.",
            readings.map(shown).reduce((one, other) => l10n.t("{0} or {1}", one, other)),
          ),
    ...(others.length === 0 ? { mended: only } : {}),
  };
}

/** The mark that stands out most: what is around the digits before what is between them. */
function markSentence(name: string, text: string): string {
  const bare = bareNumber(text);
  if (bare?.currency !== undefined) return l10n.t('"{0}" in {1} has a sign of a currency.', shown(text), name);
  if (bare?.percent === true) return l10n.t('"{0}" in {1} has a percent sign.', shown(text), name);
  if (bare?.parenthesised === true)
    return l10n.t('"{0}" in {1} is in parentheses, as accountants write what is below zero.', shown(text), name);
  if (text.includes(",")) return l10n.t('"{0}" in {1} has a comma.', shown(text), name);
  if (/\d[ '\u00a0\u2009\u202f\u2019]\d/.test(text))
    return l10n.t('"{0}" in {1} has a mark between its thousands.', shown(text), name);
  return l10n.t('"{0}" in {1} is a number written in another way.', shown(text), name);
}
