import {
  CodeAction,
  type CodeActionContext,
  CodeActionKind,
  type CodeActionProvider,
  type Diagnostic,
  l10n,
  type Range,
  type TextDocument,
  WorkspaceEdit,
} from "vscode";
import { dateReadings } from "../../../dataFiles/localDates";
import { isDash, numberReadings } from "../../../dataFiles/localNumbers";
import { type ChosenReadings } from "../../../dataFiles/mending/conventions";
import { KIND_OF_RULE, type MendKind } from "../../../dataFiles/mending/mendKinds";
import { type RuleId } from "../../../dataFiles/rules";
import { type CheckReport, type PlacedFinding } from "../worker/workerMessages";
import { diagnosticSource, rangeOf } from "./fileDiagnostics";
import { kindWords } from "./kindWords";
import { type FixWish } from "./fixWish";

/** Quick fixes: of one cell, of all cells with the same fault, and of the whole file into a copy. */
export class MendActions implements CodeActionProvider {
  static readonly kinds = [CodeActionKind.QuickFix, CodeActionKind.Source];

  constructor(private readonly reportOf: (document: TextDocument) => CheckReport | undefined) {}

  provideCodeActions(document: TextDocument, _range: Range, context: CodeActionContext): CodeAction[] {
    const report = this.reportOf(document);
    if (report === undefined) return [];
    const own = context.diagnostics.filter(({ source }) => source === diagnosticSource);
    const actions = own.flatMap((diagnostic) => {
      const found = report.findings.find(({ rule, span, message }) => {
        return (
          rule === diagnostic.code &&
          message === diagnostic.message &&
          rangeOf(span).start.isEqual(diagnostic.range.start)
        );
      });
      return found === undefined ? [] : fixesOf(document, diagnostic, found);
    });
    if (own.length > 0) actions.push(fixFile(document, own));
    const sort = l10n.t("Sort rows by combination and date");
    return [...actions, command(document, sort, CodeActionKind.Source.append("alviss"), { kinds: ["order"] })];
  }
}

function fixesOf(document: TextDocument, diagnostic: Diagnostic, found: PlacedFinding): CodeAction[] {
  const { rule, fix } = found;
  if (rule === "otherTool") return [splitTable(document, diagnostic)];
  const actions: CodeAction[] = [];
  if (fix !== undefined) {
    const action = new CodeAction(fix.title, CodeActionKind.QuickFix);
    action.edit = new WorkspaceEdit();
    action.edit.replace(document.uri, diagnostic.range, fix.text);
    action.diagnostics = [diagnostic];
    action.isPreferred = true;
    actions.push(action);
  }
  // A count of 1.200 is one of a thousand and more; one of 1.2 is not put right by writing it another way.
  if (rule === "wholeNumber") return [...actions, ...readingsOf(document, diagnostic, rule)];
  const kind = KIND_OF_RULE[rule];
  if (kind === undefined || kind === "encoding") return actions;
  if (fix === undefined && rule !== "separator") {
    const choices = readingsOf(document, diagnostic, rule);
    if (choices.length > 1 || rule === "thousandsPeriod") return [...actions, ...choices];
  }
  const all = command(document, kindWords(kind), CodeActionKind.QuickFix, { kinds: [kind] });
  all.diagnostics = [diagnostic];
  return [...actions, all];
}

/** Cells that may mean several things: the user says which, for all of the file. */
function readingsOf(document: TextDocument, diagnostic: Diagnostic, rule: RuleId): CodeAction[] {
  const text = document.getText(diagnostic.range).replace(/^"|"$/g, "").trim();
  return choicesOf(rule, text).map(({ title, kind, readings }) => {
    const action = command(document, title, CodeActionKind.QuickFix, { kinds: [kind], ...readings });
    action.diagnostics = [diagnostic];
    return action;
  });
}

interface ReadingChoice {
  readonly title: string;
  readonly kind: MendKind;
  readonly readings: ChosenReadings;
}

function choicesOf(rule: RuleId, text: string): readonly ReadingChoice[] {
  if (rule === "date") {
    return [...dateReadings(text)].map(([dayOrder, iso]) => ({
      title: l10n.t("Read {0} as {1}, and all dates of the file alike", text, iso),
      kind: "dates",
      readings: { dayOrder },
    }));
  }
  if (isDash(text)) {
    return [
      { title: l10n.t("Read all dashes as 0"), kind: "numbers", readings: { dash: "zero" } },
      { title: l10n.t("Read all dashes as no value"), kind: "numbers", readings: { dash: "missing" } },
    ];
  }
  const numbers = numberReadings(text).filter(
    ({ number }) => rule !== "wholeNumber" || Number.isInteger(Number(number)),
  );
  return numbers.map(({ number, readings }) => ({
    title: l10n.t("Read {0} as {1}, and all numbers of the file alike", text, number),
    kind: "numbers",
    readings,
  }));
}

function splitTable(document: TextDocument, diagnostic: Diagnostic): CodeAction {
  const action = new CodeAction(l10n.t("Split into Alviss Files..."), CodeActionKind.QuickFix);
  action.command = { command: "alviss.file.split", title: action.title, arguments: [document.uri] };
  action.diagnostics = [diagnostic];
  action.isPreferred = true;
  return action;
}

function fixFile(document: TextDocument, diagnostics: readonly Diagnostic[]): CodeAction {
  const action = new CodeAction(l10n.t("Fix the whole file, into a copy beside it..."), CodeActionKind.QuickFix);
  action.command = { command: "alviss.file.fix", title: action.title, arguments: [document.uri] };
  action.diagnostics = [...diagnostics];
  return action;
}

function command(document: TextDocument, title: string, kind: CodeActionKind, wish: FixWish): CodeAction {
  const action = new CodeAction(title, kind);
  action.command = { command: "alviss.file.fix", title, arguments: [document.uri, undefined, wish] };
  return action;
}
