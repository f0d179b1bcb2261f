import { Hover, type HoverProvider, l10n, MarkdownString, type Position, Range, type TextDocument } from "vscode";
import { type Rule } from "../../../dataFiles/rule";
import { RULES } from "../../../dataFiles/rules";
import { type CheckReport } from "../worker/workerMessages";
import { columnAt, type CellPlace } from "./columnAt";
import { columnWords } from "./columnWords";
import { rangeOf } from "./fileDiagnostics";

/** Explains the columns of a header, and the rules behind what was found in a cell. */
export class CellHover implements HoverProvider {
  constructor(private readonly reportOf: (document: TextDocument) => CheckReport | undefined) {}

  provideHover(document: TextDocument, position: Position): Hover | undefined {
    const report = this.reportOf(document);
    if (report === undefined) return undefined;
    const rules = report.findings
      .filter(({ span }) => rangeOf(span).contains(position))
      .map(({ rule }) => ruleText(RULES[rule]));
    const place = columnAt(document, position, report);
    const column = place?.isName === true ? columnText(place) : undefined;
    const texts = [column, ...new Set(rules)].filter((text) => text !== undefined);
    if (texts.length === 0) return undefined;
    const { line } = position;
    const range = column === undefined ? undefined : place && new Range(line, place.cell.start, line, place.cell.end);
    return new Hover(texts, range);
  }
}

function columnText({ column, spec }: CellPlace): MarkdownString | undefined {
  const words = column && columnWords(spec.type, column.name);
  if (column === undefined || words === undefined) return undefined;
  const needed = column.required
    ? l10n.t("Required in a {0} file", spec.type)
    : column.whenEmpty === undefined
      ? l10n.t("Optional in a {0} file", spec.type)
      : l10n.t("Optional in a {0} file; without it: {1}", spec.type, column.whenEmpty);
  const lines = [`**${column.name}**: ${words.meaning}`, `${needed}.`];
  if (words.unit !== undefined) lines.push(l10n.t("Unit: {0}", words.unit));
  lines.push(l10n.t("Example: {0}", `\`${words.example}\``));
  return new MarkdownString(lines.join("  \n"));
}

function ruleText({ words, source }: Rule): string {
  const { sentence, basis } = words();
  const from = source === "platform" ? l10n.t("A rule of the platform") : l10n.t("A caution of this extension");
  return `${sentence} (${from}: ${basis})`;
}
