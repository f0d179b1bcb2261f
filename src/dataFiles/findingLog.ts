import { type Place } from "./cellRow";
import { type Finding, type Fix } from "./findings";
import { type Severity, type SeverityProfile } from "./rule";
import { RULES, type RuleId, type SeverityChoices } from "./rules";

/** So many findings of one rule are listed; further ones are counted only. */
const LISTED_PER_RULE = 1000;

export interface FindingWords {
  readonly message: string;
  readonly expected: string;
  readonly otherLine?: number;
  readonly fix?: Fix;
}

/** Gathers findings in the order they are met, with the severities that were chosen. */
export class FindingLog {
  errorCount = 0;
  warningCount = 0;
  readonly ruleCounts: Partial<Record<RuleId, number>> = {};
  /** The sheet that is being read; undefined in a text file, empty where a finding is about the workbook as a whole. */
  sheet: string | undefined;
  private readonly profile: SeverityProfile;
  private readonly choices: SeverityChoices;
  private listed: Finding[] = [];

  constructor(severity: SeverityProfile | SeverityChoices = "documented") {
    this.profile = typeof severity === "string" ? severity : "documented";
    this.choices = typeof severity === "string" ? {} : severity;
  }

  /** The words are asked for only when the finding will be listed. */
  add(rule: RuleId, place: Place, words: () => FindingWords): void {
    const severity = this.choices[rule] ?? RULES[rule].severity[this.profile];
    if (severity !== "off") this.count(rule, severity, place, words);
  }

  /** An error whatever was chosen: without this nothing can be read. */
  addFatal(rule: RuleId, place: Place, words: () => FindingWords): void {
    this.count(rule, "error", place, words);
  }

  /** Hands over what was listed since the last call. */
  take(): Finding[] {
    const taken = this.listed;
    this.listed = [];
    return taken;
  }

  get findingCount(): number {
    return this.errorCount + this.warningCount;
  }

  private count(rule: RuleId, severity: Severity, place: Place, words: () => FindingWords): void {
    if (severity === "error") this.errorCount++;
    else this.warningCount++;
    const count = (this.ruleCounts[rule] ?? 0) + 1;
    this.ruleCounts[rule] = count;
    if (count > LISTED_PER_RULE) return;
    const { line, column, startOffset, endOffset } = place;
    const { fix, ...said } = words();
    // The bytes of a workbook are packed: a change of them can put nothing right.
    const where = this.sheet === undefined ? (fix === undefined ? {} : { fix }) : { sheet: this.sheet };
    this.listed.push({ rule, severity, line, column, startOffset, endOffset, ...said, ...where });
  }
}
