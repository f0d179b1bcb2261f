import { l10n, type TextDocument } from "vscode";
import { RULES } from "../../../dataFiles/rules";
import { type CheckReport, type PlacedFinding } from "../worker/workerMessages";
import { severityOf } from "./checkSettings";

const right: readonly string[] = ["utf8", "utf8bom"];

/** A text shows nothing of the bytes that it was read from: that they are no UTF-8 is said by the editor. */
export function withEncoding(report: CheckReport, document: TextDocument): CheckReport {
  const severity = severityOf(document.uri).encoding ?? RULES.encoding.severity.documented;
  if (right.includes(document.encoding) || severity === "off" || report.summary.ruleCounts.encoding !== undefined)
    return report;
  const finding: PlacedFinding = {
    rule: "encoding",
    severity,
    column: 1,
    message: l10n.t(
      "The file is saved with the encoding {0}. Save it as UTF-8: Save with Encoding in the status bar.",
      document.encoding,
    ),
    span: { startLine: 0, startCharacter: 0, endLine: 0, endCharacter: 0 },
  };
  const { summary } = report;
  const count = severity === "error" ? ("errorCount" as const) : ("warningCount" as const);
  return {
    ...report,
    findings: [finding, ...report.findings],
    summary: {
      ...summary,
      [count]: summary[count] + 1,
      findingCount: summary.findingCount + 1,
      ruleCounts: { ...summary.ruleCounts, encoding: 1 },
    },
  };
}
