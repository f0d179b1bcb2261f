import { l10n } from "vscode";
import { type FileSummary } from "../../../dataFiles/batch";
import { byPeriod } from "../../../dataFiles/periodWords";
import { type CheckReport } from "../worker/workerMessages";

/** "Sales, long layout"; with how sure that is where it is a guess. */
export function typeWords({ summary, recognition }: Pick<CheckReport, "summary" | "recognition">): string {
  const type = summary.type ?? recognition.type;
  if (type === null) return l10n.t("No file type of Alviss: choose one");
  const layout = recognition.layout === "long" ? l10n.t("{0}, long layout", type) : l10n.t("{0}, wide layout", type);
  const isGuess = summary.type === recognition.type || summary.type === null;
  if (!isGuess || recognition.sureness >= 1) return layout;
  return l10n.t("{0} ({1} % sure)", layout, Math.round(recognition.sureness * 100));
}

/** "312 rows, 2 combinations, 2022-01-03 to 2024-12-23, by week" */
export function contentWords({ rows, combinations, first, last, periodicity }: FileSummary): string {
  const parts = [rows === 1 ? l10n.t("1 row") : l10n.t("{0} rows", rows)];
  if (combinations.length > 0)
    parts.push(combinations.length === 1 ? l10n.t("1 combination") : l10n.t("{0} combinations", combinations.length));
  if (first !== null && last !== null) parts.push(first === last ? first : l10n.t("{0} to {1}", first, last));
  if (periodicity !== null) parts.push(byPeriod(periodicity));
  return parts.join(", ");
}

/** "1 error, 2 warnings" */
export function findingWords({ errorCount, warningCount }: Pick<FileSummary, "errorCount" | "warningCount">): string {
  const parts: string[] = [];
  if (errorCount > 0) parts.push(errorCount === 1 ? l10n.t("1 error") : l10n.t("{0} errors", errorCount));
  if (warningCount > 0) parts.push(warningCount === 1 ? l10n.t("1 warning") : l10n.t("{0} warnings", warningCount));
  return parts.length === 0 ? l10n.t("no findings") : parts.join(", ");
}
