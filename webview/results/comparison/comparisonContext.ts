import { type NumberFormat } from "../../shared/numberFormat";
import { type ComparedHeader, type ComparisonHeader, type ComparisonQuery } from "../../shared/comparisonMessages";
import { fill } from "../../shared/fill";
import { type FigureContext } from "../figures/figure";
import { type Note } from "../note";
import { doubtLook, doubtsText } from "../reliability";
import { type ResultsStrings } from "../strings";
import { type ComparisonTable, sharedPeriod } from "./comparisonTable";
import { comparedPlaces } from "./pairedRow";

/** What figures of a comparison are made with. */
export interface ComparisonContext extends FigureContext {
  readonly compared: ComparisonHeader;
}

export interface ContextParts {
  readonly strings: ResultsStrings;
  readonly format: NumberFormat;
  readonly header: ComparisonHeader;
  readonly query: ComparisonQuery;
  readonly shares: boolean;
  readonly currency: string;
  readonly address: string;
  readonly table: ComparisonTable | null;
}

export function comparisonContext({ header, query, table, currency, ...rest }: ContextParts): ComparisonContext {
  const period = table === null ? "other" : sharedPeriod(table);
  return {
    ...rest,
    compared: header,
    header: header.first,
    query: { ...query, country: null, region: null, grouping: null, by: "period" },
    unit: table?.unit ?? query.unit,
    currency: table?.currency ?? (currency || rest.strings.unitCurrency),
    ...{ by: "period", period, shownPeriod: period },
    places: table ? comparedPlaces(table) : new Map(),
  };
}

/** "model #3", "attribution #5 of model #3". */
export function comparedName({ kind, id, model }: ComparedHeader, strings: ResultsStrings): string {
  const own = fill(kind === "model" ? strings.comparedModel : strings.comparedAttribution, id);
  return model === null ? own : fill(strings.comparedOf, own, model);
}

export const comparedTitle = ({ first, second }: ComparisonHeader, strings: ResultsStrings): string => {
  const short = (one: ComparedHeader): string => comparedName({ ...one, model: null }, strings);
  const title = fill(strings.comparedTitle, short(first), short(second));
  return title.charAt(0).toLocaleUpperCase() + title.slice(1);
};

/** Fewer draws than this leave the ends of an interval to chance. */
const enoughDraws = 100;

/** What a reader must know of every difference, the most important first. */
export function comparisonNotes(
  table: ComparisonTable,
  context: ComparisonContext,
  about: "amounts" | "returns",
): Note[] {
  const { strings, format, query, compared } = context;
  const { first, second, dates } = table;
  const draws = Math.min(first.draws ?? Infinity, second.draws ?? Infinity);
  const zeroSum = table.totals.filter((row) => row.zeroSum && row.amount.difference !== null);
  const leftOut = [first, second].map(({ periods }) => (periods === null || !dates ? 0 : periods - dates.periods));
  const narrowed = query.from !== null || query.to !== null;
  const note = (applies: boolean, look: Note["look"], text: string): Note[] => (applies ? [{ look, text }] : []);
  return [
    ...doubtNotes(table, context),
    ...note(draws < enoughDraws, "warning", fill(strings.noteFewDraws, format.count(draws))),
    ...note(table.leftOut > 0, "warning", fill(strings.noteUnreadRows, format.count(table.leftOut))),
    ...note(about === "amounts" && query.unit === "revenue" && table.unit === "units", "warning", strings.noteNoPrices),
    ...note(
      about === "amounts" && !table.sameReference && zeroSum.length > 0,
      "warning",
      fill(strings.comparedReference, format.list(zeroSum.map(({ driver }) => driver))),
    ),
    ...note(first.link !== second.link, "warning", strings.noteLink),
    ...note(about === "returns" && first.country !== second.country, "warning", strings.noteCurrencies),
    ...note(
      !narrowed && leftOut.some((count) => count > 0),
      "information",
      fill(strings.noteDatesLeftOut, format.count(leftOut[0] ?? 0), format.count(leftOut[1] ?? 0)),
    ),
    ...note(table.pairing === "independent", "information", strings.noteIndependent),
    ...note(table.pairing === "draw", "information", strings.notePaired),
    ...note(true, "information", strings.noteMeans),
    ...note(compared.first.combination !== compared.second.combination, "information", placesNote(context)),
  ];
}

/** A difference is worth no more than the fits that it is made from; one fit of both is told of once. */
function doubtNotes({ first, second, pairing }: ComparisonTable, context: ComparisonContext): Note[] {
  const { strings, compared } = context;
  const sides = [
    { doubts: first.doubts, header: compared.first },
    { doubts: pairing === "draw" ? [] : second.doubts, header: compared.second },
  ];
  return sides.flatMap(({ doubts, header }) =>
    doubts.length === 0
      ? []
      : [
          {
            look: doubtLook(doubts),
            text: fill(strings.noteComparedDoubts, comparedName(header, strings), doubtsText(doubts, context)),
          },
        ],
  );
}

const placesNote = ({ strings, compared: { first, second } }: ComparisonContext): string =>
  fill(strings.comparedPlaces, first.combination ?? strings.unknown, second.combination ?? strings.unknown);
