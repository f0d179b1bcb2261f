import {
  Diagnostic,
  DiagnosticRelatedInformation,
  DiagnosticSeverity,
  l10n,
  Location,
  Range,
  type TextDocument,
  type Uri,
} from "vscode";
import { type CheckReport, type PlacedFinding, type TextSpan } from "../worker/workerMessages";

export const diagnosticSource = "Alviss";

export const rangeOf = ({ startLine, startCharacter, endLine, endCharacter }: TextSpan): Range =>
  new Range(startLine, startCharacter, endLine, endCharacter);

/** What was found, as Problems shows it; with a word on what was too much to show. */
export function fileDiagnostics(uri: Uri, { findings, summary }: CheckReport, document?: TextDocument): Diagnostic[] {
  const diagnostics = findings.map((finding) => diagnosticOf(uri, finding, document));
  const more = summary.findingCount - findings.length;
  if (more > 0) {
    const sentence = l10n.t(
      "{0} further findings are not shown; there are {1} errors and {2} warnings in all.",
      more,
      summary.errorCount,
      summary.warningCount,
    );
    const last = new Diagnostic(new Range(0, 0, 0, 0), sentence, DiagnosticSeverity.Information);
    last.source = diagnosticSource;
    diagnostics.push(last);
  }
  return diagnostics;
}

function diagnosticOf(uri: Uri, finding: PlacedFinding, document: TextDocument | undefined): Diagnostic {
  const { rule, severity, message, span, cell, otherLine } = finding;
  const range = document === undefined ? rangeOf(span) : document.validateRange(rangeOf(span));
  const sentence = cell === undefined || cell === "" ? message : `${cell}: ${message}`;
  const kind = severity === "error" ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning;
  const diagnostic = new Diagnostic(range, sentence, kind);
  diagnostic.source = diagnosticSource;
  diagnostic.code = rule;
  if (otherLine !== undefined && cell === undefined) {
    const other = new Location(
      uri,
      document?.lineAt(Math.min(otherLine, document.lineCount - 1)).range ?? lineStart(otherLine),
    );
    diagnostic.relatedInformation = [new DiagnosticRelatedInformation(other, l10n.t("the first row with this key"))];
  }
  return diagnostic;
}

const lineStart = (line: number): Range => new Range(line, 0, line, 0);
