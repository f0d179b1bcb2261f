import { type NumberFormat } from "../shared/numberFormat";
import { type ResultTable } from "../shared/resultsMessages";
import { fill } from "../shared/fill";
import { type ResultsStrings } from "../shared/resultsStrings";
import { driverName } from "./columns";
import { type ResultRow } from "./rows";

export interface Note {
  readonly look: "information" | "warning";
  readonly text: string;
}

/** Fewer draws than this leave the ends of an interval to chance. */
const enoughDraws = 100;

/** What a reader must know beside the numbers, the most important first. */
export function notesOf(
  result: ResultTable,
  rows: readonly ResultRow[],
  strings: ResultsStrings,
  format: NumberFormat,
): readonly Note[] {
  const notes: Note[] = [];
  if (result.draws < enoughDraws) {
    notes.push({ look: "warning", text: fill(strings.noteFewDraws, format.count(result.draws)) });
  }
  if (result.roi.length === 0) notes.push({ look: "information", text: strings.noteNoRoi });
  for (const reference of new Set(rows.map((row) => row.reference))) {
    if (reference === null) continue;
    const measured = rows.filter((row) => row.reference === reference);
    const names = format.list(measured.map((row) => driverName(row, strings)));
    notes.push({ look: "information", text: fill(strings.noteReference, names, reference) });
  }
  notes.push({ look: "information", text: strings.noteAddUp });
  return notes;
}
