import { type Batch, type FileSummary } from "../batch";
import { fileTypeSpec, isSpecified } from "../fileTypes";
import { readDataFile, type ReadOptions } from "../readDataFile";

/** A whole file in the long form, one array a column. */
export interface LongTable {
  readonly rows: number;
  readonly dimensions: readonly {
    readonly name: string;
    readonly codes: Uint32Array;
    readonly dictionary: readonly string[];
  }[];
  readonly dates: readonly { readonly name: string; readonly days: Int32Array }[];
  readonly measures: readonly { readonly name: string; readonly values: Float64Array }[];
  readonly summary: FileSummary;
}

/** Why a file cannot be written in another way: part of it would be lost, or nobody knows what it is. */
export type Unfit = "errors" | "unreadColumns" | "noType";

/** Reads all of a file that can be written anew without losing anything. */
export async function readLongTable(
  source: AsyncIterable<Uint8Array>,
  options: ReadOptions,
): Promise<LongTable | Unfit> {
  const batches: Batch[] = [];
  for await (const batch of readDataFile(source, options)) batches.push(batch);
  const summary = batches.at(-1)?.summary;
  if (summary === undefined || summary.type === null || !isSpecified(summary.type)) return "noType";
  if (summary.errorCount > 0) return "errors";
  if (summary.ruleCounts.unknownColumn !== undefined) return "unreadColumns";
  return joined(batches, summary);
}

function joined(batches: readonly Batch[], summary: FileSummary): LongTable {
  const rows = batches.reduce((sum, { rowNumbers }) => sum + rowNumbers.length, 0);
  const [first] = batches.filter(({ columns }) => columns.length > 0);
  const dimensions: LongTable["dimensions"][number][] = [];
  const dates: LongTable["dates"][number][] = [];
  const measures: LongTable["measures"][number][] = [];
  for (const [at, column] of (first?.columns ?? []).entries()) {
    const { name } = column;
    const parts = batches.flatMap(({ columns }) => columns[at] ?? []);
    if (column.kind === "dimension") {
      const codes = filled(
        new Uint32Array(rows),
        parts.map((part) => (part.kind === "dimension" ? part.codes : [])),
      );
      // The dictionary grows from batch to batch: it is one and the same.
      dimensions.push({ name, codes, dictionary: column.dictionary });
    } else if (column.kind === "date") {
      dates.push({
        name,
        days: filled(
          new Int32Array(rows),
          parts.map((part) => (part.kind === "date" ? part.days : [])),
        ),
      });
    } else {
      const values = parts.map((part) => (part.kind === "measure" ? part.values : []));
      measures.push({ name, values: filled(new Float64Array(rows), values) });
    }
  }
  return { rows, dimensions: dimensions.filter((each) => isSaid(each, summary)), dates, measures, summary };
}

function filled<T extends Uint32Array | Int32Array | Float64Array>(whole: T, parts: readonly ArrayLike<number>[]): T {
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** What every sample of the platform has, whether or not it says something. */
const USUAL = ["Region", "Grouping"];

/** A column that may be left out, and says nothing, is left out. */
function isSaid({ name, dictionary }: LongTable["dimensions"][number], { type }: FileSummary): boolean {
  const column = fileTypeSpec(type ?? "").columns.find((each) => each.name === name);
  if (column === undefined || column.required || USUAL.includes(name)) return true;
  return dictionary.some((word) => word !== "all");
}
