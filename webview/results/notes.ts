import { type NumberFormat } from "../shared/numberFormat";
import { type ResultsQuery } from "../shared/resultsMessages";
import { fill } from "../shared/fill";
import { type Note } from "./note";
import { type ResultsStrings } from "./strings";
import { driverName } from "./columns";
import { type ResultTable } from "./data/resultTable";
import { currenciesApart } from "./currencies";
import { reliabilityNotes } from "./reliability";
import { type ResultRow } from "./rows";

interface Texts {
  readonly strings: ResultsStrings;
  readonly format: NumberFormat;
}

/** What a reader must know beside the numbers, the most important first. */
export function notesOf(
  result: ResultTable,
  rows: readonly ResultRow[],
  strings: ResultsStrings,
  format: NumberFormat,
  query: ReturnsQuery & Pick<ResultsQuery, "unit"> = { ...everything, unit: result.unit },
): readonly Note[] {
  return [
    ...reliabilityNotes(result, { strings, format }),
    ...unitNotes(result, query.unit, { strings, format }),
    ...(result.roi.length === 0
      ? [{ look: "information", text: noReturns(result, { strings, format }) } as const]
      : spendNotes(result, query, strings)),
    ...referenceNotes(rows, strings, format),
    { look: "information", text: strings.noteAddUp },
  ];
}

type ReturnsQuery = Pick<ResultsQuery, "product" | "from" | "to">;
const everything: ReturnsQuery = { product: null, from: null, to: null };

/** Where the spend of a product is a part of what was told of all of them. */
export const sharedSpendNotes = (
  { sharedSpend }: ResultTable,
  ofProducts: boolean,
  strings: ResultsStrings,
): readonly Note[] => (sharedSpend && ofProducts ? [{ look: "warning", text: strings.noteSharedSpend }] : []);

/** Where the spend that a return is divided by is not just that which made the effect. */
export function spendNotes(
  result: ResultTable,
  { product, from, to }: ReturnsQuery,
  strings: ResultsStrings,
  ofProducts = product !== null,
): readonly Note[] {
  const { range } = result;
  const part = range !== null && ((from !== null && from > range.first) || (to !== null && to < range.last));
  return [
    ...sharedSpendNotes(result, ofProducts, strings),
    ...(part ? [{ look: "information", text: strings.notePartOfDates } as const] : []),
  ];
}

/** Revenue was asked for, and the answer is in units. */
export function unitNotes(result: ResultTable, asked: ResultsQuery["unit"], texts: Texts): readonly Note[] {
  if (asked !== "revenue" || result.unit !== "units") return [];
  return [{ look: "warning", text: currenciesApart(result, texts) ?? texts.strings.noteNoPrices }];
}

/** A prior that begins above 0 makes an effect of every draw, whatever the data say. */
export const positivePriorNotes = (
  { roi: rows }: Pick<ResultTable, "roi">,
  strings: ResultsStrings,
): readonly Note[] =>
  rows.some(({ roi, prior }) => roi !== null && prior !== null && roi.lo > 0 && prior.lo > 0)
    ? [{ look: "information", text: strings.notePositivePrior }]
    : [];

/** Why nothing is said of what came back for the spend. */
export const noReturns = (result: ResultTable, texts: Texts): string =>
  currenciesApart(result, texts) ?? texts.strings.noteNoRoi;

/** The one that is known in the reader's language, others in the server's words. */
const referenceWord = (reference: string, strings: ResultsStrings): string =>
  reference === "training mean" ? strings.referenceTrainingMean : reference;

/** Which drivers are measured against a level of their own, and which. */
export function referenceNotes(
  rows: readonly ResultRow[],
  strings: ResultsStrings,
  format: NumberFormat,
): readonly Note[] {
  const references = new Set(rows.flatMap((row) => row.reference ?? []));
  return [...references].map((reference) => {
    const names = rows.filter((row) => row.reference === reference).map((row) => driverName(row, strings));
    return {
      look: "information",
      text: fill(strings.noteReference, format.list(names), referenceWord(reference, strings)),
    };
  });
}
