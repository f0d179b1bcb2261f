import { type Position, type TextDocument } from "vscode";
import { type ColumnSpec, fileTypeSpec, type FileTypeSpec } from "../../../dataFiles/fileTypes";
import { type CheckReport } from "../worker/workerMessages";
import { cellAt, type LineCell, lineCells, type LineHeader, lineHeader } from "./lineCells";

/** The cell that a position lies in. */
export interface CellPlace {
  readonly cell: LineCell;
  /** Its number in the line, from 0. */
  readonly index: number;
  /** It holds a name of a column, or of a row of the wide layout. */
  readonly isName: boolean;
  /** The column that the cell is of, or names; undefined where the type has no such column. */
  readonly column: ColumnSpec | undefined;
  readonly spec: FileTypeSpec;
  readonly layout: "long" | "wide";
}

const close = (name: string): string =>
  name
    .trim()
    .toLowerCase()
    .replace(/[\s_-]/g, "");

/** Undefined where the file has no type. */
export function columnAt(document: TextDocument, position: Position, report: CheckReport): CellPlace | undefined {
  const { type, layout } = report.summary;
  const header = headerOf(document);
  const cells = lineCells(document.lineAt(position.line).text, header.separator);
  const index = cellAt(cells, position.character);
  const cell = cells[index];
  if (type === null || cell === undefined || position.line < header.line) return undefined;
  const spec = fileTypeSpec(type);
  const isName = layout === "long" ? position.line === header.line : index === 0 && !/^\s*[\d+-]/.test(cell.text);
  const name = isName ? cell.text : layout === "long" ? headerNames(document)[index] : cells[0]?.text;
  const column = spec.columns.find((each) => close(each.name) === close(name ?? ""));
  return { cell, index, isName, column, spec, layout };
}

export function headerOf(document: TextDocument): LineHeader {
  return lineHeader(document.lineAt(0).text, document.lineCount > 1 ? document.lineAt(1).text : "");
}

export function headerNames(document: TextDocument): string[] {
  const { line, separator } = headerOf(document);
  return lineCells(document.lineAt(line).text, separator).map(({ text }) => text);
}
