import { type Layout } from "../batch";
import { type ColumnSpec, fileTypeSpec, type FileTypeSpec, type TypeName } from "../fileTypes";
import { guessType } from "../guessType";
import { close, isName, measuresOf, wideSpec } from "../wideHeader";

/** What each cell of a table is, as far as its names say it. */
export interface TableShape {
  readonly layout: Layout;
  /** Rows of names: one in the long layout, those above the dates in the wide one. */
  readonly headerRows: number;
  /** The right name of a cell that holds a name; undefined where none is known. */
  readonly nameAt: (row: number, cell: number, text: string) => string | undefined;
  /** The column that a cell belongs to. */
  readonly columnAt: (row: number, cell: number) => ColumnSpec | undefined;
  /** The country that a cell is about; nothing where the file does not say. */
  readonly countryAt: (cell: number, texts: readonly string[]) => string;
  /** The cells that tell rows from each other, in the order that rows are sorted by. */
  readonly sortCells: readonly number[];
}

/** Undefined where the first rows are those of no type. */
export function tableShape(
  opening: readonly (readonly string[])[],
  given: TypeName | undefined,
  fileName: string,
): TableShape | undefined {
  const guess = guessType(opening, fileName);
  const type = given ?? guess.type;
  if (type === null) return undefined;
  const spec = fileTypeSpec(type);
  return guess.layout === "long" ? longShape(spec, opening[0] ?? []) : wideShape(spec, opening);
}

function longShape(spec: FileTypeSpec, header: readonly string[]): TableShape {
  const columns = header.map((text) => named(spec.columns, text));
  const country = columns.findIndex((column) => column?.kind === "country");
  const isSorted = ({ kind }: ColumnSpec) => kind !== "number" && kind !== "count";
  const rank = (column: ColumnSpec) => spec.columns.indexOf(column) + (column.kind === "date" ? 100 : 0);
  const sorted = columns
    .flatMap((column, cell) => (column !== undefined && isSorted(column) ? [{ column, cell }] : []))
    .sort((a, b) => rank(a.column) - rank(b.column));
  return {
    layout: "long",
    headerRows: 1,
    nameAt: (row, cell, text) =>
      row > 0 || header.includes(columns[cell]?.name ?? text) ? undefined : columns[cell]?.name,
    columnAt: (row, cell) => (row === 0 ? undefined : columns[cell]),
    countryAt: (_, texts) => texts[country] ?? "",
    sortCells: sorted.map(({ cell }) => cell),
  };
}

function wideShape(spec: FileTypeSpec, opening: readonly (readonly string[])[]): TableShape {
  const wide = wideSpec(spec).columns;
  const measures = measuresOf(spec);
  const headerRows = opening.filter(([label = ""]) => isName(label)).length;
  const labels = opening.map(([label = ""]) => named(wide, label));
  const date = spec.columns.find(({ name }) => name === "Date");
  const given = new Set(opening.map(([label = ""]) => label));
  const isMetric = (row: number) => labels[row]?.name === "Metric" && measures.length > 1;
  const columnAt = (row: number, cell: number): ColumnSpec | undefined => {
    if (row < headerRows) return cell === 0 || isMetric(row) ? undefined : labels[row];
    if (cell === 0) return date;
    const metricRow = labels.findIndex((_, at) => isMetric(at));
    return metricRow < 0 ? measures[0] : named(measures, opening[metricRow]?.[cell] ?? "");
  };
  const nameAt = (row: number, cell: number, text: string): string | undefined => {
    if (row >= headerRows) return undefined;
    if (cell > 0) return isMetric(row) ? named(measures, text)?.name : undefined;
    const right = labels[row]?.name;
    return right === undefined || given.has(right) ? undefined : right;
  };
  const country = labels.findIndex((label) => label?.kind === "country");
  const countryAt = (cell: number): string => opening[country]?.[cell] ?? "";
  return { layout: "wide", headerRows, nameAt, columnAt, countryAt, sortCells: date === undefined ? [] : [0] };
}

const named = (columns: readonly ColumnSpec[], text: string): ColumnSpec | undefined =>
  columns.find(({ name }) => name === text.trim()) ?? columns.find(({ name }) => close(name) === close(text));
