import {
  CompletionItem,
  CompletionItemKind,
  type CompletionItemProvider,
  type Position,
  Range,
  type TextDocument,
} from "vscode";
import { csvCell } from "../../../dataFiles/csvCell";
import { isDimension, MEDIA_METRICS } from "../../../dataFiles/fileTypes";
import { type CheckReport } from "../worker/workerMessages";
import { columnAt, headerNames, headerOf } from "./columnAt";
import { columnWords } from "./columnWords";

/** Offers the names of columns that are still missing, and the words that a column has already. */
export class CellCompletion implements CompletionItemProvider {
  constructor(private readonly reportOf: (document: TextDocument) => CheckReport | undefined) {}

  provideCompletionItems(document: TextDocument, position: Position): CompletionItem[] {
    const report = this.reportOf(document);
    const place = report && columnAt(document, position, report);
    if (report === undefined || place === undefined) return [];
    const { cell, spec, column, isName, layout } = place;
    const range = new Range(position.line, cell.start, position.line, cell.end);
    if (isName) {
      const given = new Set(layout === "long" ? headerNames(document) : labels(document));
      return spec.columns
        .filter(({ name }) => !given.has(name))
        .filter((each) => layout === "long" || isDimension(each))
        .map(({ name }) => item(name, range, columnWords(spec.type, name)?.meaning));
    }
    if (column === undefined || !isDimension(column)) return [];
    const words = column.kind === "metric" ? MEDIA_METRICS : (report.words[column.name] ?? []);
    return words.filter((word) => word !== "").map((word) => item(word, range));
  }
}

function item(text: string, range: Range, detail?: string): CompletionItem {
  const item = new CompletionItem(text, detail === undefined ? CompletionItemKind.Value : CompletionItemKind.Field);
  item.range = range;
  item.insertText = csvCell(text);
  item.filterText = csvCell(text);
  if (detail !== undefined) item.documentation = detail;
  return item;
}

const mostLabels = 100;

function labels(document: TextDocument): string[] {
  const lines = Math.min(document.lineCount, mostLabels);
  const { separator } = headerOf(document);
  return Array.from({ length: lines }, (_, line) => document.lineAt(line).text.split(separator, 1)[0] ?? "");
}
