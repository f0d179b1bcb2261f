import { type Place } from "./byteScanner";
import { type Finding, type Fix, RULES, type RuleId, type Severity, type SeverityChoices } from "./findings";

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
  private listed: Finding[] = [];

  constructor(private readonly choices: SeverityChoices = {}) {}

  /** The words are asked for only when the finding will be listed. */
  add(rule: RuleId, place: Place, words: () => FindingWords): void {
    const severity = this.severityOf(rule);
    if (severity === "off") return;
    if (severity === "error") this.errorCount++;
    else this.warningCount++;
    const count = (this.ruleCounts[rule] ?? 0) + 1;
    this.ruleCounts[rule] = count;
    if (count > LISTED_PER_RULE) return;
    this.listed.push({ rule, severity, ...placeOnly(place), ...words() });
  }

  /** Hands over what was listed since the last call. */
  take(): Finding[] {
    const taken = this.listed;
    this.listed = [];
    return taken;
  }

  get count(): number {
    return this.errorCount + this.warningCount;
  }

  private severityOf(rule: RuleId): Severity | "off" {
    return this.choices[rule] ?? RULES[rule];
  }
}

const placeOnly = ({ line, column, startOffset, endOffset }: Place): Place => ({
  line,
  column,
  startOffset,
  endOffset,
});
