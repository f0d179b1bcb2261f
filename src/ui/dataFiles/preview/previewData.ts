import { l10n } from "vscode";
import { type PreviewData, type SentFinding } from "../../../../webview/shared/previewMessages";
import { typeWords } from "../editor/reportWords";
import { type PlacedFinding, type PreviewReport } from "../worker/workerMessages";

/** What the page of a file is sent. */
export function previewData({ summary, recognition, findings, preview, size }: PreviewReport): PreviewData {
  const { rows, errorCount, warningCount } = summary;
  return {
    ...preview,
    typeWords: typeWords({ summary, recognition }),
    size,
    rows,
    errorCount,
    warningCount,
    findings: findings.map(sentFinding),
  };
}

const sentFinding = ({ severity, cell, span, column, message }: PlacedFinding): SentFinding => ({
  severity,
  place: cell ?? l10n.t("line {0}, column {1}", span.startLine + 1, column),
  message,
});
