import { fill } from "../shared/fill";
import { type NumberFormat } from "../shared/numberFormat";
import { type ResultTable } from "./data/resultTable";
import { type ResultsStrings } from "./strings";

/** Why there is no money in the numbers of several countries, whose currencies differ; undefined for one. */
export function currenciesApart(
  { members }: ResultTable,
  { strings, format }: { readonly strings: ResultsStrings; readonly format: NumberFormat },
): string | undefined {
  const counted = members.filter(({ lacks }) => lacks === null);
  const countries = [...new Set(counted.map(({ place }) => place.country))];
  return countries.length < 2 ? undefined : fill(strings.memberCurrencies, format.list(countries), strings.partsName);
}
