import assert from "node:assert/strict";
import { type Batch, type FileSummary } from "../../src/dataFiles/batch";
import { type Finding } from "../../src/dataFiles/findings";
import { readDataFile, type ReadOptions } from "../../src/dataFiles/readDataFile";
import { byteSource } from "./byteSource";
import { plainRows } from "./dataRows";

export interface WholeFile {
  readonly batches: Batch[];
  readonly findings: Finding[];
  readonly summary: FileSummary;
}

/** All batches of a file, its findings and its summary. */
export async function readWholeFile(
  content: string | Uint8Array,
  options: Partial<ReadOptions> = {},
  chunk?: number,
): Promise<WholeFile> {
  const batches: Batch[] = [];
  for await (const batch of readDataFile(byteSource(content, chunk), { type: "guess", format: "csv", ...options })) {
    batches.push(batch);
  }
  const summary = batches.at(-1)?.summary;
  assert.ok(summary);
  return { batches, summary, findings: batches.flatMap(({ findings }) => findings) };
}

/** The rows of all batches as records of plain values. */
export const rowsOf = ({ batches }: Pick<WholeFile, "batches">): Record<string, string | number>[] =>
  batches.flatMap(({ columns, rowNumbers }) => plainRows({ columns, size: rowNumbers.length }));
