import { type Column } from "../../src/dataFiles/batch";
import { type FileType } from "../../src/dataFiles/fileTypes";
import { readDataFile } from "../../src/dataFiles/readDataFile";
import { type DataRows } from "../../src/sandbox/store/uploadRows";
import { byteSource } from "./byteSource";

/** The rows of a short file, as an upload would keep them. */
export async function dataRows(type: FileType, content: string): Promise<DataRows> {
  for await (const { columns, rowNumbers, summary } of readDataFile(byteSource(content), { type, format: "csv" })) {
    if (summary === undefined) throw new Error("Only for files of one batch.");
    if (summary.errorCount > 0) throw new Error(`The file has errors: ${JSON.stringify(summary.ruleCounts)}`);
    return { type, periodicity: summary.periodicity, size: rowNumbers.length, columns };
  }
  throw new Error("There was no batch.");
}

/** Rows as records of plain values, to compare with. */
export function plainRows({ columns, size }: Pick<DataRows, "columns" | "size">): Record<string, string | number>[] {
  return Array.from({ length: size }, (_, row) =>
    Object.fromEntries(columns.map((column) => [column.name, plainValue(column, row)])),
  );
}

function plainValue(column: Column, row: number): string | number {
  if (column.kind === "dimension") return column.dictionary[column.codes[row] ?? 0] ?? "";
  if (column.kind === "date") return new Date((column.days[row] ?? 0) * 86_400_000).toISOString().slice(0, 10);
  return column.values[row] ?? NaN;
}
