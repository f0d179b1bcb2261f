import { type NumberFormat } from "../shared/numberFormat";
import { type ResultsQuery } from "../shared/resultsMessages";
import { fill } from "../shared/fill";
import { type ResultsStrings } from "./strings";
import { driverName } from "./columns";
import { type ResultTable } from "./data/resultTable";
import { currenciesApart } from "./currencies";
import { type ResultRow } from "./rows";

export interface Note {
  readonly look: "information" | "warning";
  readonly text: string;
}

interface Texts {
  readonly strings: ResultsStrings;
  readonly format: NumberFormat;
}

/** Fewer draws than this leave the ends of an interval to chance. */
const enoughDraws = 100;

/** What a reader must know beside the numbers, the most important first. */
export function notesOf(
  result: ResultTable,
  rows: readonly ResultRow[],
  strings: ResultsStrings,
  format: NumberFormat,
  asked: ResultsQuery["unit"] = result.unit,
): readonly Note[] {
  return [
    ...drawsNotes(result, strings, format),
    ...unitNotes(result, asked, { strings, format }),
    ...(result.roi.length === 0
      ? [{ look: "information", text: noReturns(result, { strings, format }) } as const]
      : []),
    ...referenceNotes(rows, strings, format),
    { look: "information", text: strings.noteAddUp },
  ];
}

/** What makes intervals of a result less than they seem: few draws, or numbers that did not come. */
export function drawsNotes(result: ResultTable, strings: ResultsStrings, format: NumberFormat): readonly Note[] {
  const notes: Note[] = [];
  if (result.draws < enoughDraws) {
    notes.push({ look: "warning", text: fill(strings.noteFewDraws, format.count(result.draws)) });
  }
  if (result.leftOut > 0)
    notes.push({ look: "warning", text: fill(strings.noteLeftOut, format.count(result.leftOut)) });
  return notes;
}

/** Revenue was asked for, and the answer is in units. */
export function unitNotes(result: ResultTable, asked: ResultsQuery["unit"], texts: Texts): readonly Note[] {
  if (asked !== "revenue" || result.unit !== "units") return [];
  return [{ look: "warning", text: currenciesApart(result, texts) ?? texts.strings.noteNoPrices }];
}

/** Why nothing is said of what came back for the spend. */
export const noReturns = (result: ResultTable, texts: Texts): string =>
  currenciesApart(result, texts) ?? texts.strings.noteNoRoi;

/** Which drivers are measured against a level of their own, and which. */
export function referenceNotes(
  rows: readonly ResultRow[],
  strings: ResultsStrings,
  format: NumberFormat,
): readonly Note[] {
  const references = new Set(rows.flatMap((row) => row.reference ?? []));
  return [...references].map((reference) => {
    const names = rows.filter((row) => row.reference === reference).map((row) => driverName(row, strings));
    return { look: "information", text: fill(strings.noteReference, format.list(names), reference) };
  });
}
